#!/usr/bin/env python3
"""Tells what two threads decide in one process against two processes: bench-threads.py WORKSHOP POLICY...

Both decide the same questions as often, at the same time, turn by turn; each figure is a median of nine. Threads that got
in each other's way would take longer: the goal is 0.95 of what two processes decide.
"""

import pathlib
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
ROUNDS, TURNS, GOAL = 4000, 9, 0.95


def seconds(workshop, policy, threads, processes):
    """How long so many processes take, at the same time."""
    command = [workshop, "decisions", "--policy", policy, "--rounds", str(ROUNDS), "--threads", str(threads)]
    start = time.monotonic()
    running = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) for _ in range(processes)]
    if any(process.wait() != 0 for process in running):
        sys.exit(f"{' '.join(command)} failed")
    return time.monotonic() - start


def main(arguments):
    if len(arguments) < 2:
        sys.exit(__doc__)
    workshop, *policies = arguments
    for policy in policies:
        turns = [(seconds(workshop, policy, 1, 2), seconds(workshop, policy, 2, 1)) for _ in range(TURNS)]
        processes, threads = (statistics.median(times) for times in zip(*turns))
        share = processes / threads
        verdict = "met" if share >= GOAL else "MISSED"
        print(f"{policy}: two threads decide {share:.2f} of what two processes decide  goal {GOAL}: {verdict}")


if __name__ == "__main__":
    main(sys.argv[1:])
