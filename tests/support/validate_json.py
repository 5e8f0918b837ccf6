"""validate_json.py SCHEMA FILE: does FILE keep to the JSON schema? Says where it does not."""

import json
import sys

import jsonschema


def main():
    schema_path, path = sys.argv[1:]
    with open(schema_path, encoding="utf-8") as file:
        schema = json.load(file)
    with open(path, encoding="utf-8") as file:
        document = json.load(file)
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    errors = sorted(kind(schema).iter_errors(document), key=lambda e: list(e.path))
    for error in errors[:20]:
        place = "/".join(str(part) for part in error.absolute_path)
        print(f"{path}: /{place}: {error.message[:300]}", file=sys.stderr)
    sys.exit(1 if errors else 0)


main()
