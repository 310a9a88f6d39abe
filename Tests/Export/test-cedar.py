#!/usr/bin/env python3
"""Asks exported policies of Cedar what Zabta answers itself: test-cedar.py ZABTA COUNT BUNDLE...

What Cedar permits, Zabta permits. Where the export lists no difference and no word is a group, both answer
alike. The policies fit their schema. Ends with status 1 at the first request that shows otherwise.
"""

import collections
import datetime
import importlib
import json
import pathlib
import subprocess
import sys
import tempfile

import cedarpy

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
            context[name] = sorted(context[name])
    return {**request, "context": {name: value for name, value in context.items() if value is not None}}


def day(context):
    """The day that is meant, in Pakistan, where both policies count their days."""
    text = context.get("on")
    if text is None:
        moment = datetime.datetime.now(datetime.timezone.utc)
    elif len(text) == 10:
        return int(text.replace("-", ""))
    else:
        moment = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    try:
        local = moment.astimezone(datetime.timezone(datetime.timedelta(hours=5)))
    except OverflowError:  # beyond the first or the last day of the calendar
        return 1_01_01 if moment.year == 1 else 9999_12_31
    return local.year * 10_000 + local.month * 100 + local.day


def cedar(request):
    context = request["context"]
    known = {name: context[name] for name in context if name in set(questions.DIMENSIONS) | {
        "consent", "circumstances", "events", "age"}}
    quote = lambda text: json.dumps(text, ensure_ascii=False)
    return {
        "principal": f"Zabta::{request['subject']['type'].capitalize()}::{quote(request['subject']['id'])}",
        "action": f"Zabta::Action::{quote(request['action']['name'])}",
        "resource": f"Zabta::{request['resource']['type'].capitalize()}::{quote(request['resource']['id'])}",
        "context": {**known, "day": day(context)},
    }


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


def main(arguments):
    if len(arguments) < 3:
        sys.exit(__doc__)
    zabta, count, bundles = arguments[0], int(arguments[1]), [pathlib.Path(path) for path in arguments[2:]]
    seen = collections.Counter()
    for seed, bundle in enumerate(bundles):
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
            print(f"{bundle}: the policies do not fit the schema: {[str(error) for error in checked.errors]}")
            return 1
        changed = {entry["action"] for entry in differences if "annotation" not in entry["what"]}
        changed |= {"keep"} if "store" in changed else set()
        source = questions.Questions(content, 1000 + seed)
        asked = [source.request() for _ in range(count // len(bundles))]
        asked = [request for request in map(without_days, asked) if request is not None]
        answers = decide(zabta, bundle, asked)
        pairs = [
            (request, answer) for request, answer in zip(asked, answers)
            if "error" not in answer and request["subject"]["type"] in SUBJECTS
            and request["resource"]["type"] == questions.OBJECT_KINDS.get(request["action"]["name"], "data")
            and request["action"]["name"] != "eat"]
        given = cedarpy.is_authorized_batch([cedar(request) for request, _ in pairs], policies, [], schema)
        for (request, answer), result in zip(pairs, given):
            if result.diagnostics.errors:
                print(f"cedar errs: {result.diagnostics.errors}\n{json.dumps(request, ensure_ascii=False)}")
                return 1
            permits = result.decision == cedarpy.Decision.Allow
            first = content.get("effective", "0001-01-01").replace("-", "")
            fits = (points(source, request) and request["action"]["name"] not in changed
                    and day(request["context"]) >= int(first))
            if permits and not answer["decision"] or fits and permits != answer["decision"]:
                print(f"cedar {'permits' if permits else 'denies'} on {bundle}:\n{json.dumps(request, ensure_ascii=False)}")
                print(f"zabta: {json.dumps(answer, ensure_ascii=False)}\ncedar: {result.diagnostics.reasons}")
                return 1
            seen["permit" if permits else "deny where Zabta permits" if answer["decision"] else "deny"] += 1
            seen[f"{'permit' if permits else 'deny'} that fits"] += fits
        seen["differences listed"] += len(differences)
    for kind, number in sorted(seen.items()):
        print(f"{number:7} {kind}")
    missing = [kind for kind in ("permit", "deny", "permit that fits", "deny that fits", "differences listed") if not seen[kind]]
    if missing:
        print(f"never came up: {', '.join(missing)}", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
