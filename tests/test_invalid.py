"""What people are told of data that breaks its schema."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from claimx.invalid import complaint


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class Inner(BaseModel):
    share: float = Field(ge=0, le=1)


class Outer(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    count: int = 0
    day: date | None = None
    colour: Colour = Colour.RED
    inner: Inner | None = None
    words: tuple[str, ...] = ()
    code: str = Field(default="", max_length=3)

    @field_validator("code")
    @classmethod
    def in_capitals(cls, code: str) -> str:
        """Codes are written in capitals."""
        if code != code.upper():
            raise ValueError("Capitals are needed")
        return code


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "key 'name' is missing"),
        ({"name": 3}, "key 'name' has to be text"),
        ({"name": "a", "count": "many"}, "key 'count' has to be a whole number"),
        ({"name": "a", "day": "tomorrow"}, "key 'day' has to be a day, written as YYYY-MM-DD"),
        ({"name": "a", "colour": "green"}, "key 'colour' has to be one of 'red' or 'blue'"),
        ({"name": "a", "inner": {"share": 2}}, "key 'inner.share' has to be at most 1.0"),
        ({"name": "a", "inner": 7}, "key 'inner' has to be a table of keys and values"),
        ({"name": "a", "words": 7}, "key 'words' has to be a list"),
        ({"name": "a", "wrods": []}, "key 'wrods' is no known key"),
        ({"name": "a", "code": "ABCD"}, "key 'code': string should have at most 3 characters"),
        ({"name": "a", "code": "ab"}, "key 'code': capitals are needed"),
    ],
)
def test_case(given, told):
    with pytest.raises(ValidationError) as caught:
        Outer.model_validate(given)

    assert complaint(caught.value) == told


def test_what_is_not_json_is_told_without_a_key():
    with pytest.raises(ValidationError) as caught:
        Outer.model_validate_json("{")

    assert complaint(caught.value) == "is not JSON"
