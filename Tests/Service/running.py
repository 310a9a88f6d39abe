"""A running service, and a publisher whose editions can be told apart: for tests from outside.

Everything listens on 127.0.0.1 and stands in a temporary folder.
"""

import hashlib
import http.client
import json
import os
import pathlib
import re
import shutil
import subprocess
import time

POLICY = "buy-inverter.privacy"
CLAUSE = "staff-access"
QUESTION = {
    "subject": {"type": "role", "id": "accounting"},
    "action": {"name": "view"},
    "resource": {"type": "data", "id": "purchase-history"},
}


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


class Publisher:
    """Signs editions of a policy: accounting may view purchases in every even one."""

    def __init__(self, zabta, work, bundle):
        self.zabta, self.work = zabta, pathlib.Path(work)
        self.bundle = json.loads(pathlib.Path(bundle).read_bytes())
        self.tool("keygen", "legal")
        self.tool("trust", POLICY, "--keys", "legal.pub", "--threshold", "1",
                  "--key", "legal.key", "--output", "trust.json")
        self.trust = self.work / "trust.json"

    def tool(self, *arguments):
        subprocess.run([self.zabta, *map(str, arguments)], cwd=self.work, check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def make(self, edition, expires="2099-01-01T00:00:00Z", flat=False):
        """A signed build: the bytes of the bundle, those of the signature, and of the flat form if wanted."""
        bundle = dict(self.bundle, edition=edition)
        if edition % 2:
            bundle["norms"] = [norm for norm in bundle["norms"]
                               if norm["clause"] != f"{POLICY}#{CLAUSE}"]
        words = [{k: v for k, v in word.items() if k != "labels"} for word in bundle["words"]]
        parts = {name: bundle[name] for name in
                 ("policy", "publisher", "timeZone", "people", "norms") if name in bundle}
        digest = hashlib.sha256(canonical(dict(parts, words=words))).hexdigest()
        bundle["digest"] = "sha256:" + digest
        folder = self.work / "making" / POLICY
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "bundle.json").write_bytes(canonical(bundle))
        signature = self.work / "making" / f"{POLICY}.sig.json"
        signature.unlink(missing_ok=True)
        (folder / "bundle.zb").unlink(missing_ok=True)
        if flat:
            self.tool("convert", folder / "bundle.json", "--output", folder / "bundle.zb")
        self.tool("sign", folder, "--expires", expires, "--key", "legal.key")
        build = (folder / "bundle.json").read_bytes(), signature.read_bytes()
        return build + ((folder / "bundle.zb").read_bytes(),) if flat else build

    def publish(self, build):
        """Puts a build where the service looks: its files, one after the other, as a copy would."""
        folder = self.work / "published" / POLICY
        folder.mkdir(parents=True, exist_ok=True)
        files = [(folder / "bundle.zb", flat) for flat in build[2:]]
        files += [(folder / "bundle.json", build[0]), (folder.parent / f"{POLICY}.sig.json", build[1])]
        for path, data in files:
            beside = path.with_name("." + path.name)
            beside.write_bytes(data)
            os.replace(beside, path)

    def withdraw(self):
        shutil.rmtree(self.work / "published", ignore_errors=True)

    @property
    def source(self):
        return str(self.work / "published" / POLICY)


class Service:
    """The service as its own process."""

    def __init__(self, program, work, *arguments, within=()):
        self.errors = open(pathlib.Path(work) / "service.err", "w+b")
        self.process = subprocess.Popen([*within, program, "--port", "0", *map(str, arguments)],
                                        stdout=subprocess.DEVNULL, stderr=self.errors)
        self.port = None

    def wait(self, seconds=30):
        """Waits until it listens."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.process.poll() is None:
            found = re.search(r"listening on [^ ]*?:(\d+)\s", self.said())
            if found:
                self.port = int(found.group(1))
                return self
            time.sleep(0.02)
        raise SystemExit("the service did not start:\n" + self.said())

    def said(self):
        self.errors.flush()
        return pathlib.Path(self.errors.name).read_text()

    def ask(self, method, path, body=None, headers=None, connection=None):
        made = connection or http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = dict(headers or {})
        if body is not None:
            headers["Content-Type"] = "application/json"
            body = body if isinstance(body, bytes) else json.dumps(body).encode()
        made.request(method, path, body, headers)
        answer = made.getresponse()
        data = answer.read()
        if not connection:
            made.close()
        return answer.status, data

    def edition(self):
        """The edition that /ready tells, and whether it says that all is well."""
        status, data = self.ask("GET", "/ready")
        return json.loads(data)["policies"][0]["edition"], status == 200

    def until(self, edition, seconds=20):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.edition()[0] == edition:
                return
            time.sleep(0.02)
        raise SystemExit(f"edition {edition} was not taken:\n{self.said()}")

    def metric(self, line):
        _, data = self.ask("GET", "/metrics")
        found = re.search("^" + re.escape(line) + " (.*)$", data.decode(), re.M)
        return float(found.group(1)) if found else None

    def end(self):
        if self.process.poll() is None:
            self.process.terminate()
        return self.process.wait(timeout=40)
