# The words of a question, as the cells that norms tell apart.
package zabta["POLICY"]

import rego.v1

import data.zabta["POLICY"].editions

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
