"""Many articles on many machines, by Ray Data. Needs the extra ``claimx[ray]``.

Two ways in. ``extract`` turns a Ray dataset with a column of text into a dataset of records: whatever Ray reads (local,
S3, Parquet) and whatever it writes. ``run`` is what ``claimx extract --engine ray`` does: units of files, each the work of
minutes, each giving one part file that is named by its content and appears whole, so that a run that was interrupted goes on
where it stopped.

    import ray
    from claimx.engines.ray import extract, local_settings

    ray.init(**local_settings())
    extract(ray.data.read_parquet("articles/")).write_json("claims/")
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from claimx.engines.local import outcomes
from claimx.engines.server import cores
from claimx.errors import ClaimxError, FaultError, LexiconError, ModelError, ReadError, WorkerError
from claimx.made import made_of
from claimx.models import Article
from claimx.read import Notice, ReadOptions, Source, read_source
from claimx.read.metadata import metadata_of, pick, sidecar_of
from claimx.read.published import header_against, published_in_text
from claimx.schema import PublishedBasis, Record
from claimx.write.atomic import atomic
from claimx.write.jsonl import json_of

# Bytes of input a unit: two minutes of generic news, ten of news dense with claims. Long enough that Ray's own part in it is
# nothing, short enough that a lost machine costs little.
UNIT_BYTES = 32 * 2**20
# Units a worker at least, so that all end at about the same time.
UNITS_A_WORKER = 4
# Rows a batch where a dataset is read: fills the parser's batches, and is a megabyte or two of news.
ROWS = 512

# Read before the first import of ray: no report of use, no token in the home folder, listeners on the loopback only.
_QUIET = {
    "RAY_USAGE_STATS_ENABLED": "0", "RAY_AUTH_MODE": "disabled", "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",
    "RAY_DATA_DISABLE_PROGRESS_BARS": "1", "RAY_BACKEND_LOG_LEVEL": "fatal",
}  # fmt: skip
_ERRORS = {kind.code: kind for kind in (FaultError, LexiconError, ModelError, ReadError, WorkerError)}

# A part, whole or left half written by a worker that was lost.
_PART = re.compile(r"[0-9a-f]{64}\.jsonl|\.[0-9a-f]{64}\.jsonl\.\d+\.part")

Outcome = tuple[Article, list[Record]] | ClaimxError | Notice


@dataclass(frozen=True, slots=True)
class Setup:
    """What a worker extracts with."""

    model: str | None = None
    lexicon_dir: str | None = None


def local_settings(jobs: int | None = None, folder: str | None = None) -> dict[str, Any]:
    """Arguments of ``ray.init`` for this machine alone: nothing listens beyond the loopback, nothing is reported.

    Call it before ``ray`` is imported. ``folder`` holds Ray's session files; a short path, since sockets are in it.
    """
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
    settings: dict[str, Any] = {
        "num_cpus": jobs or cores(), "include_dashboard": False, "logging_level": logging.ERROR, "log_to_driver": False,
        # Articles pass through it a batch at a time; 200 MB hold thousands.
        "object_store_memory": 200 * 2**20, "_node_ip_address": "127.0.0.1",
    }  # fmt: skip
    return settings | ({"_temp_dir": folder} if folder else {})


def extract(
    dataset: Any, *, model: str | None = None, lexicon_dir: str | None = None, fields: Mapping[str, str] | None = None,
    workers: int | None = None, form: str = "json",
) -> Any:  # fmt: skip
    """A dataset of records from a dataset of articles, in the same order.

    A row of ``dataset`` is an article: ``text`` and, where known, ``id``, ``title``, ``publisher``, ``published`` and ``url``, under
    the names that ``claimx extract`` knows or those that ``fields`` gives. A row of the result has the column ``record`` (the
    record's JSON line, byte for byte the local engine's), or with ``form="table"`` the columns of the Parquet format. Rows
    without text give nothing. Each of ``workers`` (default: the cores of the cluster) loads the model once.
    """
    ray = _ray()
    workers = workers or max(1, int(ray.cluster_resources().get("CPU", 1)))
    return dataset.map_batches(
        _Rows, fn_constructor_args=(Setup(model, lexicon_dir), dict(fields or {}), form), batch_size=ROWS, batch_format="pyarrow",
        compute=ray.data.ActorPoolStrategy(size=workers), num_cpus=1,
    )  # fmt: skip


def run(
    sources: Iterable[Source | ClaimxError], options: ReadOptions, setup: Setup, *,
    address: str | None = None, jobs: int | None = None, parts: Path | None = None, on_files: Callable[[int], None] | None = None,
) -> Iterator[Outcome]:  # fmt: skip
    """What becomes of the given files, in their order: articles (without text) with their records, errors, notices.

    ``address`` is a running cluster ("auto": the one this machine belongs to), which must see the files and the folder
    ``parts`` under the same paths; without it Ray is started here. Parts of finished units are kept in ``parts`` until all are
    there; ``on_files`` is told how many files they were made from. Raises ModelError and LexiconError.
    """
    listed = list(sources)
    if any(isinstance(source, Source) and source.shown == "-" for source in listed):
        raise WorkerError("standard input cannot be read by other machines; name a file, or use the local engine")
    if any(isinstance(source, Source) and source.url is not None for source in listed):
        raise WorkerError("pages are fetched by this machine alone; save them, or use the local engine")
    with tempfile.TemporaryDirectory(prefix="cx") as own:
        folder = (parts or Path(own, "parts")).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        with _cluster(address, jobs, own) as (ray, workers):
            units = _units(listed, workers)
            rows = [{"unit": number, "sources": json.dumps(unit)} for number, unit in enumerate(units)]
            made = ray.data.from_items(rows, override_num_blocks=len(rows)).map(
                _Files, fn_constructor_args=(setup, options, str(folder)), compute=ray.data.ActorPoolStrategy(size=min(workers, len(rows))),
                num_cpus=1,
            ) if rows else None  # fmt: skip
            sizes = [len(unit) for unit in units]
            names = _parts_of(made, sizes, on_files or (lambda _: None)) if made is not None else {}
        yield from _told(listed, units, names, folder)
    if parts is not None:
        _clear(parts)


def _ray() -> Any:
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise WorkerError("the Ray engine needs ray: pip install 'claimx[ray]'") from error
    return ray


@contextmanager
def _cluster(address: str | None, jobs: int | None, folder: str) -> Iterator[tuple[Any, int]]:
    ray = _ray()
    started = not ray.is_initialized()
    if started:
        if address is None:
            ray.init(**local_settings(jobs, folder))
        else:
            ray.init(address=address, logging_level=logging.ERROR, log_to_driver=False)
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    try:
        yield ray, jobs or max(1, int(ray.cluster_resources().get("CPU", 1)))
    finally:
        if started:
            ray.shutdown()


def _units(sources: Sequence[Source | ClaimxError], workers: int) -> list[list[tuple[str, str, str]]]:
    """Files in groups of about the same size: absolute path, path as shown, and the folder that holds what is theirs."""
    files = [source for source in sources if isinstance(source, Source)]
    sizes = [_size(source.path) for source in files]
    limit = min(UNIT_BYTES, sum(sizes) // (workers * UNITS_A_WORKER) + 1)
    units: list[list[tuple[str, str, str]]] = []
    size = limit
    for source, bytes_ in zip(files, sizes, strict=True):
        if size >= limit:
            units.append([])
            size = 0
        units[-1].append((str(source.path.absolute()), source.shown, str(source.within or "")))
        size += bytes_
    return units


def _clear(parts: Path) -> None:
    """Remove the parts of this and of earlier runs; what else stands in the folder stays, and then the folder."""
    for path in parts.iterdir():
        if _PART.fullmatch(path.name):
            path.unlink(missing_ok=True)
    with suppress(OSError):
        parts.rmdir()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0  # told when it is read


def _parts_of(made: Any, sizes: Sequence[int], on_files: Callable[[int], None]) -> dict[int, str]:
    from ray.exceptions import RayError

    names: dict[int, str] = {}
    files = 0
    try:
        for row in made.iter_rows():
            if row["error"]:
                code, message, path = json.loads(row["error"])
                raise _ERRORS.get(code, WorkerError)(message, path)
            names[row["unit"]] = row["part"]
            files += sizes[row["unit"]]
            on_files(files)
    except RayError as error:
        raise WorkerError(f"Ray lost a worker for good: {str(error).strip().splitlines()[-1]}") from error
    return names


def _told(
    listed: Sequence[Source | ClaimxError],
    units: Sequence[Sequence[tuple[str, str, str]]],
    names: Mapping[int, str],
    folder: Path,
) -> Iterator[Outcome]:
    """The parts in order, the errors of listing files at their places."""
    number, left = -1, 0
    for source in listed:
        if isinstance(source, ClaimxError):
            yield source
        elif left:
            left -= 1
        else:
            number += 1
            left = len(units[number]) - 1
            with (folder / names[number]).open(encoding="utf-8") as lines:
                yield from map(_outcome, lines)


def _outcome(line: str) -> Outcome:
    told = json.loads(line)
    if "error" in told:
        code, message, path = told["error"]
        return _ERRORS.get(code, ReadError)(message, path)
    if "notice" in told:
        return Notice(*told["notice"])
    known = told["article"]
    known["published"] = date.fromisoformat(known["published"]) if known["published"] else None
    known["published_basis"] = PublishedBasis(known["published_basis"]) if known["published_basis"] else None
    return Article(text="", **known), [Record.model_validate_json(record) for record in told["records"]]


class _Worker:
    """An actor's state: the extractor, loaded once, at the first work."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._extractor: Any = None

    def extract(self, articles: Sequence[Article]) -> list[list[Record] | WorkerError]:
        if self._extractor is None:
            from claimx.pipeline import Extractor

            folder = self._setup.lexicon_dir
            self._extractor = Extractor(model=self._setup.model, lexicon_dir=Path(folder) if folder else None)
        return outcomes(self._extractor, articles)


class _Rows(_Worker):
    """Batches of rows in, records out."""

    def __init__(self, setup: Setup, fields: Mapping[str, str], form: str) -> None:
        super().__init__(setup)
        self._fields, self._form = fields, form

    def __call__(self, batch: Any) -> Any:
        import pyarrow as pa

        articles = [article for row in batch.to_pylist() if (article := self._article(row)) is not None]
        found = [outcome for outcome in self.extract(articles) if isinstance(outcome, list)]
        for fault in (fault for outcome in found for fault in getattr(outcome, "faults", ())):
            print(f"claimx: error: {fault.message}", file=sys.stderr)  # noqa: T201 - as below
        records = [record for outcome in found for record in outcome]
        if self._form == "table":
            from claimx.write.parquet import table_of

            return table_of(records)
        return pa.table({"record": pa.array([json_of(record) for record in records], pa.string())})

    def _article(self, row: Mapping[str, object]) -> Article | None:
        _, text = pick(row, "text", self._fields)
        if not isinstance(text, str) or not text.strip():
            return None
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        path = str(row.get("path") or "-")
        known = metadata_of(row, self._fields)
        for odd in known.odd:
            print(f"claimx: warning: {odd}", file=sys.stderr)  # noqa: T201 - an actor's log, which Ray keeps
        article = Article(
            text, known.id or digest[:16], path, digest, known.title, known.publisher, known.url, extra=known.extra
        )
        if known.published:
            own = header_against(text, known.published)
            basis = PublishedBasis.HEADER if own else PublishedBasis.METADATA
            return replace(article, published=own or known.published, published_basis=basis)
        found = published_in_text(text)
        return replace(article, published=found[0], published_basis=found[1]) if found else article


class _Files(_Worker):
    """A unit of files in, the name of its part file out."""

    def __init__(self, setup: Setup, options: ReadOptions, folder: str) -> None:
        super().__init__(setup)
        self._options, self._folder = options, Path(folder)

    @cached_property
    def _made(self) -> bytes:
        extra = self._setup.lexicon_dir
        told = made_of(self._setup.model, Path(extra) if extra else None, self._options)
        return repr((sorted(told.items()), self._options.max_bytes)).encode()

    def __call__(self, row: Mapping[str, Any]) -> dict[str, Any]:
        sources = [
            Source(Path(path), shown, Path(within) if within else None)
            for path, shown, within in json.loads(row["sources"])
        ]
        try:
            return {"unit": row["unit"], "part": self._part(sources), "error": ""}
        except (LexiconError, ModelError) as error:  # told once, by the driver; every unit would meet it
            return {"unit": row["unit"], "part": "", "error": json.dumps((error.code, error.message, error.path))}

    def _part(self, sources: Sequence[Source]) -> str:
        # All that decides what stands in it: what records are made of here, and of each file its name, its bytes and its sidecar's.
        digest = hashlib.sha256(self._made)
        for source in sources:
            beside = _digest(sidecar_of(source.path)) + str(source.within or "").encode("utf-8", "surrogateescape")
            shown = source.shown.encode("utf-8", "surrogateescape")
            digest.update(hashlib.sha256(shown).digest() + _digest(source.path) + hashlib.sha256(beside).digest())
        name = digest.hexdigest() + ".jsonl"
        if not (self._folder / name).exists():
            with atomic(self._folder / name, alone=False) as part, part.open("w", encoding="utf-8") as stream:
                for line in self._lines(sources):
                    stream.write(json.dumps(line) + "\n")
        return name

    def _lines(self, sources: Sequence[Source]) -> Iterator[dict[str, Any]]:
        # Errors and notices keep their places between the articles, which are read together for the parser's sake.
        waiting: list[Any] = []
        size = 0
        for source in sources:
            for outcome in read_source(source, self._options):
                waiting.append(outcome)
                size += len(outcome.text) if isinstance(outcome, Article) else 0
                if size >= UNIT_BYTES // 32:  # a window of the pipeline
                    yield from self._read(waiting)
                    waiting, size = [], 0
        yield from self._read(waiting)

    def _read(self, waiting: Sequence[Any]) -> Iterator[dict[str, Any]]:
        found = iter(self.extract([outcome for outcome in waiting if isinstance(outcome, Article)]))
        for outcome in waiting:
            if isinstance(outcome, Notice):
                yield {"notice": (outcome.message, outcome.path)}
                continue
            told = next(found) if isinstance(outcome, Article) else outcome
            if isinstance(told, ClaimxError):
                yield {"error": (told.code, told.message, told.path)}
                continue
            known = {
                **asdict(replace(outcome, text="")),
                "published": outcome.published and outcome.published.isoformat(),
            }
            del known["text"]
            yield {"article": known, "records": [record.model_dump_json() for record in told]}
            for fault in getattr(told, "faults", ()):
                yield {"error": (fault.code, fault.message, fault.path)}


def _digest(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()
    except OSError:
        return b""  # told when it is read
