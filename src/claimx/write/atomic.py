"""A file that appears whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from claimx.errors import WriteError, reason
from claimx.write.locks import UNFOLLOWED, is_at, is_held, take, taken

# What file systems say that cannot write a folder to the disk on demand (network folders, Windows).
_NO_SYNC = (errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES, errno.EPERM, errno.EISDIR)


@contextmanager
def atomic(path: Path, *, sync: bool = True, alone: bool = True) -> Iterator[Path]:
    """A new file's path to write to, moved to ``path`` when the block ends well and removed when it does not.

    A link is followed; a device or pipe is written to as it is. With ``sync`` the file is on the disk before it takes the place
    of the old one, so that no power cut leaves an empty one. ``alone`` refuses a second run that writes to ``path`` meanwhile;
    without, the last one wins. Raises WriteError.
    """
    part, lock = None, -1
    try:
        # Asked of the path as given: what a pipe's link in /dev or /proc leads to has no name that could be opened.
        if _is_stream(path):
            yield path
            return
        target = resolved(path)
        # Beside the target, so that the move stays on one file system.
        if alone:
            if is_held(target.with_name(f"{target.name}.journal")):
                raise taken(str(path))
            part = target.with_name(f".{target.name}.part")
            lock = _begun(part, str(path))
        else:
            # The process id keeps two runs apart. A killed run of the same number may have left one: in containers every
            # night's run has the same.
            part = target.with_name(f".{target.name}.{os.getpid()}.part")
            with suppress(FileNotFoundError):
                part.unlink()
            # Created here, with the rights that any new file gets: some writers would choose their own.
            part.open("xb").close()
        yield part
        if sync:
            _sync(part, os.O_RDWR)
        part.replace(target)
        if sync:
            sync_folder(target.parent)
    except OSError as error:
        raise WriteError(f"cannot be written: {reason(error)}", str(path)) from error
    finally:
        # By now another run may have a part of that name.
        if part is not None and (is_at(part, lock) if alone else True):
            with suppress(OSError):
                part.unlink()
        if lock >= 0:
            os.close(lock)


def _is_stream(path: Path) -> bool:
    """True for a device or a pipe, which has no old content to keep."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return False  # told where it is opened
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def _begun(part: Path, shown: str) -> int:
    """A new file, open and locked. What a killed run left is replaced. Raises OSError, or WriteError where a run is at it."""
    while True:
        try:
            number = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL | UNFOLLOWED, 0o666)
        except FileExistsError:
            if part.is_symlink():
                part.unlink()
                continue
            try:
                number = os.open(part, os.O_RDONLY | UNFOLLOWED)
            except FileNotFoundError:  # its run ended just now
                continue
            try:
                if not take(number):
                    raise taken(shown)
                if is_at(part, number):
                    part.unlink()
            finally:
                os.close(number)
        else:
            if take(number) and is_at(part, number):
                return number
            os.close(number)
            raise taken(shown)


def sync_folder(folder: Path) -> None:
    """See that a folder's new names are on the disk, where the system can. Raises OSError."""
    try:
        _sync(folder, os.O_RDONLY)
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise


def _sync(path: Path, flags: int) -> None:
    number = os.open(path, flags | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(number)
    finally:
        os.close(number)


def resolved(path: Path) -> Path:
    """The file that a path leads to, there or not. Raises WriteError where it is a folder or leads in a circle."""
    try:
        target = path.resolve()
    except RuntimeError as error:  # how Python before 3.13 tells of links in a circle
        raise WriteError("is a link that leads in a circle; name the file itself", str(path)) from error
    if target.is_dir():
        raise WriteError("is a folder; name a file to write to", str(path))
    if target.is_symlink():
        raise WriteError("is a link that leads in a circle; name the file itself", str(path))
    return target
