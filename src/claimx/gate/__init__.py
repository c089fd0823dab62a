"""The gate: which texts and sentences may hold a claim, told by words alone, before anything is parsed.

Three sieves, each finer and dearer than the one before, each keeping whatever the linker could make a claim of:

1. an automaton over the words of a text (article, then paragraph, then sentence): a loss word, a counting word, and for
   losses of equipment an equipment word;
2. the finders on the sentence's words: a loss whose surroundings allow it, a counting expression that is one;
3. the pair: what the expression counts, as far as words tell, can suffer that loss.

What only the parse can refuse (subjects that act, figures of other things) stays in.

A text whose candidates are a good part of it opens the gate wider: there a number may take its loss from the sentence before
("Defenders brought down 57."), or from words that no lexicon has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from ahocorasick_rs import BytesAhoCorasick, MatchKind

from claimx.find.losses import find_losses
from claimx.find.quantities import find_quantities
from claimx.gate.pairs import counts_arms, is_listed, is_of_them, kinds_counted, may_be_listed, pairs
from claimx.gate.signs import (
    ARMS,
    ARTICLE,
    CASUALTY,
    EQUIPMENT,
    EQUIPMENT_LOSS,
    NUMBER,
    PARTICLE,
    PERSON,
    VERB,
    is_arms,
    is_thrown,
    milled,
    signs_of,
)
from claimx.layout import split_sentences
from claimx.lexicon.gate_words import GateWords
from claimx.lexicon.items import Reading
from claimx.models import Block, BlockKind, Form, Sentence
from claimx.schema import Kind
from claimx.tokenize import tokenize, unstyled, words_of

_LOSS = CASUALTY | EQUIPMENT_LOSS
_ARMS_ALONE = frozenset([Kind.EQUIPMENT])
_DIGIT = re.compile(r"\d")
# T-72, Su-35s, M1A2, 2S19, HIMARS: every designation has two capitals in a row, or a capital beside its digits.
_DESIGNATION = re.compile(r"[A-Z\d](?:(?<=[A-Z])(?:[A-Z]|[A-Za-z]{0,9}[-\u2010\u2011]?\d)|(?<=\d)[A-Z])")
# A loss list puts its number behind a dash or a colon: "tanks - 3,466", "Navy: 341".
_DASH = re.compile(r"[-–—‒−:…=]")
# Texts and words that are remembered, and how long a text among them may be: a megabyte at most.
_REMEMBERED, _USUAL = 1024, 1000
# A particle stands this far from its verb at most (``claimx.find.losses``).
_APART = 8
# Marks and verbs, whatever the parser makes of a sentence: no particle belongs to a verb before them.
_PARTS = frozenset(
    ", ; : . ( ) is are was were be been am has had will would can could may might shall should must".split()
)
# Where candidates are this part of a text's sentences, the text is about losses: of 2,225 articles of generic news one in 150,
# of texts dense with claims two in three (own count).
_DENSE = 0.35
# A short sentence behind a candidate may go on from it wherever its number stands; longer ones begin with the number.
_SHORT = 12


class Gate:
    """Lets pass what holds a counting expression and a loss that could be its own."""

    def __init__(self, lexicon: GateWords) -> None:
        self._lexicon = lexicon
        # A paragraph is asked for its signs by itself, as its only sentence, and again where its text may tell of arms.
        self._known = lru_cache(maxsize=_REMEMBERED)(self._look)
        self._designated = lru_cache(maxsize=_REMEMBERED)(self._is_designated)
        signs = signs_of(lexicon)
        self._signs = tuple(signs.values())
        # Overlapping matches share the blank between two words; only this kind finds them.
        self._automaton = BytesAhoCorasick(list(signs), matchkind=MatchKind.Standard)
        places = {pattern: i for i, pattern in enumerate(signs)}
        self._apart = {
            places[milled(verb)]: frozenset(
                places[milled(particle)] for other, particle in lexicon.losses.particles if other == verb
            )
            for verb in lexicon.losses.heads
        }

    def signs(self, text: str) -> int:
        """What the words of a text give sign of."""
        return self._known(text) if len(text) <= _USUAL else self._look(text)

    def _look(self, text: str) -> int:
        text = unstyled(text)
        matched = {match[0] for match in self._automaton.find_matches_as_indexes(milled(text), overlapping=True)}
        found = 0
        for pattern in matched:
            found |= self._signs[pattern]
        if found & VERB and found & PARTICLE and found & _LOSS != _LOSS:
            if any(pattern in self._apart and not matched.isdisjoint(self._apart[pattern]) for pattern in matched):
                found |= _LOSS
        if not found & NUMBER and _DIGIT.search(text):
            found |= NUMBER
        if found & EQUIPMENT_LOSS and not found & EQUIPMENT and self._designates(text):
            found |= EQUIPMENT
        return found

    def _designates(self, text: str) -> bool:
        """True where a word of the text is a designation of the lexicon: "BBC" and "U2" look like one."""
        reached = 0
        for match in _DESIGNATION.finditer(text):
            if match.start() < reached:
                continue  # in the same stretch of letters as the one before
            first, last = match.span()
            while first > reached and not text[first - 1].isspace():
                first -= 1
            while last < len(text) and not text[last].isspace():
                last += 1
            if self._designated(text[first:last]):
                return True
            reached = last
        return False

    def _is_designated(self, chunk: str) -> bool:
        return any(self._lexicon.items.designation(word) is not None for word in words_of(chunk))

    def _numbers_arms(self, signs: int, text: str) -> bool:
        """True where the words of a text allow it to count equipment that only armies have."""
        return bool(signs & NUMBER and signs & EQUIPMENT) and (bool(signs & ARMS) or self._designates(text))

    def blocks(self, text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
        """The blocks that may hold a claim, and the headings of loss lists among them: no other need be cut into sentences."""
        losses: set[int] = set()
        opened: int | None = None
        kept: set[int] = set()
        for block in blocks:
            if block.kind is BlockKind.BOILERPLATE:
                continue
            signs = self.signs(text[block.start : block.end])
            if signs & _LOSS:
                losses.add(block.index)
                opened = block.index if _opens(block, text[block.start : block.end]) else opened
            if _may(signs):
                kept.add(block.index)
            heading = block.heading if block.heading in losses else opened if block.kind is BlockKind.ROW else None
            if (heading is not None or _fated(signs, block)) and _lined(signs, block, text[block.start : block.end]):
                above = heading if heading is not None else block.heading
                kept.update({block.index, block.index if above is None else above})
        return tuple(block for block in blocks if block.index in kept)

    def counts_arms(self, text: str, blocks: Iterable[Block]) -> bool:
        """True where a sentence counts what only armies have: worth a look even in a text without candidates."""
        armed = tuple(
            block
            for block in blocks
            if block.kind is not BlockKind.BOILERPLATE
            and self._numbers_arms(self.signs(words := text[block.start : block.end]), words)
        )
        return any(
            self._second(sentence, after=False, dense=False).candidate for sentence in split_sentences(text, armed)
        )

    def candidates(self, sentences: Iterable[Sentence]) -> Iterator[Sentence]:
        """The sentences of a text, in order; those that may hold a claim are marked and have tokens."""
        return iter(self.widen(tuple(self.sift(sentences))))

    def widen(self, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
        """All sentences of a text, of which ``sift`` has marked some; more are marked for what stands around them."""
        told = sum(len(sentence.text) for sentence in sentences if sentence.candidate)
        # Where a loss was told, though of nothing counted, what only armies have may be counted elsewhere.
        if not told and not any(sentence.tokens for sentence in sentences):
            return tuple(sentences)
        dense = told > 0 and told >= _DENSE * sum(
            len(sentence.text) for sentence in sentences if sentence.block.kind is not BlockKind.BOILERPLATE
        )
        return tuple(
            sentence
            if sentence.candidate or sentence.block.kind is BlockKind.BOILERPLATE
            else self._second(sentence, after=i > 0 and sentences[i - 1].candidate, dense=dense)
            for i, sentence in enumerate(sentences)
        )

    def _second(self, sentence: Sentence, *, after: bool, dense: bool) -> Sentence:
        """The sentence, marked where it counts something that the text around it may tell a loss of."""
        signs = self.signs(sentence.text)
        counts = signs & NUMBER or (dense and after and signs & ARTICLE and signs & PERSON)
        if not counts or not (dense or after or self._numbers_arms(signs, sentence.text)):
            return sentence
        cut = _cut(sentence)
        items = self._items(cut)
        if not (dense or after or any(map(is_arms, items.values()))):
            return cut
        for quantity in find_quantities(cut, self._lexicon.quantities, rated=False):
            if quantity.form is Form.INCREMENT:
                continue
            opens = quantity.phrase.first <= 1
            kinds, other = kinds_counted(cut, quantity, items, frozenset())
            if quantity.form is Form.ARTICLE:
                passes = dense and after and opens and Kind.CASUALTY in kinds
            elif dense:
                short = after and len(cut.tokens) <= _SHORT
                passes = opens or short or other or bool(kinds) or is_listed(cut, quantity) or is_of_them(cut, quantity)
            else:
                passes = after and opens or counts_arms(cut, quantity, items)
            if passes:
                return replace(cut, candidate=True)
        return cut

    def sift(self, sentences: Iterable[Sentence]) -> Iterator[Sentence]:
        """The sentences, in order; those with a loss and what it may befall are marked, and so are headings of loss lists."""
        drafts = list(sentences)
        told: dict[int, list[int]] = {}  # block -> positions of its sentences that name a loss
        opened: int | None = None  # the last block that may have opened a list
        for position, sentence in enumerate(drafts):
            signs = self.signs(sentence.text)
            block = sentence.block
            # A list in sections goes on under the heading that told of losses.
            heading = block.heading if block.heading in told else opened if block.kind is BlockKind.ROW else None
            lined = (heading is not None or _fated(signs, block)) and _lined(signs, block, sentence.text)
            if not (lined or _may(signs)):
                # A heading names its loss without a number: "Enemy losses:".
                if signs & _LOSS:
                    told.setdefault(block.index, []).append(position)
                    opened = block.index if _opens(block, sentence.text) else opened
                continue
            # Its words stay with it, candidate or not: they are asked for again where the text has a claim elsewhere.
            drafts[position] = cut = _cut(sentence)
            losses = find_losses(cut, self._lexicon.losses)
            if losses:
                told.setdefault(block.index, []).append(position)
                opened = block.index if _opens(block, sentence.text) else opened
            kinds = {kind for loss in losses for kind in loss.events} | self._split_verbs(cut)
            if not kinds and not lined:
                continue
            items = self._items(cut)
            # An article counts items only; a number may count people it does not name.
            counted = {item.kind for item in items.values()}
            if any(item.flown for item in items.values()):
                counted.add(Kind.EQUIPMENT)
            if Kind.CASUALTY in kinds and any(is_thrown(item) for item in items.values()):
                kinds.add(Kind.EQUIPMENT)  # what "killed by a drone" counts was used
            if not (signs & NUMBER or lined) and kinds.isdisjoint(counted):
                continue
            # Where only equipment could be lost and none is named, numbers need not be read but for lists and "others".
            if not lined and kinds.isdisjoint(counted) and kinds == _ARMS_ALONE and not may_be_listed(cut):
                continue
            quantities = find_quantities(cut, self._lexicon.quantities, rated=False)
            listed = (lined and block.kind is BlockKind.ROW) or any(is_listed(cut, quantity) for quantity in quantities)
            if listed and heading is not None:
                for above in told[heading]:
                    drafts[above] = replace(_cut(drafts[above]), candidate=True)
            elif listed and block.heading is not None and lined:
                # "Tanks of the army" above "Destroyed: 30": the heading names what was lost.
                for above in range(position - 1, -1, -1):
                    if drafts[above].block.index <= block.heading:
                        drafts[above] = replace(_cut(drafts[above]), candidate=True)
                        break
            elif not (listed and losses) and not pairs(cut, quantities, losses, kinds, items):
                continue
            drafts[position] = replace(cut, candidate=True)
        return iter(drafts)

    def _items(self, sentence: Sentence) -> dict[int, Reading]:
        """The words for people and equipment, by their first token."""
        lowers, texts = sentence.lowers(), [token.text for token in sentence.tokens]
        found: dict[int, Reading] = {}
        for i in self._lexicon.items.openers(lowers, texts):
            match = self._lexicon.items.at(lowers, texts, i)
            if match is not None and not match.value.pseudo:
                found[i] = match.value
        return found

    def _split_verbs(self, sentence: Sentence) -> set[Kind]:
        """Kinds of loss that a verb tells with a particle apart from it; only a parse tells whether they belong together."""
        vocabulary, lowers = self._lexicon.losses, sentence.lowers()
        kinds: set[Kind] = set()
        for i, lower in enumerate(lowers):
            if lower not in vocabulary.heads:
                continue
            # Beside its verb, a particle is a word of the loss itself; a mark or another verb parts both.
            for j in range(i + 2, min(i + 1 + _APART, len(lowers))):
                if lowers[j - 1] in _PARTS:
                    break
                wording = vocabulary.particles.get((lower, lowers[j]))
                if wording is not None and wording.not_near.isdisjoint(lowers[i + 1 : j]):
                    kinds.update(wording.events)
        return kinds


def _may(signs: int) -> bool:
    """True where the signs allow a claim of people or one of equipment."""
    if signs & CASUALTY and (signs & NUMBER or signs & ARTICLE and signs & PERSON):
        return True
    if signs & CASUALTY and signs & ARMS and signs & ARTICLE:
        return True  # "killed by a drone"
    return bool(signs & EQUIPMENT_LOSS and signs & EQUIPMENT and signs & (NUMBER | ARTICLE))


def _opens(block: Block, text: str) -> bool:
    """True for what may open a list of losses: a heading, a headline, a line with a colon, the head of a table."""
    if block.kind is BlockKind.ROW:
        return _DIGIT.search(text) is None
    return block.kind in (BlockKind.HEADLINE, BlockKind.HEADING) or text.rstrip().endswith(":")


def _lined(signs: int, block: Block, text: str) -> bool:
    """True for a row, and for an item with a label before its number, or of people or equipment ("138 soldiers")."""
    if not block.listed or not signs & NUMBER:
        return False
    return block.kind is BlockKind.ROW or bool(signs & (PERSON | EQUIPMENT)) or _DASH.search(text) is not None


def _fated(signs: int, block: Block) -> bool:
    """True for a row that tells a loss itself: "| Damaged | 11 | 2 |" below the names of what was lost."""
    return block.kind is BlockKind.ROW and bool(signs & _LOSS)


def _cut(sentence: Sentence) -> Sentence:
    return sentence if sentence.tokens else sentence.cut(tokenize(sentence.text, sentence.start))
