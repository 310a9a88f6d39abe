#!/usr/bin/env python3
"""Times other engines beside Zabta in one run: bench-peers.py ZABTA BUNDLE...

First each bundle, exported, against the engines that read the export; then made tables of rules of growing size. Every
engine is loaded before it is timed, and asked through Python where it is a library: what Python itself takes is in its
figure. Zabta is timed as a whole process that reads and writes lines of JSON, starting and loading included; what one
decision takes without all that is printed by the rest of `bin/bench`.
"""

import importlib
import json
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile
import time

import engines
import mutants
import questions

ROUNDS = 5


def median_us(ask, requests):
    """The median over rounds of the microseconds that one request takes."""
    rounds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for request in requests:
            ask(request)
        rounds.append((time.perf_counter() - start) / len(requests) * 1e6)
    return statistics.median(rounds)


def zabta_us(zabta, bundle, requests, copies):
    """The median microseconds of CPU that a line takes in a process of its own."""
    lines = "".join(json.dumps(request, ensure_ascii=False) + "\n" for request in requests) * copies
    rounds = []
    for _ in range(ROUNDS):
        start = children()
        subprocess.run([zabta, "decide", "--bundle", str(bundle)], input=lines.encode(), stdout=subprocess.DEVNULL, check=True)
        rounds.append((children() - start) / (len(requests) * copies) * 1e6)
    return statistics.median(rounds)


def children():
    import resource

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def tell(engine, what, figure):
    print(f"{engine:8} {what:44} {figure:10.1f} us")


def real(zabta, bundle):
    content = json.loads(bundle.read_text(encoding="utf-8"))
    source = questions.Questions(content, 1)
    requests = [request for request in (source.request() for _ in range(400)) if isinstance(request.get("context"), dict)]
    name = content["policy"]
    tell("zabta", f"{name}, a line of JSON", zabta_us(zabta, bundle, requests, 50))
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([zabta, "export", "--to", "opa", "--bundle", str(bundle), "--output", folder], check=True, capture_output=True)
        for engine in engines.all_of(pathlib.Path(folder)):
            share = requests if engine.name == "opa" else requests[:20]
            tell(engine.name, f"{name}, exported", median_us(engine.decide, share))
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([zabta, "export", "--to", "cedar", "--bundle", str(bundle), "--output", folder], check=True, capture_output=True)
        import cedarpy

        cedar = importlib.import_module("test-cedar")
        files = {path.name: path.read_text(encoding="utf-8") for path in pathlib.Path(folder).rglob("*") if path.is_file()}
        policies = next(text for name, text in files.items() if name.endswith(".cedar"))
        entities = next((text for name, text in files.items() if "entit" in name), "[]")
        policies, entities = cedarpy.PolicySet.from_str(policies), cedarpy.Entities.from_json_str(entities)
        place = cedar.zone(content)
        asked = [cedar.cedar(plain, place) for plain in map(cedar.without_days, requests[:50])]
        tell("cedar", f"{name}, exported", median_us(lambda request: cedarpy.is_authorized(request, policies, entities), asked))


ROLES, DATA = 20, 500


def table(size):
    """Rules that let a role view a kind of data for a purpose, and requests of which about half meet one."""
    chance = random.Random(size)
    # Every pair of a role and a kind of data is as likely; more rules are more purposes.
    purposes = max(2, size // (ROLES * DATA) * 2)
    rules = sorted({(chance.randrange(ROLES), chance.randrange(DATA), chance.randrange(purposes)) for _ in range(size)})
    asked = []
    for _ in range(2000):
        asked.append(chance.choice(rules) if chance.random() < 0.5 else (
            chance.randrange(ROLES), chance.randrange(DATA), chance.randrange(purposes)))
    return rules, asked, purposes


def bundle_of(rules, purposes, folder):
    """The rules as a bundle."""
    words = [("role", f"r{i}") for i in range(ROLES)] + [("data", f"d{i}") for i in range(DATA)] + [("purpose", f"p{i}") for i in range(purposes)]
    bundle = {
        "format": "zabta.bundle/1", "policy": "made", "publisher": "us", "edition": 1, "timeZone": "+00:00",
        "words": [{"kind": kind, "name": name} for kind, name in sorted(words)],
        "clauses": [{"id": "c", "anchor": "#c", "rules": [{"en": "Made."}]}],
        "norms": [
            {"action": ["view"], "actor": ["role", "in", [f"r{r}"]], "clause": "made#c", "effect": "permit",
             "object": [f"d{d}"], "when": [["purpose", "in", [f"p{p}"]]]} for r, d, p in rules],
    }
    bundle["digest"] = mutants.digest(bundle)
    path = pathlib.Path(folder) / "made.json"
    path.write_text(json.dumps(bundle, sort_keys=True, separators=(",", ":")), encoding="utf-8")
    return path


def made(zabta, size):
    rules, asked, purposes = table(size)
    what = f"{len(rules)} rules"
    with tempfile.TemporaryDirectory() as folder:
        bundle = bundle_of(rules, purposes, folder)
        requests = [
            {"subject": {"type": "role", "id": f"r{r}"}, "action": {"name": "view"}, "resource": {"type": "data", "id": f"d{d}"},
             "context": {"purpose": f"p{p}"}} for r, d, p in asked]
        tell("zabta", what + ", a line of JSON", zabta_us(zabta, bundle, requests, 50))

    import cedarpy

    policies = cedarpy.PolicySet.from_str("".join(
        f'permit(principal == Role::"r{r}", action == Action::"view", resource == Data::"d{d}") when {{ context.purpose == "p{p}" }};\n'
        for r, d, p in rules))
    entities = cedarpy.Entities.from_json_str("[]")
    some = [
        {"principal": f'Role::"r{r}"', "action": 'Action::"view"', "resource": f'Data::"d{d}"', "context": {"purpose": f"p{p}"}}
        for r, d, p in asked[: max(20, 200_000 // size)]]
    tell("cedar", what, median_us(lambda request: cedarpy.is_authorized(request, policies, entities), some))

    import casbin

    model = casbin.Model()
    model.load_model_from_text(
        "[request_definition]\nr = sub, obj, act\n[policy_definition]\np = sub, obj, act\n"
        "[policy_effect]\ne = some(where (p.eft == allow))\n[matchers]\nm = r.sub == p.sub && r.obj == p.obj && r.act == p.act\n")
    enforcer = casbin.Enforcer(model)
    enforcer.add_policies([[f"r{r}", f"d{d}", f"p{p}"] for r, d, p in rules])
    some = asked[: max(3, 4000 // size)]
    tell("casbin", what, median_us(lambda rule: enforcer.enforce(f"r{rule[0]}", f"d{rule[1]}", f"p{rule[2]}"), some))

    import regopy

    # A table by name, the form that is quickest to look up in Rego.
    interpreter = regopy.Interpreter()
    data = {}
    for r, d, p in rules:
        data.setdefault(f"r{r}", {}).setdefault(f"d{d}", {})[f"p{p}"] = True
    interpreter.add_data_json(json.dumps({"rules": data}))
    interpreter.add_module("made", "package made\nallow if data.rules[input.role][input.data][input.purpose]\n")

    def ask(rule):
        interpreter.set_input_term(json.dumps({"role": f"r{rule[0]}", "data": f"d{rule[1]}", "purpose": f"p{rule[2]}"}))
        return interpreter.query("data.made.allow")

    tell("regopy", what + ", a table", median_us(ask, asked[: max(5, 20_000 // size)]))


def main(arguments):
    if len(arguments) < 2:
        sys.exit(__doc__)
    for bundle in arguments[1:]:
        real(arguments[0], pathlib.Path(bundle))
    for size in (100, 1_000, 10_000):
        made(arguments[0], size)


if __name__ == "__main__":
    main(sys.argv[1:])
