"""Locks between runs: who writes to a file has it alone. They end with the process that holds them, however it ends."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from claimx.errors import WriteError

# No link is followed, no pipe waited for: the names are known beforehand, and a folder may be open to others.
UNFOLLOWED = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def take(number: int) -> bool:
    """Lock an open file; False where another holds it. A system or file system without locks gives it to everybody."""
    try:
        import fcntl
    except ImportError:
        return True
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def is_held(path: Path) -> bool:
    """True where somebody holds the lock of a file; False too where there is no file."""
    try:
        number = os.open(path, os.O_RDONLY | UNFOLLOWED)
    except OSError:
        return False
    try:
        return not take(number)
    finally:
        os.close(number)


def is_at(path: Path, number: int) -> bool:
    """Whether an open file still has its name: another run may have removed it, or put its own there."""
    if number < 0:
        return False
    with suppress(OSError):
        return path.stat().st_ino == os.fstat(number).st_ino
    return False


def taken(shown: str) -> WriteError:
    """What the second of two runs is told."""
    return WriteError("is being written by another run; wait for its end, or write to another file", shown)
