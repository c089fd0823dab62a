"""The process that workers are forked from: it loads lexicon and model once, while this one still reads its input.

Imported before anything heavy, so that a command can start the server first of all.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress

from claimx.errors import WorkerError, reason

TYPE_CHECKING = False  # what type checkers take for true; every command pays for what this module imports
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

# Below this many characters the start of a second process costs more than it saves.
SMALL = 400_000
# How the server process learns what to load: it is started by the standard library, which passes it nothing else.
SETUP = "CLAIMX_PRELOAD"
# Entries of folders that are looked at to learn whether the input is little: a folder of more is not.
_LOOKED_AT = 2000


def cores() -> int:
    """The processor cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def context(model: str | None, lexicon_dir: Path | None) -> Any:
    """How processes are started here; the server, where there is one, will load this model and lexicon."""
    from multiprocessing import get_context

    if sys.platform == "win32":
        return get_context("spawn")
    os.environ[SETUP] = f"{model or ''}\n{lexicon_dir or ''}"
    found = get_context("forkserver")
    found.set_forkserver_preload(["claimx.engines.preload"])
    return found


@contextmanager
def begun(paths: Iterable[str], jobs: int | None, model: str | None, lexicon_dir: Path | None) -> Iterator[None]:
    """The server starts to load at once where the input is not little; at the end it is ended."""
    if sys.platform == "win32" or (jobs or cores()) == 1 or not _is_much(paths):
        yield
        return
    context(model, lexicon_dir)
    try:
        with suppress(OSError, EOFError):  # told where its workers are started
            start()
        yield
    finally:
        stop()


def _is_much(paths: Iterable[str]) -> bool:
    """Whether files and folders hold more than little; what cannot be looked into holds nothing."""
    size = seen = 0
    waiting = list(paths)
    while waiting:
        path = waiting.pop()
        with suppress(OSError, ValueError):
            if not os.path.isdir(path):  # noqa: PTH112 - pathlib is not imported yet
                size += os.path.getsize(path)  # noqa: PTH202 - as above
            else:
                with os.scandir(path) as entries:
                    for entry in entries:
                        seen += 1
                        if entry.is_dir(follow_symlinks=False):
                            waiting.append(entry.path)
                        elif entry.is_file():
                            size += entry.stat().st_size
                        if size > SMALL or seen > _LOOKED_AT:
                            return True
        if size > SMALL:
            return True
    return False


@contextmanager
def told() -> Iterator[None]:
    """What keeps processes from being started, as an error that says so."""
    try:
        yield
    except (OSError, EOFError) as error:
        cause = reason(error) if isinstance(error, OSError) else "their server died"
        raise WorkerError(f"processes cannot be started: {cause}; --jobs 1 needs none") from error


def start() -> None:
    """Start the process that workers are forked from, deaf to Ctrl-C, which reaches the whole group; so are its workers.

    Told only once it runs, it would die of Ctrl-C while it loads the model, and fill the terminal with words of Python. Raises
    OSError.
    """
    from multiprocessing import forkserver, resource_tracker

    # First, since its own start lets the signals through again.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def stop() -> None:
    """End the server, which would otherwise go on loading the model after the run was cut; the next run starts another."""
    from multiprocessing import forkserver

    server: Any = getattr(forkserver, "_forkserver", None)
    # Private names of the standard library: where they are others one day, the server ends by itself, a little later.
    with suppress(AttributeError, OSError):
        if server._forkserver_pid is not None:  # noqa: SLF001 - as above
            os.kill(server._forkserver_pid, signal.SIGTERM)  # noqa: SLF001 - as above
            server._stop()  # noqa: SLF001 - as above
