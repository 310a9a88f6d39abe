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
} else := answer(editions[edition].edition, permitted, reasons, {
	"obligations": obligations,
	"unknown": array.concat(unknown, looked_back),
})

answer(number, permits, clauses, rest) := {"decision": permits, "context": object.union(rest, {
	"policy": "POLICY",
	"edition": number,
	"reasons": clauses,
})}

# Denied is what nothing permits; a forbid wins over a permit.
default permitted := false

permitted if {
	understood
	count(met_forbids) == 0
	count(worlds) > 0
	count({hit[0] | some hit in permit_hits}) == count(worlds)
}

default deciding := []

deciding := [norm | some place in met_forbids; norm := rules.forbids[place]] if {
	count(met_forbids) > 0
} else := [norm | some place in met_permits; norm := rules.permits[place]] if {
	permitted
}

reasons := [editions[edition].reasons[place] |
	some place in sort({norm.reason | some norm in deciding})
]

default obligations := []

obligations := sort({measure | some norm in deciding; some measure in norm.obligations}) if permitted

# ── The norms that a question meets ────────────────────────────────────────────────────────────────

# A word that the policy lacks denies the request; so does an action that nothing speaks of.
understood if count(lost) == 0

rules := editions[edition].actions[action] if understood

relevant := {fact | some fact in rules.facts}

# A question about groups asks about every combination of their parts. Parts between which no norm of
# the action tells the difference are one; of each combination, the facts that hold there are known.
worlds := [facts |
	some facts in {facts |
		some thing in classes.object
		some actor in classes.actor
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

met_forbids contains place if {
	some place, norm in rules.forbids
	some world in worlds
	applies(norm, world)
	not gives_way(norm)
}

# Permits have to reach every combination together.
permit_hits contains [number, place] if {
	some place, norm in rules.permits
	some number, world in worlds
	applies(norm, world)
}

met_permits := {hit[1] | some hit in permit_hits}

# A ceiling gives way while duties to keep hold on everything that it meets.
gives_way(norm) if {
	every cell in cells(input.resource.type, input.resource.id) {
		released(editions[edition].cells[input.resource.type][cell].object, norm.ceiling)
	}
}

released(facts, ceiling) if not ceiling in facts

released(facts, _) if {
	some floor in floors_in_force
	floor.object in facts
}

floors_in_force := [floor |
	some floor in editions[edition].floors
	every alternatives in floor.needs {
		some fact in alternatives
		fact in everywhere
	}
]

# The facts that hold in every combination by themselves.
everywhere := told | union({intersection(sets) | some sets in classes})

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
	{
		"object": distinct("object", input.resource.type, input.resource.id),
		"actor": distinct("actor", input.subject.type, input.subject.id),
	},
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
	word := input.context[dimension]
	word != null
}

# The single words that the policy lacks, in the order of the request's fields.
lost := [text |
	some field in array.concat(["subject", "action", "resource"], dimensions)
	word := missing(field)
	text := concat(": ", [field, word])
]

missing("subject") := input.subject.id if {
	not known_subject
}

known_subject if {
	input.subject.type in subjects
	editions[edition].words[input.subject.type][input.subject.id]
}

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

unknown := array.concat(
	array.concat(lost, [text |
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

consents := dated(input.context.consent)

default events := {}

events := dated(input.context.events)

default circumstances := []

circumstances := input.context.circumstances if is_array(input.context.circumstances)

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
	is_number(input.context.age)
	input.context.age < test.under
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

created := moment(input.context.created)

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
	[fault | some [path, noun] in members; fault := fault_of_member(path, noun)],
	[fault |
		some [name, noun] in context_members
		value := stated(name)
		some fault in faults_in(concat(".", ["context", name]), noun, value)
	],
)

members := [
	[[], "an object"],
	[["subject"], "an object"], [["subject", "type"], "text"], [["subject", "id"], "text"],
	[["action"], "an object"], [["action", "name"], "text"],
	[["resource"], "an object"], [["resource", "type"], "text"], [["resource", "id"], "text"],
	[["context"], "an object"],
]

context_members := [
	["recipient", "text"], ["purpose", "text"], ["touchpoint", "text"], ["form", "text"],
	["person", "text"], ["region", "text"], ["jurisdiction", "text"], ["consent", "moments"],
	["circumstances", "names"], ["age", "a whole number"], ["created", "a moment"],
	["events", "moments"], ["on", "a moment"],
]

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
