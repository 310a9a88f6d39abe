"""Asks the service without a pause while its rules are exchanged again and again.

    load.py SERVICE ZABTA BUNDLE [--reloads N] [--connections N] [--wrk SECONDS]

Every answer is compared with the edition that it names, none may be missing, and no connection may
see an older edition after a newer one. Every tenth build is a bad one, which must change nothing.
With --wrk the throughput and the latency are measured too, by wrk (a program of its own).
"""

import argparse
import asyncio
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from running import CLAUSE, POLICY, QUESTION, Publisher, Service  # noqa: E402

ANSWER = re.compile(rb'"edition":(\d+)')
PATH = f"/{POLICY}/access/v1/evaluation"


class Asking:
    """Connections that ask and compare until they are told to stop."""

    def __init__(self, port):
        self.port, self.answers, self.faults = port, 0, []
        self.editions, self.stopping, self.times = set(), False, []

    async def connection(self):
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        body = json.dumps(QUESTION).encode()
        request = (f"POST {PATH} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                   f"Content-Length: {len(body)}\r\n\r\n").encode() + body
        newest = 0
        while not self.stopping:
            start = time.perf_counter()
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            length = int(re.search(rb"(?i)content-length: (\d+)", head).group(1))
            data = await reader.readexactly(length)
            self.times.append(time.perf_counter() - start)
            self.answers += 1
            edition = int(ANSWER.search(data).group(1))
            isPermitted = data.endswith(b'"decision":true}')
            cites = f'"clause":"{CLAUSE}"'.encode() in data
            if not head.startswith(b"HTTP/1.1 200"):
                self.faults.append(head[:40])
            if isPermitted != (edition % 2 == 0) or cites != isPermitted:
                self.faults.append(f"edition {edition} answered {data[-40:]}")
            if edition < newest:
                self.faults.append(f"edition {edition} after {newest}")
            newest = edition
            self.editions.add(edition)
        writer.close()

    async def run(self, connections):
        results = await asyncio.gather(*(self.connection() for _ in range(connections)),
                                       return_exceptions=True)
        self.faults += [repr(fault) for fault in results if fault]


def reload(service, publisher, count):
    """Publishes editions 3, 4, … one when the one before has been taken."""
    edition = 2
    for number in range(1, count + 1):
        if number % 10 == 0:
            bundle, signature, *flat = publisher.make(edition + 1)
            altered = bundle.replace(b'"effect":"forbid"', b'"effect":"permit"', 1)
            before = service.metric(
                f'zabta_bundle_failures_total{{policy="{POLICY}",reason="refused"}}')
            publisher.publish((altered, signature, *flat))
            end = time.monotonic() + 20
            while service.metric(
                    f'zabta_bundle_failures_total{{policy="{POLICY}",reason="refused"}}') <= before:
                if time.monotonic() > end:
                    raise SystemExit("an altered build was not refused")
                time.sleep(0.02)
            assert service.edition() == (edition, True), service.edition()
        edition += 1
        # Every other build brings the flat form too, which then is what answers.
        publisher.publish(publisher.make(edition, flat=edition % 4 < 2))
        service.until(edition)
    return edition


def counted(service):
    """How many decisions the service says that it took."""
    return sum(service.metric(f'zabta_decisions_total{{policy="{POLICY}",decision="{answer}"}}')
               for answer in ("permit", "deny"))


async def under_load(service, publisher, reloads, connections):
    asking = Asking(service.port)
    work = asyncio.create_task(asking.run(connections))
    start = time.monotonic()
    newest = await asyncio.to_thread(reload, service, publisher, reloads)
    await asyncio.sleep(0.2)
    asking.stopping = True
    await work
    seconds = time.monotonic() - start
    times = sorted(asking.times)
    print(f"{reloads} reloads in {seconds:.1f} s under {asking.answers} decisions"
          f" ({asking.answers / seconds:.0f}/s by one Python client), p99"
          f" {times[len(times) * 99 // 100] * 1000:.1f} ms, {len(asking.editions)} editions seen")
    assert not asking.faults, asking.faults[:5]
    assert newest in asking.editions, (newest, max(asking.editions))
    assert counted(service) == asking.answers, (counted(service), asking.answers)
    # Nearly every edition answered somebody: the load went on while they were exchanged.
    assert len(asking.editions) >= reloads * 0.8, len(asking.editions)


def measure(service, work, seconds, connections):
    """Throughput and latency with wrk: single decisions, then a hundred in one request."""
    bodies = {"evaluation": QUESTION,
              "evaluations": dict(QUESTION, evaluations=[{} for _ in range(100)])}
    for path, body in bodies.items():
        script = pathlib.Path(work) / "wrk.lua"
        script.write_text(
            'wrk.method = "POST"\nwrk.headers["Content-Type"] = "application/json"\n'
            f"wrk.body = [==[{json.dumps(body)}]==]\n")
        result = subprocess.run(
            ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-s", script,
             f"http://127.0.0.1:{service.port}/{POLICY}/access/v1/{path}"],
            capture_output=True, text=True, check=True).stdout
        rate = float(re.search(r"Requests/sec:\s*([\d.]+)", result).group(1))
        times = ", ".join(f"p{p} {t}" for p, t in re.findall(r"(?m)^\s+(50|99)%\s+(\S+)", result))
        bad = re.search(r"Non-2xx.*|Socket errors.*", result)
        decisions = rate * (100 if path == "evaluations" else 1)
        print(f"{path}: {rate:.0f} requests/s, {decisions:.0f} decisions/s, {times}"
              f"{'; ' + bad.group(0) if bad else ''}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("service")
    parser.add_argument("zabta")
    parser.add_argument("bundle")
    parser.add_argument("--reloads", type=int, default=10)
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--wrk", type=int, default=0)
    options = parser.parse_args()
    paths = [os.path.abspath(path) for path in (options.service, options.zabta, options.bundle)]
    with tempfile.TemporaryDirectory() as work:
        publisher = Publisher(paths[1], work, paths[2])
        publisher.publish(publisher.make(2))
        service = Service(
            paths[0], work, "--bundle", publisher.source, "--trust", publisher.trust,
            "--state", f"{work}/state", "--poll", "0.05", "--log", f"{work}/log.jsonl").wait()
        try:
            service.until(2)
            asyncio.run(under_load(service, publisher, options.reloads, options.connections))
            if options.wrk and not shutil.which("wrk"):
                print("throughput is not measured: wrk is not installed (apt-get install wrk)")
            elif options.wrk:
                measure(service, work, options.wrk, 32)
            # wrk leaves while its last requests are still being decided: they are counted and logged too.
            answers, before = counted(service), -1
            while answers != before:
                time.sleep(0.3)
                answers, before = counted(service), answers
            dropped = service.metric('zabta_decision_log_lines_total{result="dropped"}')
        finally:
            status = service.end()
        lines = sum(1 for line in open(f"{work}/log.jsonl") if json.loads(line))
        assert status == 0, service.said()
        assert lines + dropped == answers, (lines, dropped, answers)
        print(f"the log has {lines} lines, {dropped:.0f} were dropped")


main()
