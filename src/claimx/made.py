"""What records are made of besides the article: version, code, packages, model, vocabularies, options, each as a digest or a word."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Collection, Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from claimx import __version__
from claimx.confidence import Least, Weights
from claimx.errors import LexiconError, ModelError, reason
from claimx.read import ReadOptions

# The packages whose version may change a record.
_PACKAGES = ("spacy", "pydantic", "charset-normalizer", "trafilatura", "pyarrow")
# Hexadecimal digits of a digest where it tells accidents apart, nothing more.
_SHORT = 16


def made_of(
    model: str | None,
    lexicon_dir: Path | None,
    options: ReadOptions,
    *,
    flat: bool = False,
    suppressed: Collection[str] = (),
    least: Least | None = None,
    weights: Weights | None = None,
    left_out: Collection[str] = (),
) -> dict[str, str]:
    """What the records of an article depend on besides the article, part by part: two runs that agree in it give the same.

    Raises ModelError and LexiconError where a file of either cannot be read.
    """
    package = Path(__file__).parent
    try:
        name = model_digest(model)["sha256"]
    except ModelError:
        name = "none"  # told as soon as an article needs it; many need none
    except OSError as error:
        raise ModelError(f"the spaCy model cannot be read: {reason(error)}", error.filename) from error
    try:
        lexicon = lexicon_digest(lexicon_dir)
    except OSError as error:
        raise LexiconError(f"cannot be read: {reason(error)}", error.filename) from error
    told = {
        "version": f"{__version__} {_digest(package.rglob('*.py'))[:_SHORT]}",
        "python": platform.python_version(),
        "packages": " ".join(f"{package} {number}" for package, number in versions().items()),
        "model": name,
        "lexicon": lexicon,
        "--flat": flat,
        "--published": options.published and options.published.isoformat(),
        "--publisher": options.publisher,
        "--field": sorted(options.fields.items()),
        "--input-format": options.input_format,
        "--suppress": hashlib.sha256(" ".join(sorted(suppressed)).encode()).hexdigest()[:_SHORT] if suppressed else None,
        "--min-confidence": sorted((least or {}).items()),
        "--confidence": hashlib.sha256(weights.model_dump_json().encode()).hexdigest()[:_SHORT] if weights else None,
        "--no-": sorted(left_out),
    }  # fmt: skip
    return {key: value if isinstance(value, str) else json.dumps(value) for key, value in told.items()}


def versions() -> dict[str, str]:
    """The packages that may change a record, and their versions."""
    found = {}
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def model_digest(model: str | None) -> dict[str, str]:
    """The model's name and the digest of its files. Raises ModelError where there is none."""
    import importlib.util

    from claimx.parse.model import find_model

    name = find_model(model)
    spec = importlib.util.find_spec(name) if name.isidentifier() else None
    folder = Path(spec.origin).parent if spec and spec.origin else Path(name)
    # A folder given by mistake may be a whole disk; a model's has its configuration.
    paths = folder.rglob("*") if spec or (folder / "config.cfg").exists() else ()
    return {"name": name, "sha256": _digest(path for path in paths if path.suffix not in (".py", ".pyc"))}


def lexicon_digest(extra: Path | None) -> str:
    """The digest of the shipped vocabularies and those of a folder."""
    paths = [path for path in (Path(__file__).parent / "data").rglob("*") if path.is_file()]
    return _digest([*paths, *(extra.glob("*.toml") if extra else ())])


def _digest(paths: Iterable[Path]) -> str:
    total = hashlib.sha256()
    for path in sorted(path for path in paths if path.is_file()):
        total.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
