# The rules of a policy as Zabta decides them: zabta export wrote this file, and data.json beside it.
#
# The input is a request of the OpenID AuthZEN Authorization API 1.0; `decision` is the answer that
# `zabta decide` gives to it, byte for byte once both are canonical JSON. docs/export.md tells the tables.
package zabta["POLICY"]

import rego.v1

import data.zabta["POLICY"].calendar
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

# ── One subject ────────────────────────────────────────────────────────────────────────────────────

# A word that the policy lacks denies the request; so does an action that nothing speaks of.
answer_to(actor) := {"permits": false, "reasons": [], "obligations": [], "unknown": unknown(actor)} if {
	count(lost(actor)) > 0
} else := {
	"permits": is_permitted,
	"reasons": {norm.reason | some norm in deciding},
	"obligations": {measure | some norm in deciding; some measure in norm.obligations},
	"unknown": unknown(actor),
} if {
	worlds := worlds_of(actor)
	forbids := met_forbids(worlds, floors_in_force(everywhere(actor)))
	hits := permit_hits(worlds)
	is_permitted := allows(forbids, hits, count(worlds))
	deciding := norms_of(forbids, hits, is_permitted)
}

# Denied is what nothing permits; a forbid wins over a permit. Permits have to reach every combination.
allows(forbids, hits, all_worlds) if {
	count(forbids) == 0
	all_worlds > 0
	count({hit[0] | some hit in hits}) == all_worlds
} else := false

norms_of(forbids, hits, is_permitted) := {rules.forbids[place] | some place in forbids} if {
	count(forbids) > 0
} else := {rules.permits[hit[1]] | some hit in hits} if {
	is_permitted
} else := set()

# ── The norms that a question meets ────────────────────────────────────────────────────────────────

rules := editions[edition].actions[action]

relevant := {fact | some fact in rules.facts}

# A question about groups asks about every combination of their parts. Parts between which no norm of
# the action tells the difference are one; of each combination, the facts that hold there are known.
worlds_of(subject) := [facts |
	some facts in {facts |
		some thing in classes.object
		some actor in distinct("actor", subject.type, subject.id)
		some recipient in classes.recipient
		some purpose in classes.purpose
		some touchpoint in classes.touchpoint
		some form in classes.form
		some person in classes.person
		some region in classes.region
		some jurisdiction in classes.jurisdiction
		facts := union({
			told, thing, actor, recipient, purpose, touchpoint, form, person, region, jurisdiction,
		})
	}
]

applies(norm, world) if {
	every alternatives in norm.needs {
		some fact in alternatives
		fact in world
	}
}

met_forbids(worlds, floors) := {place |
	some place in numbers.range(0, count(rules.forbids) - 1)
	norm := rules.forbids[place]
	some world in worlds
	applies(norm, world)
	not gives_way(norm, floors)
}

# Permits have to reach every combination together.
permit_hits(worlds) := {[number, place] |
	some place in numbers.range(0, count(rules.permits) - 1)
	norm := rules.permits[place]
	some number in numbers.range(0, count(worlds) - 1)
	applies(norm, worlds[number])
}

# A ceiling gives way while duties to keep hold on everything that it meets.
gives_way(norm, floors) if {
	every cell in cells(input.resource.type, input.resource.id) {
		released(editions[edition].cells[input.resource.type][cell].object, norm.ceiling, floors)
	}
}

released(facts, ceiling, _) if not ceiling in facts

released(facts, _, floors) if {
	some floor in floors
	floor.object in facts
}

floors_in_force(facts) := [floor |
	some floor in editions[edition].floors
	every alternatives in floor.needs {
		some fact in alternatives
		fact in facts
	}
]

# The facts that hold in every combination by themselves.
everywhere(subject) := (told | union({intersection(sets) | some sets in classes})) | intersection(actors_facts) if {
	actors_facts := distinct("actor", subject.type, subject.id)
}

# ── The words of a question ────────────────────────────────────────────────────────────────────────

objects := {
	"collect": "data", "use": "data", "share": "data", "sell": "data", "rent": "data",
	"trade": "data", "store": "data", "keep": "data", "view": "data", "transfer": "data",
	"delete": "data", "anonymise": "data", "archive": "data", "protect": "data",
	"send": "message", "set": "cookie", "answer": "request", "resolve": "request",
	"request": "request", "announce": "event", "penalise": "person",
}

# To keep is to store for a time.
action := "store" if {
	input.action.name == "keep"
} else := input.action.name

dimensions := [
	"recipient", "purpose", "touchpoint", "form", "person", "region", "jurisdiction",
]

kinds := {
	"recipient": "recipient", "purpose": purpose_kind, "touchpoint": "touchpoint", "form": "form",
	"person": "person", "region": "place", "jurisdiction": "place",
}

# Who penalises, penalises for a request.
purpose_kind := "request" if {
	input.action.name == "penalise"
} else := "purpose"

subjects := {"organisation", "role", "recipient", "person"}

# The cells that a word stands for. A subdivision that nobody names lies in the rest of its country.
cells(kind, word) := editions[edition].words[kind][word]

cells("place", word) := [editions[edition].rests[substring(word, 0, 2)]] if {
	not editions[edition].words.place[word]
	regex.match(`^[A-Z][A-Z]-[A-Z0-9][A-Z0-9]?[A-Z0-9]?$`, word)
}

# What holds in the cells of a word, as far as the norms of the action tell them apart.
distinct(place, kind, word) := {facts |
	some cell in cells(kind, word)
	facts := {fact | some fact in held(place, kind, cell)} & relevant
}

held(place, kind, cell) := editions[edition].cells[kind][cell][place]

classes := object.union(
	{dimension: sets | some dimension in dimensions; sets := classes_of(dimension)},
	{"object": distinct("object", input.resource.type, input.resource.id)},
)

classes_of(dimension) := distinct(dimension, kinds[dimension], stated(dimension)) if {
	stated(dimension)
} else := distinct("form", "form", "identified") if {
	dimension == "form"
	editions[edition].words.form.identified
} else := {facts} if {
	facts := {fact | some fact in unsaid(dimension)} & relevant
}

unsaid(dimension) := editions[edition].unstated[dimension]

stated(dimension) := word if {
	word := known[dimension]
}

# The single words that the policy lacks, in the order of the request's fields.
lost(subject) := array.concat(strange(subject), [text |
	some field in array.concat(["action", "resource"], dimensions)
	word := missing(field)
	text := concat(": ", [field, word])
])

strange(subject) := [] if {
	subject.type in subjects
	editions[edition].words[subject.type][subject.id]
} else := [concat(": ", ["subject", subject.id])]

missing("action") := input.action.name if {
	not objects[input.action.name]
}

missing("resource") := input.resource.id if {
	not known_resource
}

known_resource if {
	input.resource.type == objects[input.action.name]
	editions[edition].words[input.resource.type][input.resource.id]
}

known_resource if {
	not objects[input.action.name]
	input.resource.type != "organisation"
	editions[edition].words[input.resource.type][input.resource.id]
}

missing(field) := word if {
	field in dimensions
	word := stated(field)
	not cells(kinds[field], word)
}

unknown(subject) := array.concat(
	array.concat(lost(subject), [text |
		some name in sort(object.keys(consents))
		not editions[edition].consents[name]
		text := concat(": ", ["consent", name])
	]),
	array.concat(
		[text |
			some name in circumstances
			not editions[edition].circumstances[name]
			text := concat(": ", ["circumstances", name])
		],
		[text |
			some name in sort(object.keys(events))
			not editions[edition].events[name]
			text := concat(": ", ["events", name])
		],
	),
)

# ── What is told ───────────────────────────────────────────────────────────────────────────────────

default consents := {}

consents := dated(known.consent)

default events := {}

events := dated(known.events)

default circumstances := []

circumstances := known.circumstances if is_array(known.circumstances)

# Names with moments; null is a moment that nobody told.
dated(names) := {name: null | some name in names} if is_array(names)

dated(names) := {name: when | some name, value in names; when := dating(value)} if is_object(names)

dating(value) := null if {
	value in {null, true}
} else := moment(value)

# Everything but words: one fact each, and its contrary.
told := plain | {fact |
	some fact in rules.told
	contrary := editions[edition].facts[fact].denies
	not contrary in plain
}

plain := {fact |
	some fact in rules.told
	holds(fact, editions[edition].facts[fact])
}

holds(fact, test) if {
	test.told == "consent"
	some name, given in consents
	fact in editions[edition].consents[name].facts
	in_force(given)
}

holds(fact, test) if {
	test.told == "circumstance"
	some name in circumstances
	fact in editions[edition].circumstances[name].facts
}

holds(_, test) if {
	is_number(known.age)
	known.age < test.under
}

holds(_, test) if {
	some name in test.happened
	some event, when in events
	event == name
	passed(when, test)
}

holds(_, test) if {
	some ends in test.over
	every end in ends {
		ended(end)
	}
}

# A consent holds once it is given, and no withdrawal came since; a withdrawal without a date ends it for
# good, and a consent without a date may be older than any.
in_force(null) if count(withdrawals) == 0

in_force(given) if {
	given != null
	not_after(given, on)
	not withdrawn_since(given)
}

# A rule of its own: rego-cpp takes `not` inside `every` for true.
withdrawn_since(given) if {
	some withdrawn in withdrawals
	ends(withdrawn, given)
}

ends(null, _) if true

ends(withdrawn, given) if {
	withdrawn != null
	not_after(given, withdrawn)
}

withdrawals contains when if {
	some name, when in events
	editions[edition].events[name].withdraws
	has_come(when)
}

has_come(null) if true

has_come(when) if {
	when != null
	not_after(when, on)
}

passed(when, test) if {
	not test.after
	has_come(when)
}

passed(when, test) if {
	when != null
	not_after(later(when, test.after), on)
}

# ── Periods ────────────────────────────────────────────────────────────────────────────────────────

created := moment(known.created)

# The end of a period counts from the making of the record, or from the earliest of some events.
ended(end) if {
	not end.since
	not_after(due(end, created), on)
}

ended(end) if {
	end.since
	not end.after
	some name, when in events
	name in end.since
	when == null
}

ended(end) if {
	end.since
	starts := [events[name] | some name in end.since; events[name] != null]
	count(starts) > 0
	not_after(due(end, earliest(starts)), on)
}

due(end, start) := start if {
	not end.after
} else := later(start, end.after) if {
	end.after.unit == "hour"
} else := later({"day": day(start)}, end.after)

# The first in time; a day begins with itself.
earliest(moments) := {"day": first} if {
	first := least({day(when) | some when in moments})
	some when in moments
	when.day == first
} else := {"second": least({when.second | some when in moments; day(when) == first})} if {
	first := least({day(when) | some when in moments})
}

# ── The calendar ───────────────────────────────────────────────────────────────────────────────────

# A moment is a day, in days since 1970-01-01, or an instant, in seconds since then in UTC.
moment(text) := {"day": day_number(text)} if {
	regex.match(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`, text)
} else := {"second": second} if {
	regex.match(`^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]+)?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$`, text)
	count(text) <= 64
	clock := ((digits(text, 11, 2) * 3600) + (digits(text, 14, 2) * 60)) + digits(text, 17, 2)
	second := ((day_number(text) * 86400) + clock) - (offset(text) * 60)
}

# The number of a day that is written YYYY-MM-DD; undefined where there is none such (Hinnant,
# days_from_civil: years begin in March, so that leap days come last).
day_number(text) := from_civil(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2)) if {
	digits(text, 0, 4) >= 1
	digits(text, 5, 2) >= 1
	digits(text, 5, 2) <= 12
	digits(text, 8, 2) >= 1
	digits(text, 8, 2) <= month_length(digits(text, 0, 4), digits(text, 5, 2))
}

from_civil(year, month, date) := result if {
	shifted := year - floor((14 - month) / 12)
	leaps := (floor(shifted / 4) - floor(shifted / 100)) + floor(shifted / 400)
	earlier := floor(((153 * modulo(month + 9, 12)) + 2) / 5)
	result := (((((365 * shifted) + leaps) + earlier) + date) - 1) - 719468
}

# The year, month and date of a day.
civil(value) := {"year": year, "month": month, "date": date} if {
	shifted := value + 719468
	era := floor(shifted / 146097)
	of_era := shifted - (era * 146097)
	leapless := ((of_era - floor(of_era / 1460)) + floor(of_era / 36524)) - floor(of_era / 146096)
	year_of_era := floor(leapless / 365)
	leaps := floor(year_of_era / 4) - floor(year_of_era / 100)
	of_year := of_era - ((365 * year_of_era) + leaps)
	from_march := floor(((5 * of_year) + 2) / 153)
	date := (of_year - floor(((153 * from_march) + 2) / 5)) + 1
	month := modulo(from_march + 2, 12) + 1
	year := (year_of_era + (era * 400)) + floor((14 - month) / 12)
}

month_length(year, month) := 29 if {
	month == 2
	leap(year)
} else := [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]

leap(year) if {
	modulo(year, 4) == 0
	modulo(year, 100) != 0
}

leap(year) if modulo(year, 400) == 0

# Written out, for engines do not agree on the sign.
modulo(value, divisor) := value - (divisor * floor(value / divisor))

# Digits of a text as a number; the leading 1 keeps zeros from reading as another base.
digits(text, start, length) := value if {
	value := to_number(concat("", ["1", substring(text, start, length)])) - powers[length]
}

powers := {2: 100, 4: 10000}

# The offset from UTC in minutes.
offset(text) := 0 if {
	endswith(text, "Z")
} else := signs[substring(text, count(text) - 6, 1)] * minutes if {
	minutes := (digits(text, count(text) - 5, 2) * 60) + digits(text, count(text) - 2, 2)
}

signs := {"+": 1, "-": -1}

# The day of a moment as the policy counts days.
day(when) := when.day

day(when) := floor((when.second + (editions[edition].zone * 60)) / 86400)

# Where one of the two is a bare day, the days decide.
not_after(one, other) if one.second <= other.second

not_after(one, other) if {
	not both_instants(one, other)
	day(one) <= day(other)
}

both_instants(one, other) if {
	is_number(one.second)
	is_number(other.second)
}

# A moment so much later; undefined outside the years 1 to 9999.
later(when, span) := {"day": day_later(when.day, span)}

later(when, span) := {"second": second} if {
	span.unit == "hour"
	second := when.second + (span.count * 3600)
	in_calendar(day({"second": second}))
}

later(when, span) := {"second": second} if {
	span.unit != "hour"
	start := day(when)
	in_calendar(start)
	is_number(when.second)
	second := when.second + ((day_later(start, span) - start) * 86400)
}

day_later(start, span) := result if {
	result := start + floor((span.count * days[span.unit]) / 24)
	in_calendar(result)
}

days := {"hour": 1, "day": 24, "week": 168}

months := {"month": 1, "year": 12}

# Months and years end on the last day of a month that is too short.
day_later(start, span) := from_civil(year, month, least({from.date, month_length(year, month)})) if {
	in_calendar(start)
	from := civil(start)
	total := (((from.year * 12) + from.month) - 1) + (span.count * months[span.unit])
	total >= 12
	total < 120000
	year := floor(total / 12)
	month := modulo(total, 12) + 1
}

least(values) := value if {
	some value in values
	every other in values {
		value <= other
	}
}

greatest(values) := value if {
	some value in values
	every other in values {
		value >= other
	}
}

in_calendar(number_of_day) if {
	number_of_day >= -719162
	number_of_day <= 2932896
}

# ── Editions ───────────────────────────────────────────────────────────────────────────────────────

# The moment that is meant: the request's own, or now.
on := own

on := now if not own

own := moment(input.context.on)

now := {"second": floor(time.now_ns() / 1000000000)}

# In force is the last edition of those that have begun. A question that is itself dated before the first
# looks back to a time for which there are no other rules, once there are any.
edition := greatest(begun(on)) if {
	count(begun(on)) > 0
} else := calendar.earliest if {
	own
	count(begun(now)) > 0
}

begun(when) := {place |
	some place in numbers.range(0, count(calendar.starts) - 1)
	has_begun(calendar.starts[place], when)
}

has_begun(start, _) if not start.day

has_begun(start, when) if start.day <= when.day

has_begun(start, when) if start.second <= when.second

default looked_back := []

looked_back := [undated] if {
	own
	count(begun(own)) == 0
}

undated := concat("", ["on: ", said(input.context.on)]) if {
	own
} else := concat("", ["on: ", written(now.second)])

# A moment as it is answered: without fractions of seconds, and Z for UTC.
said(text) := text if {
	count(text) == 10
} else := concat("", [substring(text, 0, 19), "Z"]) if {
	offset(text) == 0
} else := concat("", [substring(text, 0, 19), substring(text, count(text) - 6, 6)])

written(second) := text if {
	local := second + (calendar.zone * 60)
	date := civil(floor(local / 86400))
	rest := modulo(local, 86400)
	text := concat("", [
		padded(date.year, 4), "-", padded(date.month, 2), "-", padded(date.date, 2),
		"T", padded(floor(rest / 3600), 2), ":", padded(modulo(floor(rest / 60), 60), 2),
		":", padded(modulo(rest, 60), 2), calendar.offset,
	])
}

padded(value, width) := substring(format_int(value + 100000, 10), 6 - width, width)

# ── What is no request ─────────────────────────────────────────────────────────────────────────────

# The first of these is told in place of a decision.
faults := array.concat(
	array.concat(faults_of_members(subject_members), faults_of_properties),
	array.concat(faults_of_members(members), [fault |
		some [name, noun] in context_members
		value := given[name]
		some fault in faults_in(concat(".", ["context", name]), noun, value)
	]),
)

faults_of_members(each) := [fault | some [path, noun] in each; fault := fault_of_member(path, noun)]

subject_members := [
	[[], "an object"],
	[["subject"], "an object"], [["subject", "type"], "text"], [["subject", "id"], "text"],
]

members := [
	[["action"], "an object"], [["action", "name"], "text"],
	[["resource"], "an object"], [["resource", "type"], "text"], [["resource", "id"], "text"],
	[["context"], "an object"],
]

context_members := [
	["recipient", "text"], ["purpose", "text"], ["touchpoint", "text"], ["form", "text"],
	["person", "text"], ["region", "text"], ["jurisdiction", "text"], ["consent", "moments"],
	["circumstances", "names"], ["age", "a whole number"], ["created", "a moment"],
	["events", "moments"], ["honours", "names"], ["supported_obligations", "names"],
	["on", "a moment"],
]

faults_of_properties := [unexpected("subject.properties", "an object", properties)] if {
	not is_object(properties)
} else := array.concat([fault |
	some [name, noun] in context_members
	value := personal[name]
	some fault in faults_in(concat(".", ["subject.properties", name]), noun, value)
], faults_of_roles)

default faults_of_roles := []

faults_of_roles := faults_of_names("subject.properties.roles", properties.roles) if {
	properties.roles != null
	not too_many_roles
}

faults_of_roles := [{"path": "subject.properties.roles", "reason": "a user has at most 64 roles"}] if {
	too_many_roles
	count(faults_of_names("subject.properties.roles", properties.roles)) == 0
}

faults_of_roles := faults_of_names("subject.properties.roles", properties.roles) if {
	too_many_roles
	count(faults_of_names("subject.properties.roles", properties.roles)) > 0
}

too_many_roles if {
	is_array(properties.roles)
	count(properties.roles) > 64
}

fault_of_member(path, noun) := fault if {
	path != ["context"]
	count([value | value := member(path)]) == 0
	fault := {"path": concat(".", path), "reason": "this is missing"}
} else := fault if {
	value := member(path)
	path_allows(path, value)
	fault := unexpected(concat(".", path), noun, value)
}

path_allows(path, _) if path != ["context"]

path_allows(["context"], value) if value != null

member([]) := input

member([name]) := input[name]

member([outer, name]) := input[outer][name]

unexpected(path, noun, value) := fault if {
	noun_of(value) != noun
	fault := {
		"path": path,
		"reason": concat("", [noun, " is expected, this is ", noun_of(value)]),
	}
}

noun_of(value) := "text" if {
	is_string(value)
} else := "an object" if {
	is_object(value)
} else := "a list" if {
	is_array(value)
} else := "true or false" if {
	is_boolean(value)
} else := "null" if {
	value == null
} else := "a whole number" if {
	floor(value) == value
} else := "a number that is not whole, or too large"

faults_in(path, noun, value) := [fault | fault := unexpected(path, noun, value)] if {
	noun in {"text", "a whole number"}
}

faults_in(path, "a moment", value) := [fault | fault := fault_of_moment(path, value)]

faults_in(path, "names", value) := faults_of_names(path, value)

faults_in(path, "moments", value) := faults_of_names(path, value) if {
	is_array(value)
} else := [fault |
	some name in sort(object.keys(value))
	not value[name] in {null, true}
	fault := fault_of_moment(concat(".", [path, name]), value[name])
] if {
	is_object(value)
} else := [unexpected(path, "a list of names, or an object from names to days,", value)]

faults_of_names(path, value) := [fault |
	some index in numbers.range(0, count(value) - 1)
	fault := unexpected(concat("", [path, "[", format_int(index, 10), "]"]), "text", value[index])
] if {
	is_array(value)
} else := [unexpected(path, "a list", value)]

fault_of_moment(path, value) := unexpected(path, "text", value) if {
	not is_string(value)
} else := {
	"path": path,
	"reason": "a day such as 2026-03-01 or an instant such as 2026-03-01T09:00:00+05:00 is expected",
} if {
	not moment(value)
}
