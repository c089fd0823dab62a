"""A cluster of articles on one strike, and its comparison line by line as pinned in ``golden.jsonl``.

After a change that is meant: `CLAIMX_PIN=1 pytest tests/compare/test_golden.py`, and read the difference in git.
"""

import json
import os
from pathlib import Path

GOLDEN = Path(__file__).with_name("golden.jsonl")
COPY = (
    "At least 9 people were killed and dozens wounded when two missiles hit the bus station of Tarsk during the evening rush "
    "hour on Sunday, the head of the regional administration said in a video message recorded at the scene."
)


def cluster(claim):
    day = {"place": "Tarsk", "start": "2031-05-04", "actor": "Veland"}
    head = {"source": "the head of the regional administration", "party": "Ostria"}
    return [
        claim("agency", 9, None, qualifier="at_least", sentence=COPY, **head, **day),
        claim("site", 9, None, qualifier="at_least", sentence=COPY.replace("hit the", "struck the"), **head, **day),
        claim("evening", 14, said="2031-05-05", **head, **day),
        claim("evening", 3, item="children", said="2031-05-05", **head, **day),
        claim("morning", 14, source="Tarsk hospital", kind_of_source="medic", said="2031-05-06", **day),
        claim("morning", 40, category="military", item="soldiers", source="Veland Ministry of Defense", party="Veland",
              kind_of_source="government", said="2031-05-06", **day),
        claim("noon", 2, category="military", item="soldiers", source="Ostrian army", party="Ostria",
              kind_of_source="military", said="2031-05-06", **day),
        claim("noon", 40, category="military", item="soldiers", source="Ostria Interior Ministry", party="Ostria",
              kind_of_source="government", said="2031-05-06", stance="denied", **day),
        claim("blog", 17, publisher="Tarsk Today", published="2031-05-06", **day),
        claim("week", 61, scope="cumulative", start="2031-01-01", end="2031-05-07", source="United Nations",
              kind_of_source="intergovernmental"),
        claim("later", 58, scope="cumulative", start="2031-01-01", end="2031-05-14", source="United Nations",
              kind_of_source="intergovernmental"),
    ]  # fmt: skip


def test_the_comparison_is_as_pinned(run, claim):
    found = run(cluster(claim))

    if os.environ.get("CLAIMX_PIN"):
        GOLDEN.write_text("".join(json.dumps(one) + "\n" for one in found), encoding="utf-8")
    assert found == [json.loads(line) for line in GOLDEN.read_text(encoding="utf-8").splitlines()]
