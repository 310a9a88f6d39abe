# The rules of a policy as Zabta decides them: zabta export wrote this file, and data.json beside it.
#
# The input is a request of the OpenID AuthZEN Authorization API 1.0; `decision` is the answer that
# `zabta decide` gives to it, byte for byte once both are canonical JSON. docs/export.md tells the tables.
package zabta["POLICY"]

import rego.v1

import data.zabta["POLICY"].editions

# ── The answer ─────────────────────────────────────────────────────────────────────────────────────

decision := {"error": faults[0]} if {
	count(faults) > 0
} else := answer(null, false, [], {"obligations": [], "unknown": [undated]}) if {
	not edition
} else := answer(editions[edition].edition, permits, clauses, object.union(remarks, {
	"obligations": presented,
	"unknown": array.concat(unheard, looked_back),
})) if {
	clauses := [editions[edition].reasons[place] | some place in cited]
}

answer(number, decided, clauses, rest) := {"decision": decided, "context": object.union(rest, {
	"policy": "POLICY",
	"edition": number,
	"reasons": clauses,
})}

# ── Who asks ───────────────────────────────────────────────────────────────────────────────────────

# A user is asked about as each of their roles: any role's forbid denies, else any role's permit allows.
actors := [{"type": "role", "id": role} | some role in roles] if {
	input.subject.type == "user"
} else := [input.subject]

default named_roles := []

named_roles := properties.roles if is_array(properties.roles)

roles := each_once(named_roles)

# Nothing is stated where there are none.
default properties := {}

properties := input.subject.properties if input.subject.properties != null

# Facts about the person may stand in the subject's properties; what the context states goes before.
known := object.union({name: value | some name, value in personal; not given[name]}, given)

given := {name: value | some name, value in input.context; value != null}

personal := {name: value |
	some name in ["person", "age", "jurisdiction", "consent", "circumstances", "events"]
	value := properties[name]
	value != null
}

answers := [found | some actor in actors; found := answer_to(actor)]

forbidding := [found | some found in answers; not found.permits; count(found.reasons) > 0]

permitting := [found | some found in answers; found.permits]

granted if {
	count(forbidding) == 0
	count(permitting) > 0
}

cited := sort({place | some found in permitting; some place in found.reasons}) if {
	count(forbidding) == 0
} else := sort({place | some found in forbidding; some place in found.reasons})

heard := [word | some found in answers; some word in found.unknown]

unheard := each_once(heard)

# ── Obligations ────────────────────────────────────────────────────────────────────────────────────

default permits := false

# A permission with an obligation that the caller cannot honour is a denial for that caller.
permits if {
	granted
	count(lacking) == 0
}

default bound := []

bound := sort({measure | some found in permitting; some measure in found.obligations}) if granted

default lacking := []

lacking := [measure | some measure in bound; not measure in honours] if is_array(honours)

honoured := [measure | some measure in bound; not measure in lacking]

# Whoever does not know the type of our obligations can honour none of them.
honours := [] if {
	types := given.supported_obligations
	not "custom" in types
} else := given.honours

remarks := object.union(lacked, noted)

default lacked := {}

lacked := {"lacking": lacking} if count(lacking) > 0

default noted := {}

noted := {"note": "the user has no roles: subject.properties.roles names none, so nothing permits this"} if {
	input.subject.type == "user"
	count(roles) == 0
}

# As names, or as the AuthZEN Profile for Obligations (draft 1) has them for callers that speak of it.
presented := [in_profile(measure) | some measure in honoured] if {
	is_array(given.supported_obligations)
} else := honoured

in_profile(measure) := {"id": measure, "type": "custom", "properties": {
	"measure": measure,
	"label": editions[edition].measures[measure].label,
	"clauses": each_once([editions[edition].reasons[place].clause |
		some place in cited
		place in editions[edition].measures[measure].reasons
	]),
}}

each_once(names) := [name |
	some place in numbers.range(0, count(names) - 1)
	name := names[place]
	earlier := array.slice(names, 0, place)
	not name in earlier
]
