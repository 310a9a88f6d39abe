#!/usr/bin/env python3
"""Checks files against a JSON Schema: validate-bundles.py SCHEMA FILE...

A schema may refer to another one by the name of its file, beside it. Ends with status 1 at the first file that is no JSON or breaks the schema, naming the place.
"""

import json
import pathlib
import sys

import jsonschema
import referencing
import referencing.jsonschema


def once(pairs):
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a member stands twice in one object")
    return members


def registry(folder):
    """The schemas of a folder by their file names; nothing is fetched from elsewhere."""
    resources = []
    for path in sorted(folder.glob("*.schema.json")):
        contents = json.loads(path.read_text(encoding="utf-8"))
        specification = referencing.jsonschema.DRAFT202012
        resources.append((path.name, referencing.Resource(contents, specification)))
    return referencing.Registry().with_resources(resources)


def main(arguments):
    if len(arguments) < 2:
        sys.exit("usage: validate-bundles.py SCHEMA FILE...")
    with open(arguments[0], encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    beside = registry(pathlib.Path(arguments[0]).parent)
    validator = jsonschema.Draft202012Validator(schema, registry=beside)
    for name in arguments[1:]:
        try:
            with open(name, encoding="utf-8") as file:
                bundle = json.load(file, object_pairs_hook=once)
        except (OSError, ValueError) as error:
            print(f"{name}: {error}", file=sys.stderr)
            return 1
        error = jsonschema.exceptions.best_match(validator.iter_errors(bundle))
        if error is not None:
            print(f"{name}: {error.json_path}: {error.message}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
