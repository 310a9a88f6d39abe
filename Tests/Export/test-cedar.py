#!/usr/bin/env python3
"""Asks exported policies of Cedar what Zabta answers itself: test-cedar.py ZABTA COUNT BUNDLE...

What Cedar permits, Zabta permits. Where the export lists no difference and no word is a group, both answer
alike. The policies fit their schema, and no rule is dropped silently: each is written or listed. So with the
bundles given, and with made ones whose names and rules no lawyer would choose. Ends with status 1 at the first
request that shows otherwise.
"""

import collections
import datetime
import importlib
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

import cedarpy

import mutants
import questions

decide = importlib.import_module("test-opa").decide
SUBJECTS = {"organisation", "role", "recipient", "person"}


def without_days(request):
    """The request as Cedar can be asked: what is told has happened, or holds."""
    if not isinstance(request.get("context", {}), dict):
        return None
    context = dict(request.get("context") or {})
    for name in ("events", "consent"):
        if isinstance(context.get(name), dict):
            context[name] = sorted(told for told, day in context[name].items() if day is not None)
    return {**request, "context": {name: value for name, value in context.items() if value is not None}}


def day(context, zone):
    """The day that is meant, where the policy counts its days."""
    text = context.get("on")
    if text is None:
        moment = datetime.datetime.now(datetime.timezone.utc)
    elif len(text) == 10:
        return int(text.replace("-", ""))
    else:
        moment = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    try:
        local = moment.astimezone(zone)
    except OverflowError:  # beyond the first or the last day of the calendar
        return 1_01_01 if moment.year == 1 else 9999_12_31
    return local.year * 10_000 + local.month * 100 + local.day


def zone(content):
    hours, minutes = content["timeZone"][1:].split(":")
    offset = datetime.timedelta(hours=int(hours), minutes=int(minutes))
    return datetime.timezone(-offset if content["timeZone"][0] == "-" else offset)


def cedar(request, zone):
    context = request["context"]
    known = {name: context[name] for name in context if name in set(questions.DIMENSIONS) | {
        "consent", "circumstances", "events", "age"}}
    entity = lambda kind, name: {"type": f"Zabta::{kind.capitalize()}", "id": name}
    return {
        "principal": entity(request["subject"]["type"], request["subject"]["id"]),
        "action": entity("Action", request["action"]["name"]),
        "resource": entity(request["resource"]["type"], request["resource"]["id"]),
        "context": {**known, "day": day(context, zone)},
    }


def misfits(norm):
    """What Cedar lacks for a norm, read from the bundle alone."""
    def timed(fact):
        if fact[0] == "event":
            return len(fact) > 3
        return fact[0] == "period" and any(not end.get("since") or "after" in end for ends in fact[2] for end in ends)

    facts = [fact for condition in norm.get("when", [])
             for fact in (condition["any"] if isinstance(condition, dict) else [condition])]
    return (any(map(timed, facts)), norm.get("origin") == "ceiling", bool(norm.get("obligations")))


def unlisted(content, policies, differences):
    """A norm that is neither written nor listed, or of which something is lost that the list does not tell."""
    written = {int(number) for number in re.findall(r'^@id\("norm-(\d+)"\)$', policies, re.MULTILINE)}
    listed = collections.defaultdict(list)
    for entry in differences:
        listed[entry["clause"], entry["effect"], entry["action"], entry["sentence"]].append(entry["what"])
    for number, norm in enumerate(content["norms"]):
        if norm["effect"] == "duty":
            continue
        timed, is_ceiling, obliges = misfits(norm)
        # A policy's name may hold a "#" itself.
        told = listed[norm["clause"].removeprefix(content["policy"] + "#"), norm["effect"], norm["action"][0], norm.get("sentence", 0)]
        missing = [
            number not in written and not any(what.startswith("left out") for what in told),
            timed and not any("Cedar cannot test" in what for what in told),
            is_ceiling and not any("give way" in what for what in told),
            obliges and number in written and not any("annotation" in what for what in told),
        ]
        if any(missing):
            return number, norm, missing
    return None


def tasks(bundles, count, folder):
    """The bundles with an equal share of the requests, and together as many for made ones."""
    for seed, path in enumerate(bundles):
        yield path, seed + 1000, count // len(bundles)
    for number in range(max(2, count // 500)):
        chance = random.Random(9000 + number)
        source = json.loads(chance.choice(bundles).read_text(encoding="utf-8"))
        path = folder / f"{number}.json"
        made = mutants.bundle_set(source, chance)["editions"][-1]["bundle"]
        path.write_text(json.dumps(made, sort_keys=True, separators=(",", ":"), ensure_ascii=False), encoding="utf-8")
        yield path, number, 200


def is_group(source, kind, name):
    named = {place[:2] for place in source.words.get("place", []) if "-" in place}
    return bool(source.parts.get((kind, name))) or kind == "place" and (name == "EU" or "-" in name or name in named)


def points(source, request):
    words = [(request["resource"]["type"], request["resource"]["id"]), (request["subject"]["type"], request["subject"]["id"])]
    for dimension, kind in questions.DIMENSIONS.items():
        if dimension in request["context"]:
            penalised = dimension == "purpose" and request["action"]["name"] == "penalise"
            words.append(("request" if penalised else kind, request["context"][dimension]))
    return not any(is_group(source, *word) for word in words)


def compare(zabta, bundle, seed, count, seen):
    """What is wrong with the export of a bundle."""
    content = json.loads(bundle.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([zabta, "export", "--to", "cedar", "--bundle", str(bundle), "--output", folder],
                       check=True, capture_output=True)
        files = pathlib.Path(folder)
        policies = (files / "policies.cedar").read_text(encoding="utf-8")
        schema = (files / "schema.cedarschema").read_text(encoding="utf-8")
        differences = json.loads((files / "differences.json").read_text(encoding="utf-8"))["differences"]
    checked = cedarpy.validate_policies(policies, schema)
    if not checked.validation_passed:
        return f"{bundle}: the policies do not fit the schema: {[str(error) for error in checked.errors]}"
    if lost := unlisted(content, policies, differences):
        return f"{bundle}: a rule is lost and not listed: {lost}"
    changed = {entry["action"] for entry in differences if "annotation" not in entry["what"]}
    changed |= {"keep"} if "store" in changed else set()
    source, place = questions.Questions(content, seed), zone(content)
    asked = [source.request() for _ in range(count)]
    asked = [request for request in map(without_days, asked) if request is not None]
    answers = decide(zabta, bundle, asked)
    pairs = [
        (request, answer) for request, answer in zip(asked, answers)
        if "error" not in answer and request["subject"]["type"] in SUBJECTS
        and request["resource"]["type"] == questions.OBJECT_KINDS.get(request["action"]["name"], "data")
        and request["action"]["name"] != "eat"]
    given = cedarpy.is_authorized_batch([cedar(request, place) for request, _ in pairs], policies, [], schema)
    for (request, answer), result in zip(pairs, given):
        if result.diagnostics.errors:
            return f"cedar errs: {result.diagnostics.errors}\n{json.dumps(request, ensure_ascii=False)}"
        permits = result.decision == cedarpy.Decision.Allow
        first = content.get("effective", "0001-01-01").replace("-", "")
        fits = (points(source, request) and request["action"]["name"] not in changed
                and day(request["context"], place) >= int(first))
        if permits and not answer["decision"] or fits and permits != answer["decision"]:
            return (f"cedar {'permits' if permits else 'denies'} on {bundle}:\n{json.dumps(request, ensure_ascii=False)}\n"
                    f"zabta: {json.dumps(answer, ensure_ascii=False)}\ncedar: {result.diagnostics.reasons}")
        seen["permit" if permits else "deny where Zabta permits" if answer["decision"] else "deny"] += 1
        seen[f"{'permit' if permits else 'deny'} that fits"] += fits
    seen["differences listed"] += len(differences)
    seen["rules written or listed"] += sum(norm["effect"] != "duty" for norm in content["norms"])
    return None


def main(arguments):
    if len(arguments) < 3:
        sys.exit(__doc__)
    zabta, count, bundles = arguments[0], int(arguments[1]), [pathlib.Path(path) for path in arguments[2:]]
    seen = collections.Counter()
    with tempfile.TemporaryDirectory() as folder:
        for bundle, seed, share in tasks(bundles, count, pathlib.Path(folder)):
            if fault := compare(zabta, bundle, seed, share, seen):
                print(fault)
                return 1
    for kind, number in sorted(seen.items()):
        print(f"{number:7} {kind}")
    missing = [kind for kind in ("permit", "deny", "permit that fits", "deny that fits", "differences listed") if not seen[kind]]
    if missing:
        print(f"never came up: {', '.join(missing)}", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
