"""What each rule means: ``data/rules/*.toml``, one entry for every id that a record or a refusal may name."""

from __future__ import annotations

from functools import cache

import tomli
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from claimx.errors import LexiconError
from claimx.invalid import complaint
from claimx.lexicon.entries import DATA

FOLDER = DATA / "rules"


class Rule(BaseModel):
    """A rule's id and meaning, with sentences it works on and others it leaves alone; ``source`` cites what it rests on."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z0-9]+(?:[.-][a-z0-9]+)+$")
    meaning: str = Field(min_length=1)
    examples: tuple[str, ...] = Field(min_length=1)
    counter_examples: tuple[str, ...] = ()
    source: str | None = None


@cache
def load_rules() -> dict[str, Rule]:
    """Every rule by its id, in alphabetical order. Raises LexiconError naming file, rule and key."""
    rules: dict[str, Rule] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        try:
            tables = tomli.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomli.TOMLDecodeError) as error:
            raise LexiconError(f"not readable as TOML: {error}", str(path)) from error
        for entry in tables.get("rule", []):
            try:
                rule = Rule.model_validate(entry)
            except ValidationError as error:
                raise LexiconError(f"rule {entry.get('id', '?')!r}, {complaint(error)}", str(path)) from error
            if rule.id in rules:
                raise LexiconError(f"rule {rule.id!r} appears twice; ids must be unique", str(path))
            rules[rule.id] = rule
    return dict(sorted(rules.items()))
