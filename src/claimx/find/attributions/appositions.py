"""The name that an apposition gives a source told by its role: "the head of the region, X, said"."""

from __future__ import annotations

from dataclasses import replace

from claimx.find.attributions.sources import Reader, Source
from claimx.find.attributions.words import NAME_PARTICLES

# Words of a person's full name, with titles, small words and marks: "Brigadier General Omar al-Said".
_NAME = 8
# Between a role and the comma before its name: "in the state", "for the northern district".
_WHERE = 6


def is_full_name(reader: Reader, first: int, last: int) -> bool:
    """True for a first name and a surname, capitalised but for small words within: "Omar al-Said"."""
    words = reader.tokens[first:last]
    return (
        2 <= len(words) <= _NAME
        and words[0].text[0].isupper()
        and words[-1].text[0].isupper()
        and all(t.text[0].isupper() or t.lower in NAME_PARTICLES for t in words)
    )


def name_in_apposition(reader: Reader, source: Source, end: int) -> tuple[Source, int]:
    """The name within the commas behind a role ("the head of the region, X,") and the token behind it, else the source itself."""
    tokens = reader.tokens
    close = next((i for i in range(end + 1, min(end + 2 + _NAME, len(tokens))) if tokens[i].text in (",", ".")), None)
    if (
        close is None
        or tokens[end].text != ","
        or not _is_role(reader, source)
        or not is_full_name(reader, end + 1, close)
    ):
        return source, end
    name = reader.read(end + 1, close)
    return (replace(name, type=source.type), close) if name is not None and name.form == "name" else (source, end)


def _is_role(reader: Reader, source: Source) -> bool:
    """True where a word for a person is part of the source, and no name."""
    return source.form in ("person", "generic") and any(
        (m := reader.at.get(i)) is not None and m.value.form == "person"
        for i in range(source.phrase.first, source.phrase.last)
    )


def named_behind(reader: Reader, source: Source, v: int) -> Source:
    """ "The spokesman of the police in the state, Bello Musa, confirmed ...": the name between commas that follows a role."""
    last = source.phrase.last
    if last > v or not _is_role(reader, source):
        return source
    comma = next((i for i in range(last, min(last + _WHERE, v)) if reader.tokens[i].text == ","), None)
    if comma is None or any(reader.is_verbal(i) for i in range(last, comma)):
        return source
    close = next((i for i in range(comma + 1, v) if reader.tokens[i].text == ","), None)
    if close is None or not is_full_name(reader, comma + 1, close):
        return source
    name = reader.read(comma + 1, close)
    return replace(name, type=source.type) if name is not None and name.form in ("name", "country") else source


def named_before(reader: Reader, source: Source) -> Source:
    """ "Bello Musa, a village elder said ...": the name before a role whose second comma is left out."""
    tokens, comma = reader.tokens, source.phrase.first - 1
    if comma > 0 and tokens[comma].lower in ("a", "an", "the"):
        comma -= 1
    if comma < 2 or tokens[comma].text != "," or not _is_role(reader, source):
        return source
    first = comma
    while (
        first > 0 and comma - first < _NAME and tokens[first - 1].text[0].isupper() and tokens[first - 1].tag == "NNP"
    ):
        first -= 1
    opens = first == 0 or tokens[first - 1].text in _OPENING
    if not opens or not is_full_name(reader, first, comma):
        return source
    name = reader.read(first, comma)
    return replace(name, type=source.type) if name is not None and name.form == "name" else source


# What may stand before the name of who speaks.
_OPENING = frozenset({",", '"', "\u201c", "\u201d", "''", ":", ";"})
