"""Sets of bundles that no lawyer would write, made from real ones: for the tests of exported policies."""

import copy
import hashlib
import json

HOSTILE = [
    'a"b', "a\\b", "default", "input", "data", "not", "with", "}", "ڈیٹا", "日本", "x\ny", "%2F", "a/b", "..", "$ref", "`tick`",
    "{{x}}", "# no comment", "\u2028", "😀", "true", "0", "a b", "--", "POLICY",
]
TEXTS = HOSTILE + [
    "two\nlines\r\n\ttabbed", "\u0000\u0001\b\f\u007f\u0085", "\u2028\u2029", "\\u2028 \\", "]]> </script> <!--",
    "یہ \"ضابطہ\" ہے۔", "\u202eright to left\u202c", "${x} $(x) `x` %s %n", "e\u0301 \ufeff \ufffd", "💥" * 40, "",
]
SPANS = ["PT1H", "PT36H", "P1D", "P45D", "P2W", "P1M", "P6M", "P13M", "P1Y", "P4Y"]


def digest(bundle):
    rules = {name: bundle[name] for name in ("policy", "publisher", "timeZone", "people", "norms") if name in bundle}
    rules["words"] = [{name: word[name] for name in word if name != "labels"} for word in bundle["words"]]
    written = json.dumps(rules, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return "sha256:" + hashlib.sha256(written.encode()).hexdigest()


def rename(value, names):
    """Words by other names, wherever they stand; the language of facts stays."""
    if isinstance(value, list):
        return [rename(inner, names) for inner in value]
    if isinstance(value, dict):
        return {key: inner if key in ("effect", "action", "origin", "clause") else rename(inner, names)
                for key, inner in value.items()}
    return names.get(value, value) if isinstance(value, str) else value


def period(random, events):
    def end():
        since = random.sample(events, random.randrange(0, 3))
        after = random.choice(SPANS) if not since or random.random() < 0.7 else None
        return {**({"after": after} if after else {}), **({"since": since} if since else {})}

    return [[end() for _ in range(random.randrange(1, 3))] for _ in range(random.randrange(1, 3))]


def bundle_set(source, random):
    """One or two editions of a policy with random norms left out, added and renamed."""
    policy = random.choice([source["policy"], random.choice(HOSTILE)])
    kinds = {"data", "purpose", "recipient", "person", "circumstance", "consent", "touchpoint", "event", "role"}
    taken = {word["name"] for word in source["words"]}
    chosen = random.sample(sorted({word["name"] for word in source["words"] if word["kind"] in kinds} - {"identified"}), 12)
    fresh = [name for name in HOSTILE if name not in taken and name != "data"]
    names = dict(zip(chosen, random.sample(fresh, 12)))
    # A word may have the name of a request, whose event "NAME-request" would be lost.
    requests = {word["name"] for word in source["words"] if word["kind"] == "request"} | {"consent-withdrawal"}
    names = {old: new for old, new in names.items() if old not in requests}
    editions = []
    for number in range(1, random.randrange(2, 4)):
        bundle = copy.deepcopy(source)
        bundle["words"] = rename_words(bundle["words"], names)
        bundle["people"] = rename(bundle.get("people", []), names)
        bundle["norms"] = [rename_norm(norm, names) for norm in bundle["norms"] if random.random() < 0.8]
        events = [word["name"] for word in bundle["words"] if word["kind"] == "event"]
        data = [word["name"] for word in bundle["words"] if word["kind"] == "data"]
        purposes = [word["name"] for word in bundle["words"] if word["kind"] == "purpose"]
        for _ in range(random.randrange(2, 6)):
            bundle["norms"] += keeping(random, random.sample(data, 2), period(random, events), bundle["norms"][0]["clause"], purposes)
        roles = [word["name"] for word in bundle["words"] if word["kind"] == "role"]
        if len(roles) > 1:
            bundle["norms"] += staff(random.sample(roles, 2), random.choice(data), bundle["norms"][0]["clause"])
        for norm in bundle["norms"]:
            norm["clause"] = policy + "#" + norm["clause"].split("#", 1)[1]
        for clause in bundle["clauses"]:
            for texts in [clause.get("heading", {}), clause.get("text", {})] + clause.get("rules", []):
                texts.update({language: random.choice(TEXTS) for language in texts if random.random() < 0.3})
        bundle["policy"] = policy
        bundle["timeZone"] = random.choice(["+05:00", "-09:30", "+14:00", "+00:00"])
        bundle["edition"] = number
        bundle["effective"] = ["2016-02-29", "2025-06-15"][number - 1]
        bundle["date"] = bundle["effective"]
        bundle["digest"] = digest(bundle)
        editions.append({"bundle": bundle, "date": bundle["date"], "effective": bundle["effective"]})
    return {"format": "zabta.bundle-set/1", "policy": policy, "editions": editions}


def rename_words(words, names):
    renamed = [{**word, "name": names.get(word["name"], word["name"]),
                **({"includes": rename(word["includes"], names)} if "includes" in word else {})} for word in words]
    return sorted(renamed, key=lambda word: (word["kind"], word["name"].encode()))


def rename_norm(norm, names):
    lists = ("object", "except", "when", "period", "actor")
    renamed = {key: rename(value, names) if key in lists else value for key, value in norm.items()}
    if len(norm["actor"]) == 3:
        renamed["actor"] = norm["actor"][:2] + [rename(norm["actor"][2], names)]
    else:
        renamed["actor"] = norm["actor"]
    renamed["when"] = [when(condition, names) for condition in norm.get("when", [])]
    if "vague" in norm:
        renamed["vague"] = rename(norm["vague"], names)
    if "deadline" in norm and "since" in norm["deadline"]:
        renamed["deadline"] = {**norm["deadline"], "since": rename(norm["deadline"]["since"], names)}
    if not renamed["when"]:
        del renamed["when"]
    return renamed


def when(condition, names):
    if isinstance(condition, dict):
        return {"any": [when(fact, names) for fact in condition["any"]]}
    return condition[:2] + [rename(condition[2], names)] + condition[3:]


def keeping(random, data, time, clause, purposes):
    """A duty to keep, a permission and a ceiling, on data that may or may not be the same."""
    keep = {"actor": ["we"], "clause": clause, "object": [data[0]]}
    yield {**keep, "action": ["store"], "effect": "permit", "origin": "keep", "period": time}
    yield {**keep, "action": ["store"], "effect": "forbid", "origin": "ceiling", "period": time,
           "when": [["period", "over", time]]}
    if random.random() < 0.7:
        if purposes and random.random() < 0.5:
            keep["when"] = [["purpose", "in", [random.choice(purposes)]]]
        yield {**keep, "action": ["keep"], "effect": "duty", "object": [random.choice(data)], "origin": "floor",
               "period": time if random.random() < 0.3 else [[{"after": random.choice(SPANS)}]]}


def staff(roles, data, clause):
    """What one role may view and another may not: whoever has both may not."""
    view = {"action": ["view"], "clause": clause, "object": [data]}
    yield {**view, "actor": ["role", "in", [roles[0]]], "effect": "permit"}
    yield {**view, "actor": ["role", "in", [roles[1]]], "effect": "forbid"}

def edges(source):
    """A bundle whose few norms turn on the edges of times and places, and every request at these edges."""
    bundle = copy.deepcopy(source)
    named = lambda kind: [word["name"] for word in bundle["words"] if word["kind"] == kind and "includes" not in word]
    data, consent, measure = named("data"), named("consent")[0], named("measure")[0]
    recipient, other = named("recipient")[:2]
    clauses = [clause["id"] for clause in bundle["clauses"][:2]]

    def norm(effect, action, name, when=(), clause=0, **rest):
        return {"actor": ["we"], "clause": f"{bundle['policy']}#{clauses[clause]}", "object": [name], "action": [action],
                "effect": effect, **({"when": list(when)} if when else {}), **rest}

    bundle["norms"] = [
        norm("permit", "use", data[0], [["consent", "any", [consent]]]),
        norm("permit", "use", data[1], [["form", "in", ["identified"]]]),
        norm("permit", "share", data[0], [["recipient", "in", [recipient]]], obligations=[measure]),
        norm("permit", "share", data[0], [["recipient", "in", [recipient], "unstated-passes"]], 1, obligations=[measure]),
        norm("duty", "keep", data[2], [["region", "in", ["DE"]]], origin="floor"),
    ]
    for name, span in zip(data, ["PT36H", "P1M", "P1D"]):
        over = [[{"after": span}]]
        bundle["norms"] += [norm("permit", "store", name), norm(
            "forbid", "store", name, [["period", "over", over]], origin="ceiling", period=over)]
    bundle["digest"] = digest(bundle)

    moments = ["2026-01-31", "2026-01-31T15:00:00+05:00", "2026-01-31T19:30:00Z"]
    days = moments + [
        "2026-02-01", "2026-02-01T23:00:00+05:00", "2026-02-02", "2026-02-02T03:00:00+05:00", "2026-02-27", "2026-02-28",
        "2026-02-28T12:00:00+05:00", "2026-03-01", "2026-03-03"]
    asked = []

    def ask(action, name, **context):
        asked.append({
            "subject": {"type": "organisation", "id": bundle["publisher"]}, "action": {"name": action},
            "resource": {"type": "data", "id": name},
            "context": {key: value for key, value in context.items() if value is not None}})

    for on in days:
        for made in moments:
            for region in [None, "EU", "DE"]:
                for name in data[:3]:
                    ask("store", name, on=on, created=made, region=region)
        for given in moments + [True]:
            for withdrawn in moments + [True, None]:
                events = {"consent-withdrawal": withdrawn} if withdrawn else None
                ask("use", data[0], on=on, consent={consent: given}, events=events)
    for form in [None, "identified", "anonymised"]:
        ask("use", data[1], on=days[0], form=form)
    for to in [None, recipient, other]:
        ask("share", data[0], on=days[0], recipient=to, supported_obligations=["custom"])
    return bundle, asked
