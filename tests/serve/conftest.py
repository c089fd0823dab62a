"""Articles for the desk, and what reads them."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest

from claimx.models import Article

BRIDGE = (
    "At least 14 civilians were killed and 30 wounded when shells hit the market of Ostriv on Wednesday, governor Marta Hlynska said. "
    "💥 Some 2,000 people left the town. Nine of the dead, the Order of Malta announced, had worked at the depot.\n"
)
BOAT = "Seven Georgian sailors are missing after a storm off Poti, the defence ministry said.\n"


def article(name, text, **more):
    return Article(text=text, id=name, path=f"in/{name}.txt", sha256=hashlib.sha256(text.encode()).hexdigest(), **more)


class Reader:
    """The extractor, asked once for each text."""

    def __init__(self, extractor):
        self._extractor, self._found = extractor, {}

    def _of(self, one):
        if one.sha256 not in self._found:
            self._found[one.sha256] = self._extractor.extract(one), self._extractor.audit(one)
        return self._found[one.sha256]

    def pipe(self, articles):
        for one in articles:
            yield one, self._of(one)[0]

    def audit(self, one):
        return self._of(one)[1]


@pytest.fixture(scope="session")
def reader(extractor):
    return Reader(extractor)


@pytest.fixture(scope="session")
def bridge():
    return article("bridge", BRIDGE, published=date(2024, 5, 9))


@pytest.fixture(scope="session")
def boat():
    return article("boat", BOAT)
