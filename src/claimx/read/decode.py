"""Bytes to text: UTF-8 first, what else it may be after, never a guess at binary data."""

from __future__ import annotations

import codecs
import re

from claimx.errors import DecodeError, EmptyError

# Longest first: the UTF-32 mark begins with the UTF-16 one.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Control characters that no text has: all of C0 but tab, line ends, form feed, and escape (left by terminal logs).
_BINARY = bytes((*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20)))
# A page of such bytes in a hundred is beyond any stray character that a scraper leaves.
_BINARY_SHARE = 0.01
_SURROGATE = re.compile("[\ud800-\udfff]")


def decode(raw: bytes, path: str) -> tuple[str, str | None]:
    """The text, and the name of its encoding where it had to be detected (None for UTF-8 and marked UTF-16 or 32).

    A byte order mark is no part of the text; line ends are kept. Raises EmptyError and DecodeError.
    """
    text, detected = _decode(raw, path)
    if not text or text.isspace():
        raise EmptyError("holds no text; remove it, or check how it was saved", path)
    return text, detected


def _decode(raw: bytes, path: str) -> tuple[str, str | None]:
    for mark, name in _MARKS:
        if raw.startswith(mark):
            try:
                return raw[len(mark) :].decode(name), None
            except UnicodeDecodeError as error:
                raise DecodeError(
                    f"begins like {name.upper()} but breaks off at byte {error.start}; save it as UTF-8", path
                ) from error
    if raw.startswith(b"%PDF-"):
        raise DecodeError("is a PDF, which claimx does not read; save its text as .txt (pdftotext does)", path)
    if b"\0" in raw or len(raw) - len(raw.translate(None, _BINARY)) > _BINARY_SHARE * len(raw):
        raise DecodeError("is binary, not text; convert it to text (UTF-8) first", path)
    try:
        return raw.decode("utf-8"), None
    except UnicodeDecodeError:
        return _detect(raw, path)


def _detect(raw: bytes, path: str) -> tuple[str, str]:
    # Imported here: most news is UTF-8, and the import costs as much as reading it.
    from charset_normalizer import from_bytes

    matches = from_bytes(raw)
    best = matches.best()
    if best is None:
        raise DecodeError("is text in no encoding that could be detected; save it as UTF-8", path)
    name = best.encoding
    # Of encodings that read equally clean, English news with curly quotes is Windows-1252 (the web's own default).
    if any("cp1252" in match.could_be_from_charset and match.chaos <= best.chaos for match in matches):
        name = "cp1252"
    try:
        return raw.decode(name), name
    except UnicodeDecodeError:
        return str(best), best.encoding


def whole(text: str) -> str:
    """The text with lone surrogates (which JSON may hold and UTF-8 may not) replaced, one character each."""
    return _SURROGATE.sub("\ufffd", text)
