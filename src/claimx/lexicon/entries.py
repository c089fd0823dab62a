"""What every vocabulary entry is, and how a data file becomes entries: the pydantic border of the lexicon.

An entry without an example is no entry: ``examples`` are sentences in which ``<m>…</m>`` marks the words that this
entry must match; ``counter_examples`` are sentences in which it must match nothing. ``claimx lexicon check`` and a
test hold every entry to both.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeVar

import tomli
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from claimx.errors import LexiconError, reason
from claimx.invalid import complaint

DATA = Path(__file__).resolve().parent.parent / "data"


# Nothing but blanks would match everywhere, or nowhere.
Word = Annotated[str, Field(pattern=r"\S")]


class Entry(BaseModel):
    """A family of words with one meaning. ``words`` are lower-case unless ``cased`` (then they match case and all)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z0-9]+(?:[.-][a-z0-9]+)*$")
    words: tuple[Word, ...] = Field(min_length=1)
    examples: tuple[str, ...] = Field(min_length=1)
    counter_examples: tuple[str, ...] = ()
    note: str | None = None


EntryT = TypeVar("EntryT", bound=Entry)


def load_entries(name: str, model: type[EntryT], extra: Path | None = None) -> tuple[EntryT, ...]:
    """Entries of ``data/NAME.toml`` (its ``[[entry]]`` tables), those of ``extra/NAME.toml`` added or overriding by id.

    Raises LexiconError naming file, entry and key.
    """
    found: dict[str, EntryT] = {}
    for folder in (DATA, extra):
        if folder is None:
            continue
        path = folder / f"{name}.toml"
        if folder is extra and not path.exists():
            continue
        for entry in _read(path, model):
            if folder is DATA and entry.id in found:
                raise LexiconError(f"entry {entry.id!r} appears twice; ids must be unique", str(path))
            found[entry.id] = entry
    return tuple(found.values())


def _read(path: Path, model: type[EntryT]) -> list[EntryT]:
    # A pipe would be waited for, and a device read without end; a folder is told by the system.
    if path.exists() and not path.is_file() and not path.is_dir():
        raise LexiconError("is not a regular file; put the vocabulary itself there", str(path))
    try:
        tables = tomli.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise LexiconError(f"cannot be read: {reason(error)}", str(path)) from error
    except UnicodeDecodeError as error:
        raise LexiconError(f"is not UTF-8 (byte {error.start}); save it as text in UTF-8", str(path)) from error
    except (ValueError, RecursionError) as error:  # bad TOML, a number too long, brackets too deep
        raise LexiconError(f"not readable as TOML: {error}; mend it, or take it away", str(path)) from error
    unknown = set(tables) - {"entry"}
    if unknown:
        raise LexiconError(f"unknown table {min(unknown)!r}; vocabularies hold [[entry]] tables", str(path))
    out = []
    entries = tables.get("entry", [])
    if not isinstance(entries, list) or not all(isinstance(table, dict) for table in entries):
        raise LexiconError(
            "holds something other than [[entry]] tables; write each entry under a line [[entry]]", str(path)
        )
    for table in entries:
        try:
            out.append(model.model_validate(table))
        except ValidationError as error:
            raise LexiconError(f"entry {table.get('id', '?')!r}, {complaint(error)}", str(path)) from error
    return out
