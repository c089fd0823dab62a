"""The gate: which texts and sentences may hold a claim, told by words alone, before anything is parsed.

Three sieves, each finer and dearer than the one before, each keeping whatever the linker could make a claim of:

1. an automaton over the words of a text (article, then paragraph, then sentence): a loss word, a counting word, and for
   losses of equipment an equipment word;
2. the finders on the sentence's words: a loss whose surroundings allow it, a counting expression that is one;
3. the pair: what the expression counts, as far as words tell, can suffer that loss.

What only the parse can refuse (subjects that act, figures of other things) stays in.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ahocorasick_rs import BytesAhoCorasick, MatchKind

from claimx.find.losses import find_losses
from claimx.find.quantities import find_quantities
from claimx.lexicon import Lexicon
from claimx.lexicon.quantities import Role
from claimx.link.listing import LONGEST
from claimx.models import Block, BlockKind, Form, Loss, Quantity, Sentence
from claimx.schema import Kind
from claimx.tokenize import tokenize

# What the words of a text give sign of; plain integers, since every sentence of every text is asked.
CASUALTY = 1  # a word for a loss of people
EQUIPMENT_LOSS = 2  # a word for a loss of equipment
PERSON = 4  # a word for people
EQUIPMENT = 8  # a word for equipment
NUMBER = 16  # a counting word other than an article
ARTICLE = 32  # a, an, another
VERB = 64  # a verb that is a loss word with its particle: shot … down
PARTICLE = 128

_LOSS = CASUALTY | EQUIPMENT_LOSS
_OF_KIND = {Kind.CASUALTY: CASUALTY, Kind.EQUIPMENT: EQUIPMENT_LOSS}
_ITEM_OF_KIND = {Kind.CASUALTY: PERSON, Kind.EQUIPMENT: EQUIPMENT}

# Small letters stay, capitals become small, all else (digits, marks, bytes of other scripts) parts words: a text and
# the lexicon's words go through the same mill, so words of other alphabets meet too.
_MILL = bytes(byte + 32 if 65 <= byte <= 90 else byte if 97 <= byte <= 122 else 32 for byte in range(256))
_DIGIT = re.compile(r"\d")
# T-72, Su-35s, M1A2, 2S19, HIMARS: every designation has two capitals in a row, or a capital beside its digits.
_DESIGNATION = re.compile(r"[A-Z]{2}|\d[A-Z]|[A-Z][A-Za-z]{0,9}[-\u2010\u2011]?\d")
# A loss list puts its number behind a dash or a colon: "tanks - 3,466", "Navy: 341".
_DASHES = frozenset(["-", "–", "—", "‒", "−", ":", "--", "…", "="])
_DASH = re.compile(r"[-–—‒−:…=]")
# The linker reads a counted phrase this many words far (``claimx.link.counted``).
_REACH = 14
# A particle stands this far from its verb at most (``claimx.find.losses``).
_APART = 8
# Words at which a counted phrase surely ends, whatever the parser makes of them.
_ENDS = frozenset(
    "in on at for with to from by as than into onto over under after before since during between against about without within towards toward "
    "near amid upon is are was were be been being am has have had having do does did will would can could may might shall should must "
    "who whom which that what where when why how while because if although though but so yet nor i you he she it we they me him them "
    "us this there here not n't 're 've 'll 'd ; : . ? ! ( ) [ ]".split()
)
_COUNTING = frozenset(
    [Role.UNIT, Role.TEN, Role.MAGNITUDE, Role.SET, Role.FRACTION, Role.VAGUE, Role.VAGUE_BASE, Role.NONE, Role.NONE_PHRASE, Role.ARTICLE,
     Role.PRONOUN, Role.NOUN, Role.FACTOR, Role.FACTOR_WHOLE]
)  # fmt: skip
_OTHERS = frozenset(["other", "others", "more", "another", "further"])


class Gate:
    """Lets pass what holds a counting expression and a loss that could be its own."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        signs = _signs(lexicon)
        self._signs = tuple(signs.values())
        # Overlapping matches share the blank between two words; only this kind finds them.
        self._automaton = BytesAhoCorasick(list(signs), matchkind=MatchKind.Standard)
        places = {pattern: i for i, pattern in enumerate(signs)}
        self._apart = {
            places[_pattern(verb)]: frozenset(
                places[_pattern(particle)] for other, particle in lexicon.losses.particles if other == verb
            )
            for verb in lexicon.losses.heads
        }

    def signs(self, text: str) -> int:
        """What the words of a text give sign of."""
        matched = {match[0] for match in self._automaton.find_matches_as_indexes(_milled(text), overlapping=True)}
        found = 0
        for pattern in matched:
            found |= self._signs[pattern]
        if found & VERB and found & PARTICLE and found & _LOSS != _LOSS:
            if any(pattern in self._apart and not matched.isdisjoint(self._apart[pattern]) for pattern in matched):
                found |= _LOSS
        if not found & NUMBER and _DIGIT.search(text):
            found |= NUMBER
        if found & EQUIPMENT_LOSS and not found & EQUIPMENT and _DESIGNATION.search(text):
            found |= EQUIPMENT
        return found

    def blocks(self, text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
        """The blocks that may hold a claim, and the headings of loss lists among them: no other need be cut into sentences."""
        losses: set[int] = set()
        kept: set[int] = set()
        for block in blocks:
            if block.kind is BlockKind.BOILERPLATE:
                continue
            signs = self.signs(text[block.start : block.end])
            if signs & _LOSS:
                losses.add(block.index)
            if _may(signs):
                kept.add(block.index)
            heading = block.heading
            if heading in losses and _lined(signs, block, text[block.start : block.end]):
                kept.update((heading, block.index))
        return tuple(block for block in blocks if block.index in kept)

    def candidates(self, sentences: Iterable[Sentence]) -> Iterator[Sentence]:
        """The sentences, in order; those that may hold a claim are marked and have tokens, and so have headings of loss lists."""
        drafts = list(sentences)
        told: dict[int, list[int]] = {}  # block -> positions of its sentences that name a loss
        for position, sentence in enumerate(drafts):
            signs = self.signs(sentence.text)
            heading = sentence.block.heading
            lined = heading in told and _lined(signs, sentence.block, sentence.text)
            if not (lined or _may(signs)):
                # A heading names its loss without a number: "Enemy losses:".
                if signs & _LOSS:
                    told.setdefault(sentence.block.index, []).append(position)
                continue
            cut = replace(sentence, tokens=tokenize(sentence.text, sentence.start))
            losses = find_losses(cut, self._lexicon.losses)
            if losses:
                told.setdefault(cut.block.index, []).append(position)
            kinds = {kind for loss in losses for kind in loss.events} | self._split_verbs(cut)
            if not kinds and not lined:
                continue
            items = self._items(cut)
            # An article counts items only; a number may count people it does not name.
            if not (signs & NUMBER or lined) and kinds.isdisjoint(kind for kind, _ in items.values()):
                continue
            quantities = find_quantities(cut, self._lexicon.quantities)
            listed = any(_is_listed(cut, quantity) for quantity in quantities)
            if listed and heading in told:
                for above in told[heading]:
                    drafts[above] = replace(_cut(drafts[above]), candidate=True)
            elif not (listed and losses) and not _pairs(cut, quantities, losses, kinds, items):
                continue
            drafts[position] = replace(cut, candidate=True)
        return iter(drafts)

    def _items(self, sentence: Sentence) -> dict[int, tuple[Kind, bool | None]]:
        """Kind and plural of the words for people and equipment, by their first token."""
        lowers, texts = sentence.lowers(), [token.text for token in sentence.tokens]
        found: dict[int, tuple[Kind, bool | None]] = {}
        for i in range(len(lowers)):
            match = self._lexicon.items.at(lowers, texts, i)
            if match is not None and not match.value.pseudo:
                found[i] = match.value.kind, match.value.plural
        return found

    def _split_verbs(self, sentence: Sentence) -> set[Kind]:
        """Kinds of loss that a verb tells with a particle apart from it; only a parse tells whether they belong together."""
        vocabulary, lowers = self._lexicon.losses, sentence.lowers()
        kinds: set[Kind] = set()
        for i, lower in enumerate(lowers):
            if lower in vocabulary.heads:
                for particle in lowers[i + 1 : i + 1 + _APART]:
                    wording = vocabulary.particles.get((lower, particle))
                    if wording is not None:
                        kinds.update(wording.events)
        return kinds


def _milled(text: str) -> bytes:
    """The words of a text alone, each between blanks, in small letters."""
    return b" %b " % b" ".join(text.encode("utf-8", "surrogatepass").translate(_MILL).split())


_pattern = _milled
_NOTHING = _milled("")


def _may(signs: int) -> bool:
    """True where the signs allow a claim of people or one of equipment."""
    if signs & CASUALTY and (signs & NUMBER or signs & ARTICLE and signs & PERSON):
        return True
    return bool(signs & EQUIPMENT_LOSS and signs & EQUIPMENT and signs & (NUMBER | ARTICLE))


def _lined(signs: int, block: Block, text: str) -> bool:
    """True where a text under a heading may be a line of its loss list."""
    near = block.heading is not None and block.index - block.heading <= LONGEST
    return near and bool(signs & NUMBER) and (_DASH.search(text) is not None or _leads(block, signs))


def _leads(block: Block, signs: int) -> bool:
    """True for a bullet that may begin with its number: "138 soldiers"."""
    return block.kind is BlockKind.LIST_ITEM and bool(signs & (PERSON | EQUIPMENT))


def _cut(sentence: Sentence) -> Sentence:
    return sentence if sentence.tokens else replace(sentence, tokens=tokenize(sentence.text, sentence.start))


def _is_listed(sentence: Sentence, quantity: Quantity) -> bool:
    """True for a number behind a dash or colon that is not the first word, or one that begins a bullet."""
    k = quantity.phrase.first - 1
    if k <= 1 and sentence.block.kind is BlockKind.LIST_ITEM and quantity.form is Form.NUMBER:
        return True
    return k >= 1 and sentence.tokens[k].lower in _DASHES


def _pairs(
    sentence: Sentence,
    quantities: Sequence[Quantity],
    losses: Sequence[Loss],
    kinds: Collection[Kind],
    items: Mapping[int, tuple[Kind, bool | None]],
) -> bool:
    """True where words alone allow that one of the quantities counts what one of the losses befell."""
    starts = frozenset(loss.phrase.first for loss in losses)
    for quantity in quantities:
        if quantity.form is Form.INCREMENT:
            continue  # counts only behind a total, which is a candidate's own
        counted, other = _counted(sentence, quantity, items, starts)
        if not counted.isdisjoint(kinds):
            return True
        if quantity.form is Form.ARTICLE:
            continue
        if Kind.CASUALTY in kinds and not counted or other:
            return True
        # A number alone may stand for equipment named elsewhere in the sentence.
        if Kind.EQUIPMENT in kinds and not counted and any(kind is Kind.EQUIPMENT for kind, _ in items.values()):
            return True
    return False


def _counted(
    sentence: Sentence, quantity: Quantity, items: Mapping[int, tuple[Kind, bool | None]], losses: frozenset[int]
) -> tuple[set[Kind], bool]:
    """The kinds of thing that words allow the quantity to count, and whether it counts "others"."""
    lowers = sentence.lowers()
    first, j = quantity.phrase.first, quantity.phrase.last
    other = any(lower in _OTHERS for lower in lowers[first:j])
    kinds = {items[i][0] for i in range(first, j) if i in items}  # "twins", "nobody"
    for i in range(j, min(len(lowers), j + _REACH)):
        if i in items:
            kind, plural = items[i]
            if quantity.form is not Form.ARTICLE or plural is not True:
                kinds.add(kind)
        elif lowers[i] in _ENDS and i not in losses:
            break
        other = other or lowers[i] in _OTHERS
    return kinds, other


def _signs(lexicon: Lexicon) -> dict[bytes, int]:
    """Every word of the lexicon that gives a sign, as the automaton meets it, with its signs."""
    signs: dict[bytes, int] = {}

    def add(words: str, sign: int) -> None:
        pattern = _pattern(words)
        # Words without a Latin letter leave nothing; such an entry gives no sign.
        if pattern != _NOTHING:
            signs[pattern] = signs.get(pattern, 0) | sign

    for words, wordings in lexicon.losses.words.phrases():
        for wording in wordings:
            for kind in wording.events:
                add(words, _OF_KIND[kind])
    for verb, particle in lexicon.losses.particles:
        add(verb, VERB)
        add(particle, PARTICLE)
    for matcher in (lexicon.items.words, lexicon.items.names):
        for words, reading in matcher.phrases():
            if not reading.pseudo:
                add(words, _ITEM_OF_KIND[reading.kind])
    for entry in lexicon.quantities.entries:
        if entry.role in _COUNTING:
            for words in entry.words:
                add(words, ARTICLE if entry.role is Role.ARTICLE else NUMBER)
    return signs
