#!/usr/bin/env python3
"""Reads an exported archive as OPA does: test-archive.py ZABTA BUNDLE...

Unpacks it with Python's tarfile, verifies its signature with a key made here, by the rules of OPA's documentation
("Signature Format") written anew and, where OPA itself is installed, by OPA's own verifier of tokens; loads what it
holds into OPA, and compares it with what a folder gets. So with the bundles given, and with made ones whose names and
texts nobody would choose.
"""

import base64
import gzip
import hashlib
import importlib.util
import io
import json
import pathlib
import random
import subprocess
import sys
import tarfile
import tempfile

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils

import mutants

MADE = 12

def go_text(text):
    written = json.dumps(text, ensure_ascii=False)
    return written.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def walk(value):
    if isinstance(value, dict):
        members = sorted(value.items(), key=lambda member: member[0].encode())
        return "{" + ",".join(f"{go_text(name)}:{walk(inner)}" for name, inner in members) + "}"
    if isinstance(value, list):
        return "[" + ",".join(walk(inner) for inner in value) + "]"
    return go_text(value) if isinstance(value, str) else json.dumps(value)


def digest(name, content):
    if name.rsplit("/", 1)[-1] in ("data.json", ".manifest"):
        content = walk(json.loads(content)).encode()
    return hashlib.sha256(content).hexdigest()


def part(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def verified(files, public):
    (token,) = json.loads(files[".signatures.json"])["signatures"]
    header, claims, signature = token.split(".")
    assert json.loads(part(header))["alg"] == "ES256", header
    raw = part(signature)
    assert len(raw) == 64, len(raw)
    encoded = utils.encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    public.verify(encoded, f"{header}.{claims}".encode(), ec.ECDSA(hashes.SHA256()))
    signed = {file["name"]: file for file in json.loads(part(claims))["files"]}
    assert set(signed) == set(files) - {".signatures.json"}, sorted(signed)
    for name, file in signed.items():
        assert file["algorithm"] == "SHA-256" and file["hash"] == digest(name, files[name]), name


def verified_by_opa(files, public):
    """OPA takes the token with this key, and neither another token nor another key."""
    from opa_bindings.engine import OpaEngine

    def pem(key):
        return key.public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo).decode()

    (token,) = json.loads(files[".signatures.json"])["signatures"]
    header, claims, signature = token.split(".")
    other = header + "." + claims[:-1] + ("A" if claims[-1] != "A" else "B") + "." + signature
    stranger = ec.generate_private_key(ec.SECP256R1()).public_key()
    engine = OpaEngine()
    query = "x := io.jwt.verify_es256(input.token, input.key)"
    for text, key, wanted in [(token, public, True), (other, public, False), (token, stranger, False)]:
        found = engine.eval_query(query, {"token": text, "key": pem(key)})
        assert found == [{"x": wanted}], found


def loaded_by_opa(files, policy):
    """OPA compiles the rules under their root, and answers what is no request with what it lacks."""
    from opa_bindings.engine import OpaEngine

    engine = OpaEngine()
    paths = [name for name in files if name.endswith(".rego")]
    for path in paths:
        engine.add_policy(path, files[path].decode())
    engine.add_data(json.loads(files["data.json"]))
    (segment,) = {path.split("/")[1] for path in paths}
    found = engine.eval_query(f"x := data.zabta[{json.dumps(segment)}].decision", {})
    assert found and "error" in found[0]["x"], (policy, found)


def made(folder, bundles):
    """Bundles with hostile names and texts."""
    for number in range(MADE):
        chance = random.Random(5000 + number)
        source = json.loads(pathlib.Path(chance.choice(bundles)).read_text(encoding="utf-8"))
        path = folder / f"made-{number}.json"
        path.write_text(
            json.dumps(mutants.bundle_set(source, chance), sort_keys=True, separators=(",", ":"), ensure_ascii=False),
            encoding="utf-8")
        yield str(path)


def main(arguments):
    zabta, given = arguments[0], arguments[1:]
    has_opa = importlib.util.find_spec("opa_bindings") is not None
    with tempfile.TemporaryDirectory() as folder:
        count = read(zabta, given + list(made(pathlib.Path(folder), given)), has_opa)
    print(f"{count} archives read, and their signatures verified" + (", by OPA too" if has_opa else ""))


def read(zabta, bundles, has_opa):
    for bundle in bundles:
        with tempfile.TemporaryDirectory() as folder:
            place = pathlib.Path(folder)
            for form in (serialization.PrivateFormat.PKCS8, serialization.PrivateFormat.TraditionalOpenSSL):
                key = ec.generate_private_key(ec.SECP256R1())
                (place / "key.pem").write_bytes(key.private_bytes(
                    serialization.Encoding.PEM, form, serialization.NoEncryption()))
                subprocess.run([zabta, "export", "--to", "opa", "--bundle", bundle, "--key", str(place / "key.pem"),
                                "--output", str(place / "signed.tar.gz")], check=True, capture_output=True)
                unpacked = gzip.decompress((place / "signed.tar.gz").read_bytes())
                with tarfile.open(fileobj=io.BytesIO(unpacked)) as archive:
                    members = archive.getmembers()
                    assert all(member.isreg() and member.mtime == 0 for member in members)
                    files = {member.name: archive.extractfile(member).read() for member in members}
                verified(files, key.public_key())
                if has_opa:
                    verified_by_opa(files, key.public_key())
                    loaded_by_opa(files, bundle)
                changed = {**files, "data.json": files["data.json"].replace(b"permits", b"forbids", 1)}
                try:
                    verified(changed, key.public_key())
                except AssertionError:
                    pass
                else:
                    raise AssertionError("a changed file was taken")
            subprocess.run([zabta, "export", "--to", "opa", "--bundle", bundle, "--output", str(place / "plain")],
                           check=True, capture_output=True)
            for name in set(files) - {".signatures.json"}:
                assert (place / "plain" / name).read_bytes() == files[name], name
            (root,) = json.loads(files[".manifest"])["roots"]
            (outer, inner) = root.split("/")
            data = json.loads(files["data.json"])
            assert list(data) == [outer] and list(data[outer]) == [inner], root
            assert all(name.startswith(root) for name in files if name.endswith(".rego")), root
    return len(bundles)


if __name__ == "__main__":
    main(sys.argv[1:])
