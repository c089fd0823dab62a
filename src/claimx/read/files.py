"""Which files and pages to read: those named, and the files that a named folder holds. Nothing outside of what was named is read."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from claimx.errors import ClaimxError, EmptyError, ReadError, reason
from claimx.read.web import is_address

# What a folder is searched for unless told otherwise: other formats there are as often metadata as articles.
DEFAULT_GLOBS = ("*.txt", "*.txt.gz")
SIDECAR_SUFFIX = ".meta.json"


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read; ``shown`` is its path as records and messages give it. ``-`` stands for standard input.

    ``within`` is the folder that what is read beside it must lie in, links followed (None: the file's own). ``url`` is the address
    of a page to fetch instead of a file to open.
    """

    path: Path
    shown: str
    within: Path | None = None
    url: str | None = None


def find_sources(
    paths: Sequence[str | os.PathLike[str]], globs: Sequence[str] = DEFAULT_GLOBS
) -> Iterator[Source | ClaimxError]:
    """The files behind the given paths, in the order given, each folder's sorted by path; or why there are none.

    A glob with a slash is held against the path within the folder, one without against the file's name.
    """
    for given in (os.fspath(path) for path in paths):
        path = Path(given)
        try:
            if given == "-":
                yield Source(path, "-")
            elif is_address(given):
                yield Source(path, given.partition("#")[0], url=given.partition("#")[0])
            elif stat.S_ISDIR(path.stat().st_mode):
                yield from _folder(path, tuple(globs))
            else:
                yield Source(path, shown(path))
        except (FileNotFoundError, NotADirectoryError):
            wrong = (
                "is a link that leads nowhere; check where it points"
                if path.is_symlink()
                else "does not exist; check the spelling"
            )
            yield ReadError(wrong, shown(path))
        except OSError as error:
            yield ReadError(f"cannot be opened: {reason(error)}", shown(path))
        except ValueError:  # a name with a character that no name has
            yield ReadError("does not exist; check the spelling", shown(path))


def find_others(paths: Sequence[str], globs: Sequence[str] = DEFAULT_GLOBS) -> Iterator[tuple[str, str]]:
    """The files of the given folders that are not read, by path, and why."""
    for given in (os.fspath(path) for path in paths):
        for folder, folders, names in os.walk(given):
            folders.sort()
            for name in sorted(names):
                path = Path(folder, name)
                if name.endswith(SIDECAR_SUFFIX):
                    yield shown(path), "metadata of the file beside it"
                elif not _wanted(path.relative_to(given), tuple(globs)):
                    yield shown(path), f"not {' or '.join(globs)}"
                elif not path.is_file():
                    yield shown(path), "no regular file"


def shown(path: Path) -> str:
    """A path as text that UTF-8 can hold: undecodable bytes of its name are written out as escapes."""
    text = os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")
    return "./-" if text == "-" else text  # a file of that name is not standard input


def leads_out(path: Path, folder: Path) -> bool:
    """True for a link to something outside of the folder, or in a circle."""
    try:
        return path.is_symlink() and not path.resolve().is_relative_to(folder)
    except RuntimeError:  # how Python before 3.13 tells of a circle
        return True
    except OSError:
        return False  # told when it is opened


def is_input(path: Path, given: str, globs: Sequence[str] = DEFAULT_GLOBS) -> bool:
    """True for an existing file that reading ``given`` would read, as an article or as the metadata of one."""
    if given == "-" or not path.is_file():
        return False
    folder = Path(given)
    if not folder.is_dir():
        stem = folder.name.removesuffix(".gz").rsplit(".", 1)[0]
        beside = folder.with_name(stem + SIDECAR_SUFFIX)
        return any(one.is_file() and one.samefile(path) for one in (folder, beside))
    return (
        path.name.endswith(SIDECAR_SUFFIX)
        and path.resolve().is_relative_to(folder.resolve())
        or would_read(path, given, globs)
    )


def would_read(path: Path, given: str, globs: Sequence[str]) -> bool:
    """True where a file of that path would be an article of the folder ``given``."""
    folder = Path(given)
    if given == "-" or not folder.is_dir():
        return False
    target, root = path.resolve(), folder.resolve()
    return target.is_relative_to(root) and _wanted(target.relative_to(root), tuple(globs))


def _folder(root: Path, globs: tuple[str, ...]) -> Iterator[Source | ClaimxError]:
    inside = root.resolve()
    problems: list[ClaimxError] = []

    def on_error(error: OSError) -> None:
        name = shown(Path(error.filename)) if error.filename else shown(root)
        problems.append(ReadError(f"cannot be opened: {reason(error)}", name))

    count = others = failed = 0
    # Links to folders are not followed: they may lead out of the folder, or back into it without end.
    for folder, folders, names in os.walk(root, onerror=on_error):
        yield from problems
        failed += len(problems)
        problems.clear()
        folders.sort()
        for name in sorted(names):
            path = Path(folder, name)
            if name.endswith(SIDECAR_SUFFIX) or not _wanted(path.relative_to(root), globs):
                others += 1
                continue
            if leads_out(path, inside):
                yield ReadError("is a link out of the folder; name the file itself to read it", shown(path))
                continue
            try:
                regular = path.is_file()
            except OSError as error:  # a folder that may be listed, and no more
                yield ReadError(f"cannot be opened: {reason(error)}", shown(path))
                continue
            if regular:
                count += 1
                yield Source(path, shown(path), inside)
    yield from problems
    if not count and not failed and not problems:
        wanted = " or ".join(globs)
        rest = f" ({others} other files are there)" if others else ""
        yield EmptyError(f"holds no {wanted}{rest}; name the files, or give another --glob", shown(root))


def _wanted(path: Path, globs: tuple[str, ...]) -> bool:
    return any(fnmatchcase(path.as_posix() if "/" in glob else path.name, glob) for glob in globs)
