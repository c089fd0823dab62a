"""Signals that end a run: they are remembered, so that nothing made after one counts, wherever it surfaced.

Python raises ``KeyboardInterrupt`` wherever the program happens to be. Libraries make other errors of it (pydantic does when
it writes JSON), or swallow it. So the exit code comes from what was remembered, and ``check`` stands before anything is
written that would last.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

# What a process that a signal ended exits with, by the custom of shells: 130 for Ctrl-C, 143 for SIGTERM.
_OFFSET = 128
_NAMES = {signal.SIGINT: "interrupted", signal.SIGTERM: "terminated"}
# Of this many signals the last ends the process at once, whatever it is about to put in order.
_PATIENCE = 3

_told: list[int] = []


@contextmanager
def watched() -> Iterator[None]:
    """Remember the signals that come while the block runs. A caller's own handlers stay, and so does what is ignored."""
    _told.clear()
    before = {}
    # Only the main thread of a program may watch.
    if threading.current_thread() is threading.main_thread():
        for number, plain in ((signal.SIGINT, signal.default_int_handler), (signal.SIGTERM, signal.SIG_DFL)):
            if signal.getsignal(number) is plain:
                before[number] = signal.signal(number, _stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def check() -> None:
    """Raise KeyboardInterrupt where a signal has come."""
    if _told:
        raise KeyboardInterrupt


def code() -> int | None:
    """The exit code of a run that a signal ended; None where none came."""
    return _OFFSET + _told[0] if _told else None


def word() -> str:
    """What to say of it."""
    return _NAMES[signal.Signals(_told[0])] if _told else _NAMES[signal.SIGINT]


def _stop(number: int, _frame: FrameType | None) -> None:
    _told.append(number)
    if len(_told) >= _PATIENCE:
        os._exit(_OFFSET + number)
    if len(_told) == 1:
        raise KeyboardInterrupt
