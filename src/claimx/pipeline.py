"""The order of the stages: segment, gate, parse, find, link, resolve. Nothing else is decided here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from pathlib import Path

from claimx.find.attributions import find_attributions
from claimx.find.dates import find_dates
from claimx.find.items import find_items
from claimx.find.losses import find_losses
from claimx.find.parties import find_parties
from claimx.find.places import find_places
from claimx.find.qualifiers import find_hypotheticals, find_stances
from claimx.find.quantities import find_noncounts, find_quantities
from claimx.gate import Gate
from claimx.lexicon import Lexicon
from claimx.lexicon.items import broader
from claimx.link.claims import Setting, link_claims
from claimx.link.conflict import tells_conflict
from claimx.link.dates import link_dates
from claimx.link.headline import link_headline
from claimx.link.listing import find_listing
from claimx.link.parties import link_parties
from claimx.link.places import link_places
from claimx.link.sources import link_sources
from claimx.models import Article, Block, Claim, Document, Mentions, Refusal, Sentence
from claimx.notebook import Records
from claimx.parse import Parser
from claimx.resolve import resolve
from claimx.schema import Record
from claimx.segment import segment
from claimx.tokenize import tokenize

# Articles read together, so that their candidate sentences share the parser's batches; memory is bounded by this many.
WINDOW = 64


@dataclass(frozen=True, slots=True)
class _Draft:
    article: Article
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]


class Extractor:
    """A loaded model and lexicon; turns articles into records.

    The model is loaded at the first article that holds a candidate sentence, so texts without claims cost no model.
    """

    def __init__(self, model: str | None = None, lexicon_dir: Path | None = None) -> None:
        """Raises LexiconError for a broken vocabulary; ModelError comes at the first use of the model."""
        self._model = model
        self.lexicon = Lexicon.load(lexicon_dir)
        self._gate = Gate(self.lexicon)

    @cached_property
    def parser(self) -> Parser:
        """The spaCy model. Raises ModelError where it is missing or unusable."""
        return Parser(self._model)

    def extract(self, article: Article) -> Records:
        """The records of one article; a list that notebooks show as a table."""
        return Records(next(self.pipe([article]))[1])

    def pipe(self, articles: Iterable[Article]) -> Iterator[tuple[Article, list[Record]]]:
        """Articles with their records, in order; sentences of many articles are parsed together."""
        stream = iter(articles)
        while window := list(islice(stream, WINDOW)):
            for document in self._documents(window):
                claims, _ = self._claims(document)
                yield document.article, resolve(document, claims)

    def audit(self, article: Article) -> list[Refusal]:
        """Every number, number word and counting article that is in no record, in text order, with the reason."""
        (document,) = self._documents([article], everything=True)
        _, refusals = self._claims(document)
        for sentence in document.sentences:
            refusals.extend(find_noncounts(sentence, self.lexicon.quantities))
        return sorted(refusals, key=lambda refusal: (refusal.start, refusal.end))

    def _documents(self, articles: Sequence[Article], everything: bool = False) -> Iterator[Document]:
        drafts = [self._draft(article, everything) for article in articles]
        wanted = [sentence for draft in drafts for sentence in draft.sentences if sentence.candidate]
        parsed = iter(list(self.parser.parse(wanted)) if wanted else [])
        for draft in drafts:
            sentences = tuple(next(parsed) if sentence.candidate else sentence for sentence in draft.sentences)
            yield Document(draft.article, draft.blocks, sentences, tuple(map(self._mentions, sentences)))

    def _draft(self, article: Article, everything: bool) -> _Draft:
        if not everything and not self._gate.may_claim(article.text):
            return _Draft(article, (), ())
        blocks, sentences = segment(article, self.lexicon.boilerplate)
        told = tuple(self._gate.candidates(replace(sentence, tokens=tokenize(sentence.text, sentence.start)) for sentence in sentences))
        return _Draft(article, blocks, told)

    def _mentions(self, sentence: Sentence) -> Mentions:
        lexicon = self.lexicon
        context = Mentions(
            sentence,
            parties=tuple(find_parties(sentence, lexicon.parties)),
            places=tuple(find_places(sentence, lexicon.places)),
            dates=tuple(find_dates(sentence, lexicon.dates)),
            attributions=tuple(find_attributions(sentence, lexicon.attributions)),
        )
        if not sentence.candidate:
            return context
        return replace(
            context,
            quantities=tuple(find_quantities(sentence, lexicon.quantities)),
            items=tuple(find_items(sentence, lexicon.items)),
            losses=tuple(find_losses(sentence, lexicon.losses)),
            stances=tuple(find_stances(sentence, lexicon.qualifiers)),
        )

    def _claims(self, document: Document) -> tuple[list[Claim], list[Refusal]]:
        claims: list[Claim] = []
        refusals: list[Refusal] = []
        conflict = tells_conflict(document, self.lexicon.conflict)
        for mentions in document.mentions:
            if not mentions.quantities:
                continue
            setting = Setting(
                broader, conflict, tuple(find_hypotheticals(mentions.sentence, self.lexicon.qualifiers)),
                find_listing(document, mentions.sentence), claims[-1] if claims else None,
            )
            found, refused = link_claims(mentions, setting)
            claims.extend(_shifted(found, len(claims)))
            refusals.extend(refused)
        claims = link_sources(document, claims, self.lexicon.attributions)
        claims = link_headline(document, link_parties(document, claims, self.lexicon.parties))
        claims = link_dates(document, claims, self.lexicon.dates)
        return link_places(document, claims, self.lexicon.places), refusals


def _shifted(claims: Sequence[Claim], offset: int) -> Iterator[Claim]:
    """Claims of a sentence with their relations as positions in the document's list."""

    def moved(position: int | None) -> int | None:
        return None if position is None else position + offset

    for claim in claims:
        yield replace(
            claim, subset_of=moved(claim.subset_of), increment_of=moved(claim.increment_of), derived_from=moved(claim.derived_from)
        )
