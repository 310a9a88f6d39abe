# The norms that a question meets, and what they say together.
package zabta["POLICY"]

import rego.v1

import data.zabta["POLICY"].editions

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
