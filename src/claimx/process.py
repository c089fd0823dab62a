"""What a process of claimx's own, a command or a worker, is set to; a library leaves its host's process alone."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import contextmanager

TYPE_CHECKING = False  # what type checkers take for true; every command pays for what this module imports
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

# Vocabularies and model are half a million objects that stay: looking for garbage among them as often as Python does by
# default (every 700 objects) takes a tenth of a run.
_GARBAGE = (10_000, 10, 10)
# spaCy imports its command line, and with it a project manager and two web clients, to offer ``spacy.info``: a third of
# the time that importing it takes.
_UNUSED = "spacy.cli.info"
# NumPy's library multiplies with as many threads as there are cores; the cores are for the workers of ``--jobs``.
_THREADS = "OPENBLAS_NUM_THREADS"


# Whether this process is a command's or a worker's: set by ``settle``.
_own = False


def settle() -> None:
    """Look for garbage less often, multiply in one thread, and have spaCy, where it is imported later, leave out its command line."""
    global _own  # noqa: PLW0603 - a process is settled once, and stays so
    _own = True
    gc.set_threshold(*_GARBAGE)
    os.environ.setdefault(_THREADS, "1")
    if "spacy" not in sys.modules:
        sys.modules[_UNUSED] = _stand_in()


@contextmanager
def loading() -> Iterator[None]:
    """No garbage is looked for while vocabularies or a model are loaded; in a process of our own, never again among what is there then."""
    looked = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if _own:
            gc.freeze()
        if looked:
            gc.enable()


def _stand_in() -> Any:
    """A module that has ``info``, and loads the one it stands for at its first call or where anything else is asked of it."""

    def real() -> Any:
        import importlib

        sys.modules.pop(_UNUSED, None)
        return importlib.import_module(_UNUSED)

    def info(*args: Any, **options: Any) -> Any:
        return real().info(*args, **options)

    def ask(name: str) -> Any:
        if name.startswith("__"):  # the import system's own questions
            raise AttributeError(name)
        return getattr(real(), name)

    module: Any = type(sys)(_UNUSED)
    module.info = info
    module.__getattr__ = ask
    return module
