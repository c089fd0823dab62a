"""The order of the stages: segment, gate, parse, find, link, resolve. Nothing else is decided here."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path

from claimx.errors import FaultError, FaultWarning
from claimx.faults import Faults, without
from claimx.find.attributions import find_attributions
from claimx.find.dates import find_dates
from claimx.find.items import find_items
from claimx.find.losses import find_losses
from claimx.find.names import has_unknown_name
from claimx.find.parties import find_parties
from claimx.find.places import find_places
from claimx.find.qualifiers import find_hypotheticals, find_stances
from claimx.find.quantities import find_noncounts, find_quantities
from claimx.layout import read_layout, read_plain, segment
from claimx.lexicon.whole import Lexicon
from claimx.link.claims.ledgers import Ledger, ledger_claims
from claimx.link.claims.linker import link_claims, needs_conflict
from claimx.link.claims.setting import Setting
from claimx.link.claims.theme import theme
from claimx.link.conflict import tells_conflict
from claimx.link.dates.linker import link_dates
from claimx.link.headline import link_headline
from claimx.link.incidents.linker import link_incidents
from claimx.link.parties.introduced import introduce_groups
from claimx.link.parties.killers import may_name_killer
from claimx.link.parties.linker import link_parties
from claimx.link.places.atlas import settle_places
from claimx.link.places.linker import link_places
from claimx.link.places.options import Meanings
from claimx.link.sources.linker import link_sources
from claimx.models import (
    Antecedent,
    Article,
    BlockKind,
    Choice,
    Claim,
    Document,
    Mentions,
    Quantity,
    Refusal,
    Sentence,
    Trace,
    as_antecedent,
)
from claimx.notebook import Records
from claimx.parse import Parser
from claimx.pieces import Piece, each, pieces, windows
from claimx.process import loading
from claimx.resolve import choices_of, resolve
from claimx.schema import Event, Record
from claimx.sieve import Draft, Sieve, Sifted, ended
from claimx.tokenize import tokenize

# The rule that ``audit`` names for a sentence that an unforeseen error cost.
FAULT = "fault"


class Extractor:
    """A loaded model and lexicon; turns articles into records.

    The model is loaded at the first article that holds a candidate sentence, so texts without claims cost no model.
    """

    def __init__(self, model: str | None = None, lexicon_dir: Path | None = None, *, explain: bool = False) -> None:
        """``explain`` gives records ``choices``: what else was proposed for their parties, sources, dates and places.

        Raises LexiconError for a broken vocabulary; ModelError comes at the first use of the model.
        """
        self._model = model
        self._explain = explain
        with loading():
            self.lexicon = Lexicon.load(lexicon_dir)
            self._sieve = Sieve(self.lexicon)
        homes = {party.id: party.home for party in self.lexicon.parties.parties.values()}
        self._meanings = Meanings(self.lexicon.places, homes)

    @cached_property
    def parser(self) -> Parser:
        """The spaCy model. Raises ModelError where it is missing or unusable."""
        with loading():
            return Parser(self._model, self.lexicon.proper_names())

    @cached_property
    def _words(self) -> frozenset[str]:
        return self.lexicon.words()

    def extract(self, article: Article) -> Records:
        """The records of one article; a list that notebooks show as a table."""
        records = next(self.pipe([article]))[1]
        for fault in records.faults:
            warnings.warn(fault.message, FaultWarning, stacklevel=2)
        return records

    def pipe(self, articles: Iterable[Article | Sifted]) -> Iterator[tuple[Article, Records]]:
        """Articles with their records, in order; sentences of many articles are parsed together.

        An unforeseen error costs no more than the claims of its sentence; the records' ``faults`` tell of it.
        """
        records, faults, choices = list[Record](), list[FaultError](), dict[str, tuple[Choice, ...]]()
        for window in windows(pieces(self._sieve, articles)):
            for piece, document, claims in self._read(window):
                found = _resolved(piece, document, claims) if claims else []
                records.extend(found)
                if piece.trace is not None and found:
                    choices |= choices_of(document, claims, piece.trace)
                faults.extend(piece.faults.found)
                if piece.draft.last:
                    yield piece.draft.article, Records(records, sorted(faults, key=_where), choices)
                    records, faults, choices = [], [], {}
            del window, piece, document, claims  # else they would be held until the next ones are read

    def sift(self, article: Article) -> Sifted:
        """The article with the sentences in it that may claim; needs no model."""
        return self._sieve.sift(article)

    def audit(self, article: Article) -> list[Refusal]:
        """Every number, number word and counting article that is in no record, in text order, with the reason."""
        plain = read_plain(article.text)
        blocks, sentences = segment(replace(article, text=plain.text), self.lexicon.boilerplate)
        kept, endless = ended(tuple(self._sieve.gate.candidates(sentences)))
        piece = Piece(Draft(article, blocks, kept, plain=plain), Faults(article, plain))
        refusals = [
            Refusal(start, start + 1, plain.text[start], FAULT, "begins a sentence that claims without end")
            for start in endless
        ]
        for _, document, _ in self._read([piece], refusals):
            for index in sorted(piece.faults.lost):
                lost = document.sentences[index]
                refusals.append(Refusal(lost.start, lost.end, lost.text, FAULT, "an unforeseen error: a bug of claimx"))
            for sentence in document.sentences:
                whole = _cut(sentence)
                refusals.extend(find_noncounts(whole, self.lexicon.quantities))
                if not sentence.candidate:
                    refusals.extend(
                        _unread(whole, quantity) for quantity in find_quantities(whole, self.lexicon.quantities)
                    )
        spans = [plain.span(refusal.start, refusal.end) for refusal in refusals]
        read = [
            replace(refusal, start=start, end=end, text=article.text[start:end])
            for refusal, (start, end) in zip(refusals, spans, strict=True)
        ]
        return sorted(read, key=lambda refusal: (refusal.start, refusal.end))

    def _read(
        self, window: Sequence[Piece], refusals: list[Refusal] | None = None
    ) -> Iterator[tuple[Piece, Document, list[Claim]]]:
        """The claims of each draft: syntax for candidates, entity types for what claims, context only around claims."""
        candidates = [
            (sentence, piece.faults) for piece in window for sentence in piece.draft.sentences if sentence.candidate
        ]
        parsed = iter(each(self.parser.parse, candidates) if candidates else [])
        told: list[tuple[Document, list[Claim]]] = []
        for piece in window:
            draft, faults = piece.draft, piece.faults
            sentences = tuple(next(parsed) if sentence.candidate else sentence for sentence in draft.sentences)
            mentions = tuple(self._losses(sentence, faults) for sentence in sentences)
            document = self._document(draft, sentences, mentions)
            document, claims, refused = self._claims(document, faults)
            if refusals is not None:
                refusals.extend(refused)
            told.append((document, claims))
        around = iter(
            self._around(
                [
                    (document, {claim.sentence for claim in claims}, piece.faults)
                    for piece, (document, claims) in zip(window, told, strict=True)
                    if claims
                ]
            )
        )
        for piece, (document, claims) in zip(window, told, strict=True):
            if claims:
                whole = self._with_context(next(around), piece.faults)
                kept = without(claims, piece.faults.lost)
                piece.trace = Trace() if self._explain else None
                yield piece, whole, self._linked(whole, kept, piece.faults, piece.trace) if kept else kept
            else:
                yield piece, document, claims

    def _document(self, draft: Draft, sentences: tuple[Sentence, ...], mentions: tuple[Mentions, ...]) -> Document:
        text = draft.article.text if draft.plain is None else draft.plain.text
        layout = read_layout(text, sentences)
        return Document(draft.article, draft.blocks, sentences, mentions, layout, draft.plain)

    def _around(self, told: Sequence[tuple[Document, set[int], Faults]]) -> list[Document]:
        """The documents with words in every sentence, and entity types in those that claim and have a name unknown to the lexicon.

        Where a killer may be named, a sentence gets syntax and entity types too: half of the model's time for a sentence goes
        into entity types, so no other sentence does.
        """
        cut = [list(map(_cut, document.sentences)) for document, _, _ in told]
        doubts = [faults for _, _, faults in told]
        naming = [
            [
                sentence.index
                for sentence in sentences
                if may_name_killer(sentence.lowers()) and has_unknown_name(sentence, self._words)
            ]
            for sentences in cut
        ]
        dry = [
            (sentences, i, faults)
            for sentences, found, faults in zip(cut, naming, doubts, strict=True)
            for i in found
            if not sentences[i].parsed
        ]
        parsed = each(self.parser.parse, [(sentences[i], faults) for sentences, i, faults in dry])
        for (sentences, i, _), sentence in zip(dry, parsed, strict=True):
            sentences[i] = sentence
        wanted = [
            (sentences, i, faults)
            for sentences, found, (_, claiming, faults) in zip(cut, naming, told, strict=True)
            for i in sorted(claiming.union(found))
            if sentences[i].parsed and has_unknown_name(sentences[i], self._words)
        ]
        named = each(self.parser.entities, [(sentences[i], faults) for sentences, i, faults in wanted])
        for (sentences, i, _), sentence in zip(wanted, named, strict=True):
            sentences[i] = sentence
        return [
            replace(document, sentences=tuple(sentences)) for sentences, (document, _, _) in zip(cut, told, strict=True)
        ]

    def _losses(self, sentence: Sentence, faults: Faults) -> Mentions:
        """What a claim is made of; nothing in a sentence that is no candidate."""
        empty = Mentions(sentence)
        if not sentence.candidate or sentence.index in faults.lost:
            return empty
        return faults.attempt(sentence, partial(self._find_losses, sentence), empty)

    def _find_losses(self, sentence: Sentence) -> Mentions:
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

    def _with_context(self, document: Document, faults: Faults) -> Document:
        """The document with parties, places, dates and attributions of every sentence."""
        mentions = tuple(
            faults.attempt(sentence, partial(self._find_context, sentence, known), replace(known, sentence=sentence))
            for sentence, known in zip(map(_cut, document.sentences), document.mentions, strict=True)
        )
        whole = replace(document, sentences=tuple(each.sentence for each in mentions), mentions=mentions)
        introduced = partial(introduce_groups, whole, self.lexicon.parties)
        whole = faults.attempt_whole(introduced, whole, "the groups that it introduces stay unknown")
        settled = partial(settle_places, whole, self._meanings)
        return faults.attempt_whole(settled, whole, "its places have no points")

    def _find_context(self, sentence: Sentence, known: Mentions) -> Mentions:
        lexicon = self.lexicon
        # Parties of a sentence that counts are found already; entity types, where it got any since, may tell them otherwise.
        told = bool(known.quantities) and known.sentence is sentence
        parties = known.parties if told else tuple(find_parties(sentence, lexicon.parties))
        makes = [item.phrase for item in known.items if item.model is not None]  # "two Mirage 2000s", "a Toyota pickup"
        found = find_places(sentence, lexicon.places), find_dates(sentence, lexicon.dates)
        places = tuple(each for each in found[0] if not any(make.overlaps(each.phrase) for make in makes))
        dates = tuple(each for each in found[1] if not any(make.overlaps(each.phrase) for make in makes))
        attributions = tuple(find_attributions(sentence, lexicon.attributions))
        seen = known.quantities, known.items, known.losses
        return Mentions(sentence, *seen, parties, places, dates, attributions, known.stances)

    def _claims(self, document: Document, faults: Faults) -> tuple[Document, list[Claim], list[Refusal]]:
        """Claims before their parties, sources, dates and places are known; whether a text tells of conflict is asked only where it matters.

        The document comes back with words in the sentences that were asked.
        """
        claims, refusals = self._linked_losses(document, faults, conflict=True)
        # What is shot down was flown against somebody, so the text needs no other word of war.
        fought = any(claim.event is Event.SHOT_DOWN for claim in claims)
        if not fought and any(needs_conflict(claim) for claim in claims):
            ask, otherwise = partial(self._tells_conflict, document), (True, document.sentences)
            tells, sentences = faults.attempt_whole(ask, otherwise, "it is taken to tell of conflict")
            if not tells:
                claims, refusals = self._linked_losses(document, faults, conflict=False)
            document = replace(document, sentences=sentences)
        return document, claims, refusals

    def _tells_conflict(self, document: Document) -> tuple[bool, tuple[Sentence, ...]]:
        """Whether the document tells of conflict, and its sentences, with words in those that were asked."""
        sentences = list(document.sentences)

        def named() -> Iterator[Mentions]:
            for i, known in enumerate(document.mentions):
                sentences[i] = sentence = _cut(sentences[i])
                parties = known.parties if known.quantities else tuple(find_parties(sentence, self.lexicon.parties))
                yield Mentions(sentence, items=known.items, parties=parties)

        return tells_conflict(named(), self.lexicon.conflict), tuple(sentences)

    def _linked_losses(
        self, document: Document, faults: Faults, *, conflict: bool
    ) -> tuple[list[Claim], list[Refusal]]:
        claims: list[Claim] = []
        refusals: list[Refusal] = []
        ledger = Ledger(self.lexicon.constructions, self.lexicon.items, self.lexicon.losses)
        faults.attempt_whole(partial(ledger.read, document), None, "its loss lists are read as prose")
        for mentions in document.mentions:
            row = mentions.sentence.candidate and mentions.sentence.block.kind is BlockKind.ROW
            if not mentions.quantities and not row:
                continue
            before = as_antecedent(claims, document.sentences) if claims else None
            link = partial(self._link_sentence, document, mentions, ledger, before, conflict=conflict)
            nothing = list[Claim](), list[Refusal]()
            found, refused = faults.attempt(mentions.sentence, link, nothing)
            claims.extend(_shifted(found, len(claims)))
            refusals.extend(refused)
        return claims, refusals

    def _link_sentence(
        self, document: Document, mentions: Mentions, ledger: Ledger, before: Antecedent | None, *, conflict: bool
    ) -> tuple[list[Claim], list[Refusal]]:
        listed = ledger_claims(document, mentions, ledger, conflict=conflict) if mentions.sentence.candidate else None
        if listed is not None:
            return listed, []
        words = self.lexicon.constructions
        setting = Setting(
            words,
            conflict,
            tuple(find_hypotheticals(mentions.sentence, self.lexicon.qualifiers)),
            ledger.lent(document, mentions.sentence),
            before,
            theme(document, mentions, words, self.lexicon.items),
        )
        return link_claims(mentions, setting)

    def _linked(
        self, document: Document, claims: list[Claim], faults: Faults, trace: Trace | None = None
    ) -> list[Claim]:
        lexicon, traced = self.lexicon, () if trace is None else (trace,)

        def sources(claims: list[Claim]) -> list[Claim]:
            return link_sources(document, claims, lexicon.attributions, *traced)

        def parties(claims: list[Claim]) -> list[Claim]:
            return link_headline(document, link_parties(document, claims, lexicon.parties, *traced))

        def dates(claims: list[Claim]) -> list[Claim]:
            return link_dates(document, claims, lexicon.dates, *traced)

        def places(claims: list[Claim]) -> list[Claim]:
            return link_places(document, claims, lexicon.places, *traced)

        def incidents(claims: list[Claim]) -> list[Claim]:
            return link_incidents(document, claims, lexicon.dates, *traced)

        stages = {"sources": sources, "parties": parties, "dates": dates, "places": places, "incidents": incidents}
        for name, stage in stages.items():
            claims = faults.stage(document.sentences, claims, stage, list, f"its claims have no {name}")
        return claims


def _cut(sentence: Sentence) -> Sentence:
    return sentence if sentence.tokens else sentence.cut(tokenize(sentence.text, sentence.start))


def _resolved(piece: Piece, document: Document, claims: list[Claim]) -> list[Record]:
    def nothing(_: list[Claim]) -> list[Record]:
        return []

    return piece.faults.stage(
        document.sentences, claims, partial(resolve, document), nothing, "none of its claims can be told"
    )


def _where(fault: FaultError) -> int:
    return -1 if fault.start is None else fault.start


def _unread(sentence: Sentence, quantity: Quantity) -> Refusal:
    phrase, reason = quantity.phrase, "no word of a loss that fits it stands in its sentence"
    return Refusal(phrase.start, phrase.end, sentence.slice(phrase), quantity.rule, reason)


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
