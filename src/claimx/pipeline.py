"""The order of the stages: segment, gate, parse, find, link, resolve. Nothing else is decided here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from claimx.find.attributions import find_attributions
from claimx.find.dates import find_dates
from claimx.find.items import find_items
from claimx.find.losses import find_losses
from claimx.find.names import has_unknown_name
from claimx.find.parties import find_parties
from claimx.find.places import find_places
from claimx.find.qualifiers import find_hypotheticals, find_stances
from claimx.find.quantities import find_noncounts, find_quantities
from claimx.lexicon.whole import Lexicon
from claimx.link.claims.linker import link_claims, needs_conflict
from claimx.link.claims.listing import find_listing, read_lists
from claimx.link.claims.setting import Setting
from claimx.link.conflict import tells_conflict
from claimx.link.dates.linker import link_dates
from claimx.link.headline import link_headline
from claimx.link.parties.introduced import introduce_groups
from claimx.link.parties.killers import may_name_killer
from claimx.link.parties.linker import link_parties
from claimx.link.places.linker import link_places
from claimx.link.sources.linker import link_sources
from claimx.models import Article, Claim, Document, Mentions, Quantity, Refusal, Sentence, as_antecedent
from claimx.notebook import Records
from claimx.parse import Parser
from claimx.resolve import resolve
from claimx.schema import Record
from claimx.segment import segment
from claimx.sieve import PIECE, Draft, Sieve, Sifted
from claimx.tokenize import tokenize

# Articles read together, so that their candidate sentences share the parser's batches. A window ends at either bound:
# speed stops growing below both, and memory is bounded by the characters, however long or short articles are.
WINDOW = 256
WINDOW_CHARACTERS = 1_000_000


class Extractor:
    """A loaded model and lexicon; turns articles into records.

    The model is loaded at the first article that holds a candidate sentence, so texts without claims cost no model.
    """

    def __init__(self, model: str | None = None, lexicon_dir: Path | None = None) -> None:
        """Raises LexiconError for a broken vocabulary; ModelError comes at the first use of the model."""
        self._model = model
        self.lexicon = Lexicon.load(lexicon_dir)
        self._sieve = Sieve(self.lexicon)

    @cached_property
    def parser(self) -> Parser:
        """The spaCy model. Raises ModelError where it is missing or unusable."""
        return Parser(self._model, self.lexicon.proper_names())

    @cached_property
    def _words(self) -> frozenset[str]:
        return self.lexicon.words()

    def extract(self, article: Article) -> Records:
        """The records of one article; a list that notebooks show as a table."""
        return Records(next(self.pipe([article]))[1])

    def pipe(self, articles: Iterable[Article | Sifted]) -> Iterator[tuple[Article, list[Record]]]:
        """Articles with their records, in order; sentences of many articles are parsed together."""
        records: list[Record] = []
        for window in _windows(self._sieve.drafts(articles)):
            for draft, document, claims in self._read(window):
                records.extend(resolve(document, claims) if claims else ())
                if draft.last:
                    yield draft.article, records
                    records = []

    def sift(self, article: Article) -> Sifted:
        """The article with the sentences in it that may claim; needs no model."""
        return self._sieve.sift(article)

    def audit(self, article: Article) -> list[Refusal]:
        """Every number, number word and counting article that is in no record, in text order, with the reason."""
        blocks, sentences = segment(article, self.lexicon.boilerplate)
        drafts = [Draft(article, blocks, tuple(self._sieve.gate.candidates(sentences)))]
        refusals: list[Refusal] = []
        for _, document, _ in self._read(drafts, refusals):
            for sentence in document.sentences:
                whole = _cut(sentence)
                refusals.extend(find_noncounts(whole, self.lexicon.quantities))
                if not sentence.candidate:
                    refusals.extend(
                        _unread(whole, quantity) for quantity in find_quantities(whole, self.lexicon.quantities)
                    )
        return sorted(refusals, key=lambda refusal: (refusal.start, refusal.end))

    def _read(
        self, window: Sequence[Draft], refusals: list[Refusal] | None = None
    ) -> Iterator[tuple[Draft, Document, list[Claim]]]:
        """The claims of each draft: syntax for candidates, entity types for what claims, context only around claims."""
        candidates = [sentence for draft in window for sentence in draft.sentences if sentence.candidate]
        parsed = iter(list(self.parser.parse(candidates)) if candidates else [])
        told: list[tuple[Document, list[Claim]]] = []
        for draft in window:
            sentences = tuple(next(parsed) if sentence.candidate else sentence for sentence in draft.sentences)
            mentions = tuple(
                self._losses(sentence) if sentence.candidate else Mentions(sentence) for sentence in sentences
            )
            document = Document(draft.article, draft.blocks, sentences, mentions)
            claims, refused = self._claims(document)
            if refusals is not None:
                refusals.extend(refused)
            told.append((document, claims))
        around = iter(
            self._around([(document, {claim.sentence for claim in claims}) for document, claims in told if claims])
        )
        for draft, (document, claims) in zip(window, told, strict=True):
            if claims:
                whole = self._with_context(next(around))
                yield draft, whole, self._linked(whole, claims)
            else:
                yield draft, document, claims

    def _around(self, told: Sequence[tuple[Document, set[int]]]) -> list[Document]:
        """The documents with words in every sentence, and entity types in those that claim and have a name unknown to the lexicon.

        Where a killer may be named, a sentence gets syntax and entity types too: half of the model's time for a sentence goes
        into entity types, so no other sentence does.
        """
        cut = [list(map(_cut, document.sentences)) for document, _ in told]
        naming = [
            [
                sentence.index
                for sentence in sentences
                if may_name_killer(frozenset(sentence.lowers())) and has_unknown_name(sentence, self._words)
            ]
            for sentences in cut
        ]
        dry = [
            (sentences, i)
            for sentences, found in zip(cut, naming, strict=True)
            for i in found
            if not sentences[i].parsed
        ]
        for (sentences, i), parsed in zip(dry, self.parser.parse([sentences[i] for sentences, i in dry]), strict=True):
            sentences[i] = parsed
        wanted = [
            (sentences, i)
            for sentences, found, (_, claiming) in zip(cut, naming, told, strict=True)
            for i in sorted(claiming.union(found))
            if has_unknown_name(sentences[i], self._words)
        ]
        for (sentences, i), named in zip(
            wanted, self.parser.entities([sentences[i] for sentences, i in wanted]), strict=True
        ):
            sentences[i] = named
        return [
            replace(document, sentences=tuple(sentences)) for sentences, (document, _) in zip(cut, told, strict=True)
        ]

    def _losses(self, sentence: Sentence) -> Mentions:
        """What a claim is made of."""
        lexicon = self.lexicon
        quantities = tuple(find_quantities(sentence, lexicon.quantities))
        return Mentions(
            sentence,
            quantities=quantities,
            items=tuple(find_items(sentence, lexicon.items)),
            losses=tuple(find_losses(sentence, lexicon.losses)),
            parties=tuple(find_parties(sentence, lexicon.parties)) if quantities else (),
            stances=tuple(find_stances(sentence, lexicon.qualifiers)) if quantities else (),
        )

    def _with_context(self, document: Document) -> Document:
        """The document with parties, places, dates and attributions of every sentence."""
        lexicon = self.lexicon
        mentions = tuple(
            replace(
                known,
                sentence=sentence,
                parties=tuple(find_parties(sentence, lexicon.parties)),
                places=tuple(find_places(sentence, lexicon.places)),
                dates=tuple(find_dates(sentence, lexicon.dates)),
                attributions=tuple(find_attributions(sentence, lexicon.attributions)),
            )
            for sentence, known in zip(map(_cut, document.sentences), document.mentions, strict=True)
        )
        whole = replace(document, sentences=tuple(each.sentence for each in mentions), mentions=mentions)
        return introduce_groups(whole, lexicon.parties)

    def _claims(self, document: Document) -> tuple[list[Claim], list[Refusal]]:
        """Claims before their parties, sources, dates and places are known; whether a text tells of conflict is asked only where it matters."""
        claims, refusals = self._linked_losses(document, conflict=True)
        if any(needs_conflict(claim) for claim in claims):
            sentences = tuple(map(_cut, document.sentences))
            parties = self.lexicon.parties
            named = tuple(
                replace(known, sentence=sentence, parties=tuple(find_parties(sentence, parties)))
                for sentence, known in zip(sentences, document.mentions, strict=True)
            )
            document = replace(document, sentences=sentences, mentions=named)
            if not tells_conflict(document, self.lexicon.conflict):
                return self._linked_losses(document, conflict=False)
        return claims, refusals

    def _linked_losses(self, document: Document, *, conflict: bool) -> tuple[list[Claim], list[Refusal]]:
        claims: list[Claim] = []
        refusals: list[Refusal] = []
        lists = read_lists(document)
        for mentions in document.mentions:
            if not mentions.quantities:
                continue
            setting = Setting(
                self.lexicon.constructions,
                conflict,
                tuple(find_hypotheticals(mentions.sentence, self.lexicon.qualifiers)),
                find_listing(lists, mentions.sentence),
                as_antecedent(claims[-1], document.sentences[claims[-1].sentence]) if claims else None,
            )
            found, refused = link_claims(mentions, setting)
            claims.extend(_shifted(found, len(claims)))
            refusals.extend(refused)
        return claims, refusals

    def _linked(self, document: Document, claims: list[Claim]) -> list[Claim]:
        claims = link_sources(document, claims, self.lexicon.attributions)
        claims = link_headline(document, link_parties(document, claims, self.lexicon.parties))
        claims = link_dates(document, claims, self.lexicon.dates)
        return link_places(document, claims, self.lexicon.places)


def _windows(drafts: Iterable[Draft]) -> Iterator[list[Draft]]:
    window: list[Draft] = []
    size = 0
    for draft in drafts:
        window.append(draft)
        # What holds no candidate takes no memory beyond its text.
        size += len(draft.article.text) if draft.last else PIECE
        if len(window) >= WINDOW or size >= WINDOW_CHARACTERS:
            yield window
            window, size = [], 0
    if window:
        yield window


def _cut(sentence: Sentence) -> Sentence:
    return sentence if sentence.tokens else replace(sentence, tokens=tokenize(sentence.text, sentence.start))


def _unread(sentence: Sentence, quantity: Quantity) -> Refusal:
    phrase = quantity.phrase
    return Refusal(
        phrase.start,
        phrase.end,
        sentence.slice(phrase),
        quantity.rule,
        "no word of a loss that fits it stands in its sentence",
    )


def _shifted(claims: Sequence[Claim], offset: int) -> Iterator[Claim]:
    """Claims of a sentence with their relations as positions in the document's list."""

    def moved(position: int | None) -> int | None:
        return None if position is None else position + offset

    for claim in claims:
        yield replace(
            claim,
            subset_of=moved(claim.subset_of),
            increment_of=moved(claim.increment_of),
            derived_from=moved(claim.derived_from),
        )
