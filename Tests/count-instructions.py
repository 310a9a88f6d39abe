#!/usr/bin/env python3
"""Guards against getting slower: count-instructions.py [--record] ZABTA [WORKSHOP]

Counts instructions under callgrind, which come out the same whatever else the machine does, and compares them with
Tests/instructions.json: more than a tenth above what is recorded there ends with status 1. `--record` writes them anew,
with the change that is worth it. Each figure is the difference of a long and a short run, so that starting is left out.
With the workshop, decisions without JSON are counted too, and it is made sure that they allocate nothing.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
RECORD = ROOT / "Tests/instructions.json"
sys.path.insert(0, str(ROOT / "Tests/Export"))
import questions  # noqa: E402

POLICIES = ["buy-inverter.privacy", "pumppos.privacy"]
SHORT, LONG = 100, 700
TOLERANCE = 0.10


def count(command, lines=b""):
    """The instructions of a run."""
    # The same memory of names and hashes in each run, whatever the environment holds.
    environment = {"PATH": os.environ["PATH"], "SWIFT_DETERMINISTIC_HASHING": "1"}
    done = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command],
        input=lines, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment, cwd=ROOT)
    found = re.search(rb"Collected : (\d+)", done.stderr)
    if done.returncode != 0 or not found:
        sys.exit(f"{' '.join(command)} could not be counted:\n{done.stderr.decode(errors='replace')}")
    return int(found[1])


def allocations(command):
    """How many pieces of memory a run asks for."""
    environment = {"PATH": os.environ["PATH"], "SWIFT_DETERMINISTIC_HASHING": "1"}
    done = subprocess.run(
        ["valgrind", "--tool=memcheck", "--leak-check=no", "--undef-value-errors=no", *command],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment, cwd=ROOT)
    found = re.search(rb"total heap usage: ([0-9,]+) allocs", done.stderr)
    if done.returncode != 0 or not found:
        sys.exit(f"{' '.join(command)} could not be counted:\n{done.stderr.decode(errors='replace')}")
    return int(found[1].replace(b",", b""))


def asked(policy):
    """Requests, records and requests of people, the same in every run."""
    bundle = json.loads((ROOT / "output" / policy / "bundle.json").read_text(encoding="utf-8"))
    source = questions.Questions(bundle, 7)
    data = [word["name"] for word in bundle["words"] if word["kind"] == "data"]
    wishes = [word["name"] for word in bundle["words"] if word["kind"] == "request"]
    return {
        "decide": [source.request() for _ in range(LONG)],
        "retain": [{"record": data[i % len(data)], "created": f"20{10 + i % 16}-0{1 + i % 9}-11", "on": "2026-11-21"} for i in range(LONG)],
        "deadline": [{"request": wishes[i % len(wishes)], "received": f"2026-0{1 + i % 9}-30"} for i in range(LONG)],
    }


def figures(zabta, workshop):
    for policy in POLICIES:
        bundle = str(ROOT / "output" / policy / "bundle.json")
        for command, requests in asked(policy).items():
            lines = [json.dumps(request, ensure_ascii=False).encode() + b"\n" for request in requests]
            short, long = (count([zabta, command, "--bundle", bundle], b"".join(lines[:number])) for number in (SHORT, LONG))
            yield f"{command}, a line of JSON, {policy}", (long - short) // (LONG - SHORT)
        if workshop:
            short, long = (count([workshop, "decisions", "--policy", policy, "--rounds", str(rounds)]) for rounds in (1, 11))
            # A round decides each question by itself and once more with what it cites.
            yield f"a decision, and the same with citations, {policy}", (long - short) // (10 * 4096)
            # The first round makes room for what is cited; the others take none.
            few, many = (allocations([workshop, "decisions", "--policy", policy, "--rounds", str(rounds)]) for rounds in (2, 5))
            if few != many:
                sys.exit(f"{policy}: decisions allocate: {many - few} times in three rounds")
            print(f"no allocation: decisions, with citations and without, {policy}")


def main(arguments):
    is_recording = "--record" in arguments
    tools = [argument for argument in arguments if argument != "--record"]
    if not 1 <= len(tools) <= 2:
        sys.exit(__doc__)
    recorded = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.exists() else {}
    slower = []
    with tempfile.TemporaryDirectory() as folder:
        stripped = []
        for tool in tools:
            # callgrind stumbles over the information for debuggers.
            stripped.append(os.path.join(folder, os.path.basename(tool)))
            subprocess.run(["strip", "--strip-debug", "-o", stripped[-1], tool], check=True)
        for name, number in figures(stripped[0], stripped[1] if len(stripped) > 1 else None):
            before = recorded.get(name)
            print(f"{number:12} instructions: {name}" + (f" (recorded {before})" if before else ""))
            if before is None and not is_recording:
                slower.append(f"{name}: nothing is recorded")
            elif before and number > before * (1 + TOLERANCE):
                slower.append(f"{name}: {number}, {number / before - 1:.0%} more than recorded")
            recorded[name] = number
    if is_recording:
        RECORD.write_text(json.dumps(recorded, indent=2, sort_keys=True) + "\n", encoding="utf-8")
        return 0
    for line in slower:
        print(line, file=sys.stderr)
    return 1 if slower else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
