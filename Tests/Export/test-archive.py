#!/usr/bin/env python3
"""Reads an exported archive as OPA does: test-archive.py ZABTA BUNDLE...

Unpacks it with Python's tarfile, verifies its signature with a key made here, by the rules of OPA's documentation
("Signature Format") written anew, and compares it with what a folder gets.
"""

import base64
import gzip
import hashlib
import io
import json
import pathlib
import subprocess
import sys
import tarfile
import tempfile

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils


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


def main(arguments):
    zabta, bundles = arguments[0], arguments[1:]
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
    print(f"{len(bundles)} archives read, and their signatures verified")


if __name__ == "__main__":
    main(sys.argv[1:])
