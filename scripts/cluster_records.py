"""Read the articles of the clusters in ``tests/compare/clusters`` and store their records for ``tests/compare/test_recall.py``.

    python scripts/cluster_records.py                 write tests/compare/clusters/records.jsonl
    python scripts/cluster_records.py --out FILE      write another file, to be compared with it
    python scripts/cluster_records.py --folder NEW    read other clusters

The test compares the stored records, so that it needs no model and judges comparing alone. Run this after the clusters or the
rules of reading change.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
from pathlib import Path

import tomli

import claimx
from claimx.models import Article

CLUSTERS = Path(__file__).resolve().parent.parent / "tests" / "compare" / "clusters"


def main() -> None:
    """Write the fields that comparing reads, a record a line, in the order of clusters and articles."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=CLUSTERS, help="the clusters' TOML files")
    parser.add_argument("--out", type=Path, help="where the records go (default: records.jsonl in the folder)")
    told = parser.parse_args()
    write(told.folder, told.out or told.folder / "records.jsonl")


def write(folder: Path, target: Path) -> None:
    """Read the folder's clusters and write their records."""
    from claimx.compare.queries import FIELDS

    with target.open("w", encoding="utf-8") as out:
        for path in sorted(folder.glob("*.toml")):
            for article in tomli.loads(path.read_text(encoding="utf-8"))["article"]:
                published: dt.date = article["published"]
                text = article["text"].strip()
                sha256 = hashlib.sha256(text.encode()).hexdigest()
                read = Article(text=text, sha256=sha256, id=article["id"], publisher=article["publisher"])
                for claim in claimx.extract(read, published=published):
                    record = claim.model_dump(mode="json")
                    record["document"]["path"] = f"{path.stem}/{article['id']}"
                    kept: dict[str, object] = {}
                    for field, _ in FIELDS.values():
                        head, _, tail = field.partition(".")
                        if not tail:
                            kept[head] = record[head]
                        elif record[head] is None:
                            kept[head] = None
                        else:
                            part = kept.setdefault(head, {})
                            assert isinstance(part, dict)
                            part[tail] = record[head][tail]
                    out.write(json.dumps(kept, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
