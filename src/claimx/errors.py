"""What can go wrong, as types. Only ``claimx.cli`` turns them into text and exit codes."""

from __future__ import annotations

import errno
import traceback
from pathlib import Path


class ClaimxError(Exception):
    """Base of every error that claimx raises on purpose. ``code`` names it in ``--log-format json``."""

    code = "error"

    def __init__(self, message: str, path: str | None = None, trace: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        # Where an unforeseen error came from, for those who look for its cause.
        self.trace = trace


class ReadError(ClaimxError):
    """A file, folder or stream cannot be read; the message names the remedy."""

    code = "read"


class DecodeError(ReadError):
    """Bytes that are no text in any encoding that could be detected."""

    code = "decode"


class EmptyError(ReadError):
    """A file without any text, or a folder without any article."""

    code = "empty"


class MetadataError(ReadError):
    """A sidecar or an article's metadata that cannot be understood."""

    code = "metadata"


class LexiconError(ClaimxError):
    """A vocabulary file that breaks its schema: names file, entry and key."""

    code = "lexicon"


class ModelError(ClaimxError):
    """The spaCy model is missing or unusable; the message holds the install line."""

    code = "model"


class WeightsError(ClaimxError):
    """A file of confidence weights that is none, or one of another version; the message names the remedy."""

    code = "weights"


class RecordError(ClaimxError):
    """A line that should be a claim record and is none."""

    code = "record"


class WriteError(ClaimxError):
    """Output that cannot be written whole."""

    code = "write"


class WorkerError(ClaimxError):
    """A worker process that died; names the article it was reading."""

    code = "worker"


class FaultError(ClaimxError):
    """An unforeseen error in a part of an article, the rest of which was read: ``start`` is the sentence's offset, if one is to blame."""

    code = "fault"

    def __init__(self, message: str, path: str | None = None, trace: str = "", start: int | None = None) -> None:
        super().__init__(message, path, trace)
        self.start = start


class FaultWarning(UserWarning):
    """A FaultError, as the library tells of it where it returns the records of the rest."""


def place_of(error: Exception) -> str:
    """File and line of our own code that an error came through last."""
    own = Path(__file__).parent
    place = "an unknown place"
    for frame, line in traceback.walk_tb(error.__traceback__):
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(own):
            place = f"{path.relative_to(own.parent).as_posix()}:{line}"
    return place


NO_MEMORY = "there is not enough memory; close other programs, split the input, or use --jobs 1"
# What a library in C says, in an ImportError too, where it finds no room.
_NO_ROOM = ("failed to map segment", "cannot allocate memory")


def is_memory(error: BaseException | None) -> bool:
    """Whether an error, or one that it came from, is a want of memory.

    >>> is_memory(ImportError("blis.so: failed to map segment from shared object")), is_memory(ImportError("no module"))
    (True, False)
    """
    while error is not None:
        if isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno == errno.ENOMEM):
            return True
        if isinstance(error, ImportError | OSError) and any(words in str(error).lower() for words in _NO_ROOM):
            return True
        error = error.__cause__ or error.__context__
    return False


# What people can do about what the system says. Others come with the words of the system alone.
_REMEDIES = {
    errno.ENOSPC: "free some space on its disk",
    errno.EDQUOT: "free some space, or ask for a larger quota",
    errno.EFBIG: "files are limited in size here: raise ulimit -f, or split the input",
    errno.EIO: "its disk or connection fails: check it, or copy the file elsewhere",
    errno.EMFILE: "raise the number of files a process may open (ulimit -n)",
    errno.ENFILE: "too many files are open on this machine: close some programs",
    errno.ENOMEM: "there is not enough memory: close some programs, or use --jobs 1",
    errno.EACCES: "check its permissions",
    errno.EPERM: "check its permissions",
    errno.EROFS: "choose a folder that can be written to",
    errno.ENOENT: "check the spelling, and that nobody moved it meanwhile",
    errno.ENOTDIR: "a part of its path is a file, not a folder",
    errno.EISDIR: "name a file, not a folder",
    errno.ELOOP: "links that lead in a circle, or to a forbidden place: name the file itself",
    errno.ENAMETOOLONG: "give it a shorter name",
    errno.ENXIO: "it is a socket or a device that is not there; name a file",
    errno.ESTALE: "its network folder was taken away: mount it again",
    errno.EPIPE: "what it was written to was closed",
    errno.EBADF: "it was closed; run again with it open",
}


def reason(error: OSError) -> str:
    """What the system said, and what to do about it.

    >>> reason(OSError(errno.ENOSPC, "No space left on device"))
    'No space left on device; free some space on its disk'
    """
    said = error.strerror or str(error) or type(error).__name__
    remedy = _REMEDIES.get(error.errno or 0, "try again, or on another disk")
    return f"{said}; {remedy}"
