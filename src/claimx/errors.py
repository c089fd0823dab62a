"""What can go wrong, as types. Only ``claimx.cli`` turns them into text and exit codes."""

from __future__ import annotations


class ClaimxError(Exception):
    """Base of every error that claimx raises on purpose. ``code`` names it in ``--log-format json``."""

    code = "error"

    def __init__(self, message: str, path: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.path = path


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


class RecordError(ClaimxError):
    """A line that should be a claim record and is none."""

    code = "record"


class WriteError(ClaimxError):
    """Output that cannot be written whole."""

    code = "write"


class WorkerError(ClaimxError):
    """A worker process that died; names the article it was reading."""

    code = "worker"
