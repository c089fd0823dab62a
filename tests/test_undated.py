"""Dates that nothing fixes are told once a run; figures that two orders fit, for each article."""

from __future__ import annotations

from datetime import date

import pytest

from claimx.cli.undated import Undated
from claimx.models import Article


class Log:
    """What was told."""

    def __init__(self):
        self.told = []

    def warning(self, message, path=None):
        self.told.append((message, path))


@pytest.mark.parametrize(
    "texts, published, told",
    [
        (["Nine farmers were killed near Mardin on Monday."], None, ["1 relative date stayed null in 1 article"]),
        (
            ["Nine farmers were killed near Mardin on Monday.", "Two were killed and four wounded last week."],
            None,
            ["3 relative dates stayed null in 2 articles"],
        ),
        (["Nine farmers were killed near Mardin on Monday."], date(2024, 3, 14), []),
        (["Nine farmers were killed near Mardin on 3 May 2021."], None, []),
        (["Nine farmers were killed near Mardin."], None, []),
        (["Nine farmers were killed on 02/07/2013."], None, ["may be 2013-07-02 or 2013-02-07"]),
        (["Nine farmers were killed on 02/07/2013, two on 25/07/2013."], None, []),
    ],
)
def test_what_a_run_tells(extractor, texts, published, told):
    log = Log()
    undated = Undated(log)

    for text in texts:
        article = Article(text, published=published)
        undated.look(article, extractor.extract(article))
    undated.tell()

    assert len(log.told) == len(told)
    assert all(wanted in message for wanted, (message, _) in zip(told, log.told, strict=True))
