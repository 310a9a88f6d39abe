#!/usr/bin/env python3
"""Reads the notices of an edition as others do: validate-notices.py TOOL SCHEMA

Copies policies/ to a folder of its own, edits them, releases, builds, and reads what came of it with
Python's email package, feedparser, an HTML parser and jsonschema. Ends with status 1 at the first
thing that one of them stumbles over.
"""

import email
import email.policy
import html.parser
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree

import feedparser
import jsonschema

DATE = "2098-12-31"
EFFECTIVE = "2099-01-31"
ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = "Ten \"years\" <b>&amp;</b> َ<script>alert(1)</script> 🌞 \\ =?UTF-8?B?aGk=?= " + "long " * 400


def main(arguments):
    if len(arguments) != 2:
        sys.exit("usage: validate-notices.py TOOL SCHEMA")
    tool = pathlib.Path(arguments[0]).resolve()
    schema = json.loads(pathlib.Path(arguments[1]).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    with tempfile.TemporaryDirectory(prefix="zabta-notices-") as folder:
        root = pathlib.Path(folder)
        shutil.copytree("policies", root / "policies")
        edit(root / "policies" / "buy-inverter.zabta", [
            ("keep transaction-records for 7 years", "keep transaction-records for 10 years"),
            ("\nUrdu: بچے\n", "\nUrdu: بچوں کی رازداری\n"),
            ("\nContact privacy-email:", "\nContact policy-page: https://example.com/privacy/index.html\n"
             "Urdu: پالیسی کا صفحہ\nContact privacy-email:"),
        ])
        edit(root / "policies" / "pumppos.zabta", [
            ("is secure in every case", "is secure every time"),
            ("Publisher pumppos: PumpPOS\n", "Publisher pumppos: Pump \"POS\" <x@y.z>, ٹیسٹ\n"),
        ])

        def run(*words):
            made = subprocess.run([tool, *words, "--root", folder], capture_output=True, text=True)
            expect(made.returncode == 0, f"zabta {' '.join(words)}: {made.stderr}")
            return made.stdout

        told = run("release", "buy-inverter.privacy", "--date", DATE, "--effective", EFFECTIVE, "--note", HOSTILE)
        for words in ["changes makes you announce it", "notices/banner.html", ".eml"]:
            expect(words in told, f"zabta release does not say {words!r}:\n{told}")
        run("release", "pumppos.privacy", "--date", DATE[:7])
        run("build")
        read(root / "output" / "buy-inverter.privacy", schema, True)
        read(root / "output" / "pumppos.privacy", schema, False)
    return 0


def edit(path, pairs):
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        expect(old in text, f"{path.name} has no {old!r}")
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def expect(holds, message):
    if not holds:
        raise SystemExit(f"validate-notices: {message}")


def read(folder, schema, is_material):
    validator = jsonschema.Draft202012Validator(schema)
    notices = {}
    for path in sorted((folder / "notices").glob("*.json")):
        notice = json.loads(path.read_text(encoding="utf-8"))
        error = jsonschema.exceptions.best_match(validator.iter_errors(notice))
        expect(error is None, f"{path}: {error and error.json_path}: {error and error.message}")
        notices[notice["edition"]] = notice
    newest = notices[max(notices)]
    expect(newest["material"] == is_material, f"{folder.name}: material is {newest['material']}")
    expect(bool(newest["announceBy"]) == is_material, f"{folder.name}: announceBy {newest['announceBy']}")
    name = folder / "notices" / str(newest["edition"])
    read_mail(name.with_suffix(".eml"), name.with_suffix(".txt"), newest, is_material)
    for path in list(folder.rglob("*.html")):
        read_html(path.read_text(encoding="utf-8"), path, is_snippet=path.name == "banner.html")
    read_feed(folder, notices, is_material)


def read_mail(path, text, notice, is_material):
    data = path.read_bytes()
    expect(data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r"), f"{path}: a line does not end in CR LF")
    expect(data.isascii(), f"{path}: not ASCII")
    longest = max(len(line) for line in data.split(b"\r\n"))
    expect(longest <= 78, f"{path}: a line of {longest} characters")
    message = email.message_from_bytes(data, policy=email.policy.default)
    defects = [d for part in message.walk() for d in part.defects]
    defects += [d for part in message.walk() for value in part.values() for d in getattr(value, "defects", ())]
    expect(not defects, f"{path}: {defects}")
    names = [key.lower() for key in message.keys()]
    expect(len(names) == len(set(names)), f"{path}: a header stands twice")
    known = {"from", "to", "subject", "date", "message-id", "mime-version", "content-language", "x-unsent", "content-type"}
    expect(set(names) == known, f"{path}: headers {sorted(set(names) ^ known)}")
    sender = message["From"].addresses
    expect(len(sender) == 1 and sender[0].display_name == notice["publisher"]["en"], f"{path}: from {message['From']}")
    expect(sender[0].addr_spec == notice["contact"], f"{path}: from {sender[0].addr_spec}")
    expect(len(message["To"].addresses) == 0, f"{path}: to {message['To']}")
    for language in ["en", "ur"]:
        expect(notice["title"][language] in message["Subject"], f"{path}: subject {message['Subject']!r}")
    sent = message["Date"].datetime
    day = notice["date"] if len(notice["date"]) == 10 else notice["date"] + "-01"
    expect(sent.date().isoformat() == day and sent.utcoffset().total_seconds() == 5 * 3600, f"{path}: date {sent}")
    expect(message.get_content_type() == "multipart/alternative", f"{path}: {message.get_content_type()}")
    parts = list(message.iter_parts())
    expect([p.get_content_type() for p in parts] == ["text/plain", "text/html"], f"{path}: parts")
    expect(all(p.get_content_charset() == "utf-8" for p in parts), f"{path}: charset")
    plain = parts[0].get_content().replace("\r\n", "\n")
    expect(plain == text.read_text(encoding="utf-8"), f"{path}: the text part is not {text.name}")
    page = parts[1].get_content()
    reader = read_html(page, path)
    expect("script" not in reader.tags and "style" not in reader.tags, f"{path}: a script or style sheet")
    expect(not {"img", "link", "iframe", "input", "form"} & reader.tags, f"{path}: {reader.tags}")
    expect('lang="ur" dir="rtl"' in page, f"{path}: no Urdu heading")
    expect(("https://example.com/privacy/" in reader.links) == is_material, f"{path}: links {reader.links}")


class Reader(html.parser.HTMLParser):
    """Elements that are opened and closed, and where links lead."""

    void = {"meta", "link", "br", "hr", "img", "input"}

    def __init__(self):
        super().__init__()
        self.open, self.problems, self.tags, self.links = [], [], set(), []

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        names = [name for name, _ in attributes]
        if len(names) != len(set(names)):
            self.problems.append(f"an attribute of <{tag}> stands twice")
        for name, value in attributes:
            if name.startswith("on"):
                self.problems.append(f"<{tag} {name}>")
            if name == "href":
                self.links.append(value)
        if tag not in self.void:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.problems.append(f"</{tag}> closes nothing")


def read_html(text, path, is_snippet=False):
    reader = Reader()
    reader.feed(text)
    reader.close()
    expect(not reader.problems and not reader.open, f"{path}: {reader.problems} {reader.open}")
    expect("script" not in reader.tags, f"{path}: a script")
    if is_snippet:
        expect(text.startswith("<aside") and {"h2", "a", "time"} <= reader.tags, f"{path}: {reader.tags}")
        expect('lang="ur" dir="rtl"' in text, f"{path}: no Urdu heading")
    return reader


def read_feed(folder, notices, has_address):
    path = folder / "feed.xml"
    data = path.read_bytes()
    root = tree.fromstring(data)
    expect(root.tag == ATOM + "feed", f"{path}: {root.tag}")
    for element in [root, *root.findall(ATOM + "entry")]:
        for name in ["title", "id", "updated"]:
            expect(len(element.findall(ATOM + name)) == 1, f"{path}: <{name}>")
    feed = feedparser.parse(data)
    expect(not feed.bozo, f"{path}: {feed.get('bozo_exception')}")
    expect(feed.version == "atom10", f"{path}: {feed.version}")
    expect(len(feed.entries) == len(notices), f"{path}: {len(feed.entries)} entries")
    ids = [feed.feed.id] + [entry.id for entry in feed.entries]
    expect(len(ids) == len(set(ids)) and all(i.startswith("urn:uuid:") for i in ids), f"{path}: {ids}")
    expect(feed.feed.updated == feed.entries[0].updated, f"{path}: updated {feed.feed.updated}")
    for entry, number in zip(feed.entries, sorted(notices, reverse=True)):
        notice = notices[number]
        expect(f"(edition {number})" in entry.title, f"{path}: {entry.title}")
        expect(entry.updated.startswith(notice["date"]), f"{path}: {entry.updated}")
        expect(entry.updated.endswith("+05:00"), f"{path}: {entry.updated}")
        expect(entry.summary == " ".join(notice["lead"]), f"{path}: {entry.summary}")
        expect(entry.content[0].type == "text/html", f"{path}: {entry.content[0].type}")
        prefix = "https://example.com/privacy/" if has_address else ""
        expect(entry.link == f"{prefix}notices/{number}.html", f"{path}: {entry.link}")
        expect((folder / "notices" / f"{number}.html").exists(), f"{path}: no notice {number}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
