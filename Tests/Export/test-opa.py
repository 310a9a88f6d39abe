#!/usr/bin/env python3
"""Asks exported policies what Zabta answers itself: test-opa.py ZABTA COUNT SHARE BUNDLE...

Random requests near the norms of each bundle, and the requests of the cases, go through `zabta decide` and
through engines of Rego that others wrote. Whole answers are compared. Ends with status 1 at the first one
that differs, and where some kind of answer never came up. rego-cpp is slow and gets one request of SHARE.
"""

import collections
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import time

import engines
import mutants
import questions


def cases(root, policy):
    path = root / "Tests/Fixtures/cases" / f"{policy}.decisions.json"
    if not path.exists():
        return []
    return [case["request"] for case in json.loads(path.read_text(encoding="utf-8"))["cases"]]


def decide(zabta, bundle, asked):
    lines = "".join(json.dumps(request, ensure_ascii=False) + "\n" for request in asked)
    done = subprocess.run(
        [zabta, "decide", "--bundle", str(bundle)], input=lines.encode(), capture_output=True, check=True)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == len(asked), f"{len(answers)} answers to {len(asked)} requests"
    return answers


def kinds(request, answer, parts):
    """What an answer shows that the engine can do."""
    if "error" in answer:
        yield "no request"
        return
    context, told = answer["context"], request.get("context") or {}
    if context["edition"] is None:
        yield "before every edition"
        return
    permits = answer["decision"]
    yield "permit" if permits else "forbid" if context["reasons"] else "default deny"
    if permits and context["obligations"]:
        yield "permit with obligations"
        if not isinstance(context["obligations"][0], str):
            yield "permit with obligations in the profile"
    if context.get("lacking"):
        yield "obligations that are not honoured"
    if request["subject"]["type"] == "user":
        yield f"user: {'permit' if permits else 'forbid' if context['reasons'] else 'deny'}"
    if "note" in context:
        yield "user without roles"
    if any(text.startswith("on: ") for text in context["unknown"]):
        yield "looked back"
    elif context["unknown"]:
        yield "unknown word"
    if parts.get((request["resource"]["type"], request["resource"]["id"])):
        yield "permit of a group" if permits else "forbid of a group" if context["reasons"] else "group not covered"
        if permits and len(context["reasons"]) > 1:
            yield "group covered together"
    for name in ("created", "events", "consent", "age", "circumstances"):
        if told.get(name):
            yield f"{'permit' if permits else 'forbid' if context['reasons'] else 'deny'} with {name}"


def main(arguments):
    if len(arguments) < 4:
        sys.exit(__doc__)
    zabta, count, bundles = arguments[0], int(arguments[1]), [pathlib.Path(path) for path in arguments[3:]]
    shares = {"opa": 1, "regopy": int(arguments[2])}
    root = pathlib.Path(__file__).resolve().parents[2]
    seen, spent, asked_in_all = collections.Counter(), collections.Counter(), 0
    with tempfile.TemporaryDirectory() as made:
        # Of the real policies each gets an equal share, and all made ones together as much again.
        tasks = [(path, None, count // len(bundles)) for path in bundles]
        for number in range(count // 250):
            chance = random.Random(number)
            source = json.loads(chance.choice(bundles).read_text(encoding="utf-8"))
            path = pathlib.Path(made) / f"{number}.json"
            path.write_text(
                json.dumps(mutants.bundle_set(source, chance), sort_keys=True, separators=(",", ":"), ensure_ascii=False),
                encoding="utf-8")
            tasks.append((path, chance.choice([0, -1]), 100))
        edges, at_edges = mutants.edges(json.loads(bundles[0].read_text(encoding="utf-8")))
        path = pathlib.Path(made) / "edges.json"
        path.write_text(
            json.dumps(edges, sort_keys=True, separators=(",", ":"), ensure_ascii=False), encoding="utf-8")
        tasks.append((path, None, 0))
        for seed, (bundle, edition, share) in enumerate(tasks):
            content = json.loads(bundle.read_text(encoding="utf-8"))
            if edition is not None:
                content = content["editions"][edition]["bundle"]
            source = questions.Questions(content, seed, with_callers=True)
            asked = cases(root, content["policy"]) if edition is None else []
            asked += [source.request() for _ in range(share)]
            if bundle.name == "edges.json":
                asked = at_edges
            answers = decide(zabta, bundle, asked)
            for request, answer in zip(asked, answers):
                seen.update(set(kinds(request, answer, source.parts)))
            seen["asked about made policies"] += len(asked) if edition is not None else 0
            asked_in_all += len(asked)
            with tempfile.TemporaryDirectory() as folder:
                subprocess.run(
                    [zabta, "export", "--to", "opa", "--bundle", str(bundle), "--output", folder],
                    check=True, capture_output=True)
                for engine in engines.all_of(pathlib.Path(folder)):
                    start = time.monotonic()
                    if engine.name == "opa" and edition is None:
                        engine.check_calendar()
                    # rego-cpp cannot say data.zabta["input"]: it takes the key for the input.
                    if engine.name == "regopy" and content["policy"] == "input":
                        continue
                    step = shares[engine.name]
                    for request, answer in zip(asked[::step], answers[::step]):
                        given = engine.decide(request)
                        if given != answer:
                            print(f"{engine.name} differs on {bundle}:\n{json.dumps(request, ensure_ascii=False)}")
                            print(f"zabta: {json.dumps(answer, ensure_ascii=False)}")
                            print(f"{engine.name}: {json.dumps(given, ensure_ascii=False)}")
                            return 1
                    spent[engine.name] += time.monotonic() - start
                    seen[f"asked {engine.name}"] += len(asked[::step])
    for kind, number in sorted(seen.items()):
        print(f"{number:7} {kind}")
    print(f"{asked_in_all} requests; seconds: " + ", ".join(f"{name} {s:.1f}" for name, s in spent.items()))
    missing = [kind for kind in WANTED if not seen[kind]]
    if missing:
        print(f"never came up: {', '.join(missing)}", file=sys.stderr)
        return 1
    return 0


WANTED = [
    "permit", "forbid", "default deny", "permit with obligations", "permit with obligations in the profile",
    "obligations that are not honoured", "user: permit", "user: forbid", "user: deny", "user without roles", "unknown word", "no request", "looked back",
    "permit of a group", "forbid of a group", "group not covered", "group covered together",
    "permit with created", "forbid with created", "permit with events", "forbid with events",
    "permit with consent", "deny with consent", "forbid with age", "permit with circumstances",
]

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
