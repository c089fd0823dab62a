"""The flat form of a record: one level of ``a.b`` keys, every key in every record, in a fixed order.

Tables, Miller and sqlite-utils stumble over fields that are null here and an object there; these never are.
"""

from __future__ import annotations

import json
import types
from collections.abc import Mapping
from typing import Union, get_args, get_origin

from pydantic import BaseModel

from claimx.schema import Record
from claimx.write.jsonl import escaped

Value = str | int | float | None

# The two lists of a record: rule ids never hold spaces; a span becomes its two ends.
_SPAN = "span"


def _parts(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (Union, types.UnionType):
        return next((part for option in get_args(annotation) if (part := _parts(option))), None)
    return None


def keys_of(model: type[BaseModel], prefix: str = "") -> tuple[str, ...]:
    """The flat keys of a model's fields, in its order."""
    keys: list[str] = []
    for name, field in model.model_fields.items():
        part = _parts(field.annotation)
        if part:
            keys.extend(keys_of(part, f"{prefix}{name}."))
        elif name == _SPAN:
            keys.extend((f"{prefix}{name}.start", f"{prefix}{name}.end"))
        else:
            keys.append(prefix + name)
    return tuple(keys)


KEYS: tuple[str, ...] = keys_of(Record)


def _of_type(model: type[BaseModel], wanted: type, prefix: str = "") -> frozenset[str]:
    found: set[str] = set()
    for name, field in model.model_fields.items():
        part = _parts(field.annotation)
        if part:
            found |= _of_type(part, wanted, f"{prefix}{name}.")
        elif field.annotation is wanted or wanted in get_args(field.annotation):
            found.add(prefix + name)
    return frozenset(found)


# Keys whose values are numbers with a fraction, and those of whole numbers, as the record's model has them.
REALS: frozenset[str] = _of_type(Record, float)
INTEGERS: frozenset[str] = _of_type(Record, int).difference(REALS) | {
    key for key in KEYS if key.endswith((f"{_SPAN}.start", f"{_SPAN}.end"))
}


def flat_of(record: Record) -> dict[str, Value]:
    """The record's flat form: every key of ``KEYS``, null where the record has nothing."""
    found: dict[str, Value] = {}
    flatten(record.model_dump(mode="json"), "", found)
    return {key: found.get(key) for key in KEYS}


def flat_json_of(record: Record) -> str:
    """The flat form as a JSON object on one line."""
    return escaped(json.dumps(flat_of(record), ensure_ascii=False, separators=(",", ":")))


def flatten(value: Mapping[str, object], prefix: str, found: dict[str, Value]) -> None:
    """Add the values of a part, as JSON has them, under keys that begin with the prefix."""
    for name, part in value.items():
        key = prefix + name
        if isinstance(part, Mapping):
            flatten(part, key + ".", found)
        elif name == _SPAN and isinstance(part, list):
            found[key + ".start"], found[key + ".end"] = part
        elif isinstance(part, list):
            found[key] = " ".join(str(entry) for entry in part)
        elif part is None or isinstance(part, str | int | float):
            found[key] = part
