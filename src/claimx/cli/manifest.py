"""``--manifest``: what a run was made of, so that another can repeat it and a reviewer can check it."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Collection, Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from claimx import __version__
from claimx.errors import LexiconError, ModelError, reason

if TYPE_CHECKING:
    from claimx.errors import ClaimxError
    from claimx.models import Article
    from claimx.read import ReadOptions

# The packages whose version may change a record.
_PACKAGES = ("spacy", "pydantic", "charset-normalizer", "trafilatura", "pyarrow")
# Hexadecimal digits of a digest where it tells accidents apart, nothing more.
_SHORT = 16


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
                    "packages": _versions(),
                    "model": _model_digest(self._model),
                    "lexicon": _lexicon_digest(self._lexicon),
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


def made_of(
    model: str | None,
    lexicon_dir: Path | None,
    options: ReadOptions,
    *,
    flat: bool,
    suppressed: Collection[str],
    min_confidence: float | None,
) -> dict[str, str]:
    """What the records of an article depend on besides the article, part by part: two runs that agree in it give the same.

    Raises ModelError and LexiconError where a file of either cannot be read.
    """
    package = Path(__file__).parents[1]
    try:
        name = _model_digest(model)["sha256"]
    except ModelError:
        name = "none"  # told as soon as an article needs it; many need none
    except OSError as error:
        raise ModelError(f"the spaCy model cannot be read: {reason(error)}", error.filename) from error
    try:
        lexicon = _lexicon_digest(lexicon_dir)
    except OSError as error:
        raise LexiconError(f"cannot be read: {reason(error)}", error.filename) from error
    told = {
        "version": f"{__version__} {_digest(package.rglob('*.py'))[:_SHORT]}",
        "python": platform.python_version(),
        "packages": " ".join(f"{package} {number}" for package, number in _versions().items()),
        "model": name,
        "lexicon": lexicon,
        "--flat": flat,
        "--published": options.published and options.published.isoformat(),
        "--publisher": options.publisher,
        "--field": sorted(options.fields.items()),
        "--input-format": options.input_format,
        "--suppress": hashlib.sha256(" ".join(sorted(suppressed)).encode()).hexdigest()[:_SHORT] if suppressed else None,
        "--min-confidence": min_confidence,
    }  # fmt: skip
    return {key: value if isinstance(value, str) else json.dumps(value) for key, value in told.items()}


def _versions() -> dict[str, str]:
    found = {}
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def _model_digest(model: str | None) -> dict[str, str]:
    import importlib.util

    from claimx.parse.model import find_model

    name = find_model(model)
    spec = importlib.util.find_spec(name) if name.isidentifier() else None
    folder = Path(spec.origin).parent if spec and spec.origin else Path(name)
    # A folder given by mistake may be a whole disk; a model's has its configuration.
    paths = folder.rglob("*") if spec or (folder / "config.cfg").exists() else ()
    return {"name": name, "sha256": _digest(path for path in paths if path.suffix not in (".py", ".pyc"))}


def _lexicon_digest(extra: Path | None) -> str:
    from claimx.lexicon.entries import DATA

    paths = [path for path in DATA.rglob("*") if path.is_file()]
    return _digest([*paths, *(extra.glob("*.toml") if extra else ())])


def _digest(paths: Iterable[Path]) -> str:
    total = hashlib.sha256()
    for path in sorted(path for path in paths if path.is_file()):
        total.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
