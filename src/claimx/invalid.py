"""What is wrong with data that breaks its schema, in plain words: pydantic's own messages are for programmers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

# Kinds of pydantic's errors, by how their names begin -> what a person has to know. {keys} are those of the error's context.
_TOLD = {
    "missing": "is missing",
    "extra_forbidden": "is no known key",
    "json_invalid": "is not JSON",
    "enum": "has to be one of {expected}",
    "literal_error": "has to be {expected}",
    "string_pattern_mismatch": "has to look like {pattern}",
    "string": "has to be text",
    "int": "has to be a whole number",
    "float": "has to be a number",
    "finite_number": "has to be a finite number",
    "bool": "has to be true or false",
    "date": "has to be a day, written as YYYY-MM-DD",
    "list": "has to be a list",
    "tuple": "has to be a list",
    "dict": "has to be a table of keys and values",
    "mapping": "has to be a table of keys and values",
    "model": "has to be a table of keys and values",
    "greater_than_equal": "has to be at least {ge}",
    "greater_than": "has to be more than {gt}",
    "less_than_equal": "has to be at most {le}",
    "less_than": "has to be less than {lt}",
}


def complaint(error: ValidationError) -> str:
    """The first thing that is wrong, with the key it is wrong with: ``key 'weights.hedged' has to be a number``."""
    return told_of(error.errors()[0])


def told_of(first: ErrorDetails) -> str:
    """One of pydantic's complaints: the key as a path with dots, and what it has to be."""
    key = ".".join(map(str, first["loc"]))
    context = first.get("ctx", {})
    kind = first["type"]
    # The longest name wins: "list_type" is a list, "literal_error" is no list.
    name = max((name for name in _TOLD if kind == name or kind.startswith(f"{name}_")), key=len, default=None)
    if name is None or (kind.startswith(("string_too", "list_too", "tuple_too"))):
        told = first["msg"].removeprefix("Value error, ").removeprefix("Assertion failed, ")
        told = told[:1].lower() + told[1:] if told[1:2].islower() else told
        return f"key {key!r}: {told}" if key else told
    told = _TOLD[name].format_map({"expected": "another value", "pattern": "another text", **context})
    return f"key {key!r} {told}" if key else told
