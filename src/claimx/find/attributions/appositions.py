"""The name that stands beside a role: "the head of the region, X,", "X, the secretary general of the region announced"."""

from __future__ import annotations

from dataclasses import replace

from claimx.find.attributions.sources import Reader, Source
from claimx.find.attributions.words import MARKS, QUOTES

# Words of a person's full name, titles left off.
_NAME = 5
# Between a role and the comma before its name: "in the state", "for the northern district".
_WHERE = 6


def is_full_name(reader: Reader, first: int, last: int) -> bool:
    """True for a first name and a surname, at most five words, all capitalised."""
    return 2 <= last - first <= _NAME and all(reader.tokens[i].text[0].isupper() for i in range(first, last))


def name_in_apposition(reader: Reader, source: Source, end: int) -> tuple[Source, int]:
    """The name within the commas behind a role ("the head of the region, X,") and the token behind it, else the source itself."""
    close = next(
        (i for i in range(end + 1, min(end + 2 + _NAME, len(reader.tokens))) if reader.tokens[i].text in (",", ".")),
        None,
    )
    if (
        source.form not in ("person", "generic")
        or not any(
            (m := reader.at.get(i)) is not None and m.value.form == "person"
            for i in range(source.phrase.first, source.phrase.last)
        )
        or reader.tokens[end : end + 1] == ()
        or reader.tokens[end].text != ","
        or close is None
        or not is_full_name(reader, end + 1, close)
    ):
        return source, end
    name = reader.read(end + 1, close)
    return (replace(name, type=source.type), close) if name is not None and name.form == "name" else (source, end)


def named_behind(reader: Reader, source: Source, v: int) -> Source:
    """ "The spokesman of the police in the state, Bello Musa, confirmed ...": the name between commas that follows a role."""
    match = reader.at.get(source.phrase.first)
    last = source.phrase.last
    if match is None or match.value.form != "person" or source.form not in ("person", "generic") or last > v:
        return source
    comma = next((i for i in range(last, min(last + _WHERE, v)) if reader.tokens[i].text == ","), None)
    if comma is None or any(reader.is_verbal(i) for i in range(last, comma)):
        return source
    close = next((i for i in range(comma + 1, v) if reader.tokens[i].text == ","), None)
    if close is None or not is_full_name(reader, comma + 1, close):
        return source
    name = reader.read(comma + 1, close)
    return replace(name, type=source.type) if name is not None and name.form in ("name", "country") else source


def named_before(reader: Reader, source: Source, start: int) -> tuple[Source, int]:
    """The name before a role in apposition that no comma closes ("X, the secretary general of the region announced")."""
    tokens = reader.tokens
    if source.form not in ("person", "generic") or start < 3 or tokens[start - 1].text != ",":
        return source, start
    match = reader.at.get(source.phrase.first)
    first = reader.left_edge(start - 1)
    if (
        tokens[start].lower not in ("the", "a", "an")
        or match is None
        or match.value.form != "person"
        or not is_full_name(reader, first, start - 1)
        or first
        and tokens[first - 1].text not in MARKS | QUOTES
    ):
        return source, start
    name = reader.read(first, start - 1)
    return (replace(name, type=source.type), first) if name is not None and name.form == "name" else (source, start)
