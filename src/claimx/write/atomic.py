"""A file that appears whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from claimx.errors import WriteError


@contextmanager
def atomic(path: Path) -> Iterator[Path]:
    """A new file's path to write to, moved to ``path`` when the block ends well and removed when it does not.

    A link is followed; a device or pipe is written to as it is. Raises WriteError.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():
        if target.is_dir():
            raise WriteError("is a folder; name a file to write to", str(path))
        yield target
        return
    # Beside the target, so that the move stays on one file system; the process id keeps two runs apart.
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        # Created here, with the rights that any new file gets: some writers would choose their own.
        part.open("xb").close()
        yield part
        part.replace(target)
    except OSError as error:
        raise WriteError(
            f"cannot be written: {error.strerror or error}; check the folder and its space", str(path)
        ) from error
    finally:
        with suppress(OSError):
            part.unlink()
