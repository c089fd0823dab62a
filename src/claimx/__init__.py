"""Dated casualty and equipment-loss claims from news text, as records.

    from claimx import Article, Extractor, extract

The names below are loaded when they are first used, so that importing claimx costs nothing. Inner modules never import
from here.
"""

from __future__ import annotations

TYPE_CHECKING = False  # what type checkers take for true; importing typing would triple the time of importing claimx
if TYPE_CHECKING:
    from datetime import date

    from claimx.models import Article as Article
    from claimx.pipeline import Extractor as Extractor
    from claimx.schema import Record as Record

__version__ = "0.2.0"
__all__ = ["Article", "Extractor", "Record", "__version__", "extract"]

_HOMES = {
    "Article": "claimx.models",
    "Extractor": "claimx.pipeline",
    "Record": "claimx.schema",
}


def extract(article: Article | str, *, published: date | str | None = None, title: str | None = None) -> list[Record]:
    """The records of one article, in text order; a string is an article of which nothing else is known.

    ``published`` is the day from which relative dates ("on Monday") are counted, as a date or as YYYY-MM-DD; ``title``
    goes into the records. Both stand in for what the article itself tells.

    The model is loaded at the first call and kept. Build an ``Extractor`` for another model, a lexicon of your own, or
    many articles (its ``pipe`` reads them in batches).

    >>> from claimx import extract
    >>> found = extract("Shelling killed 12 people in Sumy on Monday.", published="2024-05-15")
    >>> [(record.event.value, record.quantity.low, str(record.date.end)) for record in found]
    [('killed', 12, '2024-05-13')]

    Raises ModelError where the model is missing, ValueError for a day that the calendar does not have.
    """
    import hashlib
    from dataclasses import replace

    from claimx.models import Article
    from claimx.schema import PublishedBasis

    if isinstance(article, str):
        digest = hashlib.sha256(article.encode("utf-8", "surrogatepass")).hexdigest()
        article = Article(text=article, sha256=digest)
    if published is not None:
        from datetime import date

        day = date.fromisoformat(published) if isinstance(published, str) else published
        article = replace(article, published=day, published_basis=PublishedBasis.OPTION)
    if title is not None:
        article = replace(article, title=title)
    global _extractor  # noqa: PLW0603 - loaded once; functools is not imported for this alone
    if _extractor is None:
        from claimx.pipeline import Extractor

        _extractor = Extractor()
    return _extractor.extract(article)


_extractor: Extractor | None = None


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'claimx' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return sorted(__all__)
