"""``--manifest``: what a run was made of, so that another can repeat it and a reviewer can check it."""

from __future__ import annotations

import json
import platform
from pathlib import Path
from typing import TYPE_CHECKING

from claimx import __version__, made

if TYPE_CHECKING:
    from claimx.errors import ClaimxError
    from claimx.models import Article


class Manifest:
    """Collects what is known of each article; ``text`` gives the whole as JSON. It names no clock: the same run, the same manifest."""

    def __init__(self, options: dict[str, object], model: str | None, lexicon_dir: Path | None) -> None:
        self._options = options
        self._model = model
        self._lexicon = lexicon_dir
        self._files: list[dict[str, object]] = []
        self._by_article: dict[int, dict[str, object]] = {}

    def read(self, article: Article) -> None:
        """An article that was read."""
        entry: dict[str, object] = {
            "path": article.path,
            "id": article.id,
            "sha256": article.sha256,
            "status": "read",
            "claims": 0,
        }
        self._files.append(entry)
        self._by_article[id(article)] = entry

    def failed(self, error: ClaimxError) -> None:
        """An input that could not be read."""
        # The code of errors of reading is "read", which is what articles are that were.
        status = "unreadable" if error.code == "read" else error.code
        self._files.append({"path": error.path, "status": status, "message": error.message})

    def claims(self, article: Article, count: int) -> None:
        """How many claims an article gave."""
        entry = self._by_article.pop(id(article), None)
        if entry is not None:
            entry["claims"] = count

    def text(self) -> str:
        """The manifest as JSON."""
        read = [entry for entry in self._files if entry["status"] == "read"]
        return (
            json.dumps(
                {
                    "claimx": __version__,
                    "python": platform.python_version(),
                    "machine": platform.machine(),
                    "packages": made.versions(),
                    "model": made.model_digest(self._model),
                    "lexicon": made.lexicon_digest(self._lexicon),
                    "options": self._options,
                    "articles": len(read),
                    "failures": len(self._files) - len(read),
                    "claims": sum(int(str(entry["claims"])) for entry in read),
                    "files": self._files,
                },
                indent=2,
            )
            + "\n"
        )
