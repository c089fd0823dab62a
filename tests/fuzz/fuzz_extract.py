"""Fuzz everything between a file's bytes and the written records with atheris, which the tests do not need.

    pip install atheris
    python tests/fuzz/fuzz_extract.py --findings DIR [libFuzzer's options] CORPUS

Unlike libFuzzer alone it goes on after a finding: each new one (by where it was raised) becomes a case in DIR as JSON,
and, made as short as it will go (``--minimise FILE``), one in ``tests/fuzz/crashers``, which the tests run.
An empty CORPUS is filled with texts to begin with.
"""

from __future__ import annotations

import argparse
import hashlib
import pkgutil
import sys
import tempfile
import time
import traceback
import warnings
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parent))

with atheris.instrument_imports(include=["claimx"]):
    import claimx

    for module in pkgutil.walk_packages(claimx.__path__, "claimx."):
        if not module.name.endswith(("__main__", "engines.preload", "engines.ray", "component")):
            __import__(module.name)

from cases import FORMATS, WORDS, Case, try_case

# One input in so many goes through what is written as files too, which takes longer than the rest together.
FILES = 64
SEEDS = (
    "Shelling killed 12 people and wounded 30 in Sumy on Monday, the regional governor said.\n",
    "KYIV, March 7 (AFP) - At least 1,234 Russian soldiers were killed, of whom 40 were officers, Gen. Petro Koval told reporters.\n",
    "Enemy losses:\ntanks - 3,466 (+12)\nAPVs: 6,750 (+22)\n* 138 soldiers\n\nThe ministry denied that it lost two T-72s.\n",
    "“No one was hurt,” he said. Twice that number died a day earlier, according to Hamas; half of them were children.\n",
    "Between two and three hundred fighters, including dozens of Syrians, were captured, and both helicopters shot down.\n",
    "BEIRUT, 3 JAN 90 -- [REPORT] THE TROOPS KILLED 20 REBELS AND LOST 3 DEAD AND 11 WOUNDED, RESPECTIVELY.\n",
    '{"text": "Rebels killed 3 soldiers.", "published": "2024-05-06"}\n{"text": "\\ud800 shelling killed 12 in Kyiv"}\n',
    '[{"text": "A drone strike killed 4 in Mopti, the army said.", "id": 7}]',
    'id,text,date\n1,"Mines killed 5, wounded 6",2023-03-07\n',
    "<html><head><title>Nine dead</title></head><body><article><p>An air strike killed nine people in Hodeidah on Friday.</p></article></body></html>",
)


def seed(corpus):
    """Texts of each kind to begin with, each under the model and under drawn trees."""
    for number, text in enumerate(SEEDS):
        form = (
            "jsonl"
            if text.startswith('{"')
            else "json"
            if text.startswith("[{")
            else "csv"
            if text.startswith("id,")
            else "text"
        )
        form = "html" if text.startswith("<html") else form
        for parser in (0, 1):
            for encoding in ("utf-8", "utf-16") if form == "text" else ("utf-8",):
                head = bytes([FORMATS.index(form), parser, *range(number, number + 8)])
                (corpus / f"seed-{number}-{parser}-{encoding}").write_bytes(head + text.encode(encoding))
    for number in range(0, len(WORDS), 12):
        head = bytes([FORMATS.index("words"), number % 2, *range(number % 200, number % 200 + 8)])
        (corpus / f"words-{number}").write_bytes(head + bytes(k % 256 for k in range(number, number + 30)))


def place(error):
    """Where a finding was raised, as one line: findings raised at one place count once."""
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if "claimx" in frame.filename or "invariants" in frame.filename
    ]
    last = frames[-1] if frames else traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}"


def minimise(path, extractor, model):
    """Drop bytes of a case as long as it is raised at the same place, and write it back."""
    case = Case.load(path)
    with tempfile.TemporaryDirectory() as folder:

        def raised(one):
            try:
                try_case(one, extractor, model, Path(folder))
            except Exception as error:  # noqa: BLE001 - as below
                return place(error)
            return None

        wanted = raised(case)
        assert wanted, "raises nothing"
        size = max(1, len(case.raw) // 2)
        while size:
            at = 0
            while at < len(case.raw):
                shorter = Case(case.format, case.raw[:at] + case.raw[at + size :], case.trees)
                if raised(shorter) == wanted:
                    case = shorter
                else:
                    at += size
            size //= 2
    case.dump(path, wanted)
    print(wanted, repr(case.raw))  # noqa: T201 - a command


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--findings", type=Path)
    parser.add_argument("--minimise", type=Path)
    options, rest = parser.parse_known_args()
    extractor = claimx.Extractor()
    model = extractor.parser
    if options.minimise:
        minimise(options.minimise, extractor, model)
        return
    corpus = Path(rest[-1])
    corpus.mkdir(parents=True, exist_ok=True)
    if not any(corpus.iterdir()):
        seed(corpus)
    options.findings.mkdir(parents=True, exist_ok=True)
    warnings.simplefilter("error")
    warnings.filterwarnings("ignore", category=DeprecationWarning)
    known = set()
    counts = {"executions": 0, "with the model": 0, "with records": 0, "records": 0, "findings": 0}
    began = last = time.monotonic()
    folder = Path(tempfile.mkdtemp())

    def one_input(data):
        nonlocal last
        case = Case.of(data)
        counts["executions"] += 1
        counts["with the model"] += case.trees is None
        try:
            found = try_case(case, extractor, model, folder if counts["executions"] % FILES == 0 else None)
            counts["records"] += found
            counts["with records"] += found > 0
        except Exception as error:  # noqa: BLE001 - whatever is raised is what is looked for
            counts["findings"] += 1
            where = place(error)
            if where not in known:
                known.add(where)
                name = hashlib.sha256(data).hexdigest()[:12]
                case.dump(options.findings / f"{name}.json", where)
                told = "".join(traceback.format_exception(error))
                (options.findings / f"{name}.txt").write_text(told, encoding="utf-8", errors="backslashreplace")
        if time.monotonic() - last > 60:
            last = time.monotonic()
            print(f"{last - began:.0f} s", counts, len(known), "places", file=sys.stderr, flush=True)  # noqa: T201

    atheris.Setup([sys.argv[0], *rest], one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
