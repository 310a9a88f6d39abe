# Days, instants and the edition in force on them.
package zabta["POLICY"]

import rego.v1

import data.zabta["POLICY"].calendar
import data.zabta["POLICY"].editions

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

# Counted from 0000-03-01, so that nothing below zero is rounded: OPA rounds -0.5 up.
day(when) := floor((local + 62162035200) / 86400) - 719468 if {
	local := when.second + (editions[edition].zone * 60)
}

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
