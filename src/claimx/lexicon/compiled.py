"""Compiled vocabularies kept in the user's cache folder, so that they need not be compiled anew in every process.

A file is named by a digest of the data and of the code that compiles it: when either changes, another file is made. It is used only
where it belongs to the user, nobody else may write to it, and its content is whole; and it may name no class or function but
those that vocabularies are made of, so that a forged file runs no code. Whatever is wrong with it, the vocabulary is compiled.

``CLAIMX_CACHE`` names another folder; empty, it turns the cache off.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import stat
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

from claimx.lexicon.entries import DATA, Entry
from claimx.lexicon.match import Matcher
from claimx.lexicon.points import Points

FOLDER = "CLAIMX_CACHE"
# The largest vocabulary takes half a megabyte.
_LARGEST = 32 * 2**20
_DIGEST = 32  # bytes of SHA-256
# What vocabularies are made of beside their own classes, and the modules that those come from.
_MADE_OF = {("re", "_compile"), ("datetime", "date"), (__name__, "_read_only"), (__name__, "_same")}
_OWN = ("claimx.lexicon.", "claimx.schema")


class _Vocabulary(Protocol):
    @classmethod
    def load(cls, extra: Path | None = None) -> Any:
        """The vocabulary as compiled from its data."""


VocabularyT = TypeVar("VocabularyT", bound=_Vocabulary)


def load_compiled(vocabulary: type[VocabularyT], extra: Path | None = None) -> VocabularyT:
    """What ``vocabulary.load(extra)`` gives; the shipped one from the cache where it is there. Raises LexiconError."""
    path = _path(vocabulary.__name__) if extra is None else None
    found = _read(path) if path is not None else None
    if isinstance(found, vocabulary):
        return found
    made: VocabularyT = vocabulary.load(extra)
    if path is not None:
        with suppress(OSError, pickle.PicklingError):
            _write(path, made)
    return made


def _path(name: str) -> Path | None:
    """The file of a vocabulary; None where no folder is known, or none is wanted."""
    folder = os.environ.get(FOLDER)
    if folder is not None:
        return Path(folder, f"{name}-{_place()}-{_digest()}") if folder else None
    with suppress(RuntimeError):  # nobody's home
        home = Path.home()
        if sys.platform == "win32":
            base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
        elif sys.platform == "darwin":
            base = home / "Library" / "Caches"
        else:
            base = Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")
        return base / "claimx" / f"{name}-{_place()}-{_digest()}"
    return None


@cache
def _place() -> str:
    """Of where the package stands: two installations keep a file each, and take none from the other."""
    return hashlib.sha256(os.fsencode(DATA.parent)).hexdigest()[:8]


@cache
def _digest() -> str:
    """Of all that decides what is compiled: data, code, the package's place, the version of Python."""
    package = DATA.parent
    told = hashlib.sha256(f"{sys.version}\n{package}".encode(errors="surrogateescape"))
    sources = (
        *DATA.rglob("*.toml"),
        *(package / "lexicon").glob("*.py"),
        package / "tokenize.py",
        package / "schema.py",
    )
    for path in sorted(sources):
        told.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return told.hexdigest()[:32]


def _read(path: Path) -> object:
    """What the file holds; None where it is not there, or is not to be trusted."""
    try:
        # A link would lead out of the folder, and a pipe be waited for.
        number = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(number, "rb") as file:
            known = os.fstat(number)
            owned = not hasattr(os, "getuid") or (
                known.st_uid == os.getuid() and not known.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
            )
            if not (owned and stat.S_ISREG(known.st_mode) and known.st_size <= _LARGEST):
                return None
            content = file.read()
        digest, payload = content[:_DIGEST], content[_DIGEST:]
        return _Unpickler(io.BytesIO(payload)).load() if hashlib.sha256(payload).digest() == digest else None
    except Exception:  # noqa: BLE001 - whatever is wrong with it, the vocabulary can be compiled
        return None


def _write(path: Path, vocabulary: object) -> None:
    """Keep a vocabulary, whole or not at all, and remove those of its name and place that other data or code made."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    stream = io.BytesIO()
    _Pickler(stream).dump(vocabulary)
    payload = stream.getvalue()
    number, name = tempfile.mkstemp(dir=path.parent, prefix=".claimx-")
    try:
        with os.fdopen(number, "wb") as file:
            file.write(hashlib.sha256(payload).digest() + payload)
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
    for other in path.parent.glob(f"{path.name.rpartition('-')[0]}-*"):
        if other != path:
            with suppress(OSError):
                other.unlink()


def _read_only(entries: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(entries)


def _same(value: object) -> object:
    return value


class _Pickler(pickle.Pickler):
    """Writes equal values once, and what dataclasses are made from instead of their states: both are read in half the time."""

    def __init__(self, stream: io.BytesIO) -> None:
        super().__init__(stream, 5)
        self._first: dict[str, object] = {}

    def reducer_override(self, value: object) -> Any:
        """As pickle does, and the read-only dictionaries that it does not know."""
        if isinstance(value, MappingProxyType):
            return _read_only, (dict(value),)
        if not is_dataclass(value) or isinstance(value, type) or not all(field.init for field in fields(value)):
            return NotImplemented
        first = self._first.setdefault(repr(value), value)
        if first is not value:
            return _same, (first,)
        return type(value), tuple(getattr(value, field.name) for field in fields(value))


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Callable[..., Any]:
        """A class or function by name. Raises UnpicklingError for all but those that vocabularies are made of."""
        if (module, name) in _MADE_OF:
            return super().find_class(module, name)  # type: ignore[no-any-return]
        if module.startswith(_OWN) and "." not in name:
            found: Any = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module and _is_plain(found):
                return found
        raise pickle.UnpicklingError(f"a vocabulary holds no {module}.{name}")


def _is_plain(found: type) -> bool:
    """True for classes that do nothing when they are made."""
    return hasattr(found, "__dataclass_fields__") or issubclass(found, Enum | Entry | Matcher | Points)
