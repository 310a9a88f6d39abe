# What is told beside words: consents, circumstances, ages, events, periods.
package zabta["POLICY"]

import rego.v1

import data.zabta["POLICY"].editions

# ── What is told ───────────────────────────────────────────────────────────────────────────────────

default consents := {}

consents := dated(known.consent)

default events := {}

events := dated(known.events)

default circumstances := []

circumstances := known.circumstances if is_array(known.circumstances)

# Names with moments; here null is a moment that nobody told. In a request it states nothing, as everywhere.
dated(names) := {name: null | some name in names} if is_array(names)

dated(names) := {name: when |
	some name, value in names
	value != null
	when := dating(value)
} if is_object(names)

dating(value) := null if {
	value == true
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
