#!/usr/bin/env python3
"""Verifies what zabta signs, and signs what zabta verifies, without any of its code: test-dsse.py ZABTA OUTPUT

DSSE's pre-authentication encoding, Ed25519 (cryptography) and the canonical JSON are written here anew, from DSSE 1.0,
RFC 8032, RFC 8785 and docs/trust.md. OUTPUT is a folder with the bundles of a released edition.
"""

import base64
import hashlib
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

MANIFEST = "application/vnd.zabta.manifest+json"
KEYS = "application/vnd.zabta.keys+json"


def pae(kind, payload):
    return b"DSSEv1 %d %s %d %s" % (len(kind), kind.encode(), len(payload), payload)


def canonical(value):
    # All names are ASCII and all numbers whole: sorted by code units, without spaces.
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def text(data):
    return base64.b64encode(data).decode()


def key_id(public):
    return hashlib.sha256(public).hexdigest()


def verified(envelope, kind, publics):
    """The payload, and how many of the keys signed it."""
    assert set(envelope) == {"payload", "payloadType", "signatures"}, sorted(envelope)
    assert envelope["payloadType"] == kind, envelope["payloadType"]
    payload = base64.b64decode(envelope["payload"], validate=True)
    good = set()
    for signature in envelope["signatures"]:
        for public in publics:
            try:
                Ed25519PublicKey.from_public_bytes(public).verify(
                    base64.b64decode(signature["sig"], validate=True), pae(kind, payload))
            except InvalidSignature:
                continue
            assert signature["keyid"] == key_id(public), signature["keyid"]
            good.add(public)
    value = json.loads(payload)
    assert canonical(value) == payload, payload
    return value, len(good)


def envelope(kind, value, privates):
    payload = canonical(value)
    signatures = [
        {"keyid": key_id(key.public_key().public_bytes_raw()), "sig": text(key.sign(pae(kind, payload)))}
        for key in privates]
    return {"payload": text(payload), "payloadType": kind, "signatures": signatures}


def main():
    zabta, output = sys.argv[1], pathlib.Path(sys.argv[2])
    with tempfile.TemporaryDirectory() as name:
        root = pathlib.Path(name)
        folder = root / "out"
        folder.mkdir()
        for path in output.glob("bundle*.*"):
            shutil.copy(path, folder / path.name)
        bundle = json.loads((folder / "bundle.json").read_bytes())
        policy, edition = bundle["policy"], bundle["edition"]

        def run(*arguments, status=0):
            ran = subprocess.run([zabta, *map(str, arguments)], capture_output=True, text=True)
            assert ran.returncode == status, (arguments, ran.returncode, ran.stdout, ran.stderr)
            return ran.stdout + ran.stderr

        # What zabta makes, read here.
        for who in ("legal", "security"):
            run("keygen", root / who)
        publics = []
        for who in ("legal", "security"):
            file = json.loads((root / f"{who}.pub").read_bytes())
            assert file["format"] == "zabta.ed25519.public/1", file
            publics.append(base64.b64decode(file["key"], validate=True))
            secret = json.loads((root / f"{who}.key").read_bytes())
            private = Ed25519PrivateKey.from_private_bytes(base64.b64decode(secret["key"]))
            assert private.public_key().public_bytes_raw() == publics[-1]
        signers = ["--key", root / "legal.key", "--key", root / "security.key"]
        run("trust", policy, "--keys", root / "legal.pub", "--keys", root / "security.pub", "--threshold", 2,
            "--edition", edition, "--expires", "2028-01-01", *signers, "--output", root / "trust.json")
        value, count = verified(json.loads((root / "trust.json").read_bytes()), KEYS, publics)
        assert count == 2 and value == {
            "edition": edition, "expires": "2028-01-01T00:00:00Z", "format": "zabta.keys/1",
            "keys": [text(public) for public in sorted(publics, key=key_id)],
            "policy": policy, "threshold": 2, "version": 1}, value
        run("sign", folder, "--expires", "2027-06-30", "--goes-on", "retain", "--goes-on", "delete",
            "--goes-on-until", "2027-09-30T12:00:00Z", *signers)
        signature = root / "out.sig.json"
        value, count = verified(json.loads(signature.read_bytes()), MANIFEST, publics)
        files = {
            path.name: {"length": len(path.read_bytes()), "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
            for path in folder.iterdir()}
        zone = bundle["timeZone"]
        expected = {
            "edition": edition, "expires": f"2027-06-30T00:00:00{zone}", "files": files, "format": "zabta.manifest/1",
            "goesOn": {"classes": ["delete", "retain"], "until": "2027-09-30T12:00:00Z"}, "policy": policy}
        assert count == 2 and value == expected, value

        # What is made here, read by zabta.
        own = [Ed25519PrivateKey.generate() for _ in range(3)]
        raw = sorted((key.public_key().public_bytes_raw() for key in own), key=key_id)
        trust = {"format": "zabta.keys/1", "keys": [text(key) for key in raw], "policy": policy, "threshold": 2, "version": 1}
        (root / "own.json").write_text(json.dumps(envelope(KEYS, trust, own), indent=2))
        expected["expires"] = "2030-01-01T00:00:00Z"
        del expected["goesOn"]

        def told(value, privates, status):
            signature.write_text(json.dumps(envelope(MANIFEST, value, privates)))
            return run("verify", folder, "--trust", root / "own.json", "--on", "2027-01-01", status=status)

        assert f"verified: edition {edition} of {policy}" in told(expected, own[:2], 0)
        assert "everything is denied" in told(expected, own, 0)
        assert "(untrusted)" in told(expected, own[:1], 1)
        assert "(untrusted)" in told(expected, [own[0], own[0]], 1)
        assert "(mixed)" in told({**expected, "files": {**files, "bundle.json": {**files["bundle.json"], "sha256": "0" * 64}}}, own, 1)
        assert "(unreadable)" in told({**expected, "later": 1}, own, 1)
        assert "(unreadable)" in told({**expected, "goesOn": {"classes": ["retain", "delete"]}}, own, 1)
        assert "after that, answered all the same without an end: retain" in told({**expected, "goesOn": {"classes": ["retain"]}}, own, 0)
        # The same bytes under another type are another text.
        wrong = envelope(KEYS, expected, own)
        wrong["payloadType"] = MANIFEST
        signature.write_text(json.dumps(wrong))
        assert "(untrusted)" in run("verify", folder, "--trust", root / "own.json", "--on", "2027-01-01", status=1)
        # The point of order 1 as a key: everybody can sign for it, and the library agrees.
        nobody = bytes([1]) + bytes(31)
        forged = nobody + bytes(32)
        weak = {**trust, "keys": [text(nobody)], "threshold": 1}
        payload = canonical(weak)
        (root / "weak.json").write_text(json.dumps({
            "payload": text(payload), "payloadType": KEYS,
            "signatures": [{"keyid": key_id(nobody), "sig": text(forged)}]}))
        told_weak = run("verify", folder, "--trust", root / "weak.json", status=1)
        assert "everyone can sign" in told_weak, told_weak
    print(f"signatures of {output.name}: Python reads what zabta signs, and zabta what Python signs")


main()
