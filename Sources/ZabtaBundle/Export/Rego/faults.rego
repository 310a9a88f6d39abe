# What is no request: what is said instead of a decision.
package zabta["POLICY"]

import rego.v1

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
