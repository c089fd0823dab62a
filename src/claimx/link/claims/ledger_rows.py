"""The rows of a list of losses, whatever separates a label from its number: "tanks - 3,466 (+8)", "3466 tanks", "Tanks 3466 [+8]".

A row is read by its shape alone, so rows need no parse and a list may have thousands. A list in one sentence ("Losses: tanks - 31,
guns - 12") has rows too. Whatever is no row throughout is left to the linker of sentences.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from claimx.models import Form, Loss, Quantity, Sentence, Token
from claimx.schema import Qualifier

_DASHES = frozenset(["-", "–", "—", "‒", "−", ":", "--", "…", "=", "|", "\u2010", "\u2011"])
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
# Marks that draw a bullet or a sign of growth; pictures are told by their place in Unicode.
_BULLETS = frozenset(["•", "*", "·", "▪", "●", "◦", "‣", "■", "□", "+", "~", "≈", ">", "\ufe0f"])
_ARROWS = frozenset(["↑", "⬆", "▲", "+", "＋"])
_PICTURES = "\u2190"
# A unit behind the number of a row that puts its noun first: "about 20 100 persons".
_UNIT = 5
_PARTING = frozenset([",", ";", "and", "•", "▪", "●"])
# What leads from a total to its parts.
_OF_WHICH = ("of", "which")
# A finite verb shows a clause: no row.
_FINITE = frozenset("is are was were has have had said says will would can could may might".split())


@dataclass(slots=True)
class Row:
    """A label with its number. ``grown`` are numbers that it grew by, ``parts`` numbers each with what became of so many."""

    label: tuple[int, int]
    total: Quantity
    unit: tuple[int, int] = (0, 0)
    fate: Loss | None = None
    grown: list[Quantity] = field(default_factory=list)
    parts: list[tuple[Quantity, Loss]] = field(default_factory=list)
    numbered: bool = False  # brackets number photographs: "(1, destroyed) (2, captured)"
    mixed: bool = False  # one number for several fates: "63 lorries destroyed, damaged or captured"


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of a sentence from ``first`` on, with its numbers and losses by their first token."""

    sentence: Sentence
    first: int
    numbers: Mapping[int, Quantity]
    losses: Mapping[int, Loss]

    @property
    def tokens(self) -> Sequence[Token]:
        """All tokens of the sentence."""
        return self.sentence.tokens


def read_words(
    sentence: Sentence, first: int, quantities: Sequence[Quantity], losses: Sequence[Loss], named: frozenset[int]
) -> Words:
    """The words of a list; ``named`` are tokens within the names of models, whose numbers count nothing.

    In a row every number counts, also one that would be a year in prose.
    """
    numbers = {
        quantity.phrase.first: quantity
        for quantity in quantities
        if quantity.phrase.first >= first
        and quantity.form in (Form.NUMBER, Form.INCREMENT)
        and quantity.number.first not in named
    }
    taken = {i for quantity in quantities for i in range(quantity.phrase.first, quantity.phrase.last)}
    for token in sentence.tokens[first:]:
        if token.i not in taken and token.i not in named and _is_number(token.text):
            value = int("".join(filter(str.isdecimal, token.text)))
            phrase = sentence.phrase(token.i, token.i + 1)
            numbers[token.i] = Quantity(phrase, phrase, Form.NUMBER, value, value, value, Qualifier.EXACT)
    found: dict[int, Loss] = {}
    for loss in losses:
        found.setdefault(loss.phrase.first, loss)
    return Words(sentence, first, numbers, found)


def _is_number(text: str) -> bool:
    return (
        text[0].isdecimal()
        and all(character.isdecimal() or character in ",.\u00a0\u202f\u2009" for character in text)
        and "." not in text[:-4]
    )


def read_rows(words: Words) -> list[Row] | None:
    """The rows from ``words.first`` on, or None where a number there belongs to no row."""
    tokens = words.tokens
    if any(token.lower in _FINITE for token in tokens[words.first :]) and not _fated(words):
        return None
    heads = _heads(words)
    if not heads:
        return None
    starts = _starts(words, heads)
    if starts is None:
        return None
    rows: list[Row] = []
    for k, at in enumerate(heads):
        end = starts[k + 1] if k + 1 < len(heads) else len(tokens)
        row = _row(words, at, starts[k], end)
        if row is None:
            return None
        if rows and row.label == row.unit and _is_fate(row) and rows[-1].label != rows[-1].unit:
            row.label = rows[-1].label  # "Tanks: 12 destroyed, 3 captured"
        rows.append(row)
    return rows


def _is_fate(row: Row) -> bool:
    """True where nothing but what became of so many stands by a number: "3 captured"."""
    return row.fate is not None and (row.fate.phrase.first, row.fate.phrase.last) == row.unit


def _fated(words: Words) -> bool:
    """True where the only finite verbs say what became of those counted: "about 20 100 persons were liquidated"."""
    tokens = words.tokens
    return all(
        token.lower in ("was", "were", "are", "is") and token.i + 1 in words.losses
        for token in tokens[words.first :]
        if token.lower in _FINITE
    )


def _heads(words: Words) -> list[int]:
    """The numbers of the rows: those in no bracket, and not behind "of which"."""
    tokens = words.tokens
    heads: list[int] = []
    depth, parts, i = 0, False, words.first
    while i < len(tokens):
        text = tokens[i].text
        quantity = words.numbers.get(i)
        if text in _OPENING:
            depth += 1
        elif text in _CLOSING:
            depth = max(0, depth - 1)
        elif text == ";" and not depth:
            parts = False
        elif tokens[i].lower == "of" and i + 1 < len(tokens) and tokens[i + 1].lower == "which":
            parts = True
        # "Tanks (44, of which destroyed: 30)": the total is the first thing in its bracket.
        elif quantity is not None and not parts and (not depth or _is_bracketed_total(words, i)):
            # "Losses per day: +990 men, +15 tanks"; in "tanks - 12948 +16" the second number is what the first grew by.
            if quantity.form is not Form.INCREMENT or not heads or tokens[i - 1].lower in _PARTING:
                heads.append(i)
            i = quantity.phrase.last
            continue
        i += 1
    return heads


def _is_bracketed_total(words: Words, i: int) -> bool:
    tokens, last = words.tokens, words.numbers[i].phrase.last
    after = [token.lower for token in tokens[last : last + 3]]
    return (
        i > words.first
        and tokens[i - 1].text in _OPENING
        and (after[1:] == list(_OF_WHICH) or after[:2] == list(_OF_WHICH))
    )


def _starts(words: Words, heads: Sequence[int]) -> list[int] | None:
    """Where each row begins; None where nothing parts them."""
    tokens = words.tokens
    before = _label(words, words.first, heads[0])
    noun_first = before[0] < before[1]
    starts = [words.first]
    for left, right in pairwise(heads):
        parted = _parted(tokens, words.numbers[left].phrase.last, right, noun_first=noun_first)
        if parted is None:
            return None
        starts.append(parted)
    return starts


def _parted(tokens: Sequence[Token], first: int, last: int, *, noun_first: bool) -> int | None:
    """The token behind the mark that parts two rows: the last in no bracket, or the first where a label itself may hold commas."""
    depth = 0
    found: list[int] = []
    for i in range(first, last):
        if tokens[i].text in _OPENING:
            depth += 1
        elif tokens[i].text in _CLOSING:
            depth -= 1
        elif not depth and tokens[i].lower in (",", ";", "and", "|", "•", "▪", "●"):
            found.append(i)
    if not found:
        # "(+4) guns - 12": brackets part rows as well.
        closed = [i for i in range(first, last) if tokens[i].text in _CLOSING]
        return closed[-1] + 1 if noun_first and closed else None
    at = found[0] if noun_first else found[-1]
    while at + 1 < last and tokens[at + 1].lower == "and":
        at += 1
    return at + 1


def _row(words: Words, at: int, start: int, end: int) -> Row | None:
    total = words.numbers[at]
    label = _label(words, start, at)
    behind = total.phrase.last
    unit = (behind, behind)
    if label[0] == label[1]:
        while behind < end and words.tokens[behind].text in _DASHES:
            behind += 1  # "12: tanks"
        label = _following(words, behind, end)
        unit, behind = label, label[1]
        if label[0] == label[1] and not (words.first and behind == end == len(words.tokens)):
            return None  # a number alone has a day or a year before it
    else:
        unit = _following(words, behind, end)
        behind = unit[1]
        if unit[1] - unit[0] > _UNIT:
            return None
    row = Row(label, total, unit)
    row.fate = _fate_at(words, range(label[0], label[1])) or _fate_at(words, range(unit[0], min(end, unit[1] + 2)))
    row.mixed = row.fate is not None and _goes_on(words, row.fate, end)
    return row if _adds(words, row, behind, end) else None


def _goes_on(words: Words, fate: Loss, end: int) -> bool:
    """True where another fate is joined to the first: "destroyed, damaged or captured"."""
    i = fate.phrase.last
    while i < end and words.tokens[i].lower in (",", "and", "or", "/", "&"):
        i += 1
    other = words.losses.get(i) if i > fate.phrase.last else None
    return other is not None and other.events != fate.events


def _label(words: Words, start: int, at: int) -> tuple[int, int]:
    """The label between where a row begins and its number, without bullets and dashes."""
    tokens = words.tokens
    last = at
    while last > start and (
        tokens[last - 1].text in _DASHES | _OPENING | _ARROWS | _BULLETS or not tokens[last - 1].text.strip(".")
    ):
        last -= 1
    first = start
    while first < last and (
        tokens[first].text in _DASHES | _BULLETS | {",", ";"}
        or tokens[first].text[0] >= _PICTURES
        or tokens[first].lower == "and"
    ):
        first += 1
    return first, last


def _following(words: Words, first: int, end: int) -> tuple[int, int]:
    """The words right behind a number, up to a bracket, a mark or a dash between blanks."""
    tokens = words.tokens
    last = first
    while last < end:
        token = tokens[last]
        dash = token.text in _DASHES and (tokens[last - 1].space or token.text == ":")
        if (
            token.text in _OPENING | {",", ";", ".", "+"}
            or dash
            or last in words.numbers
            and last > first
            or token.lower in _FINITE
        ):
            break
        last += 1
    return first, last


def _fate_at(words: Words, at: range) -> Loss | None:
    return next((words.losses[i] for i in at if i in words.losses), None)


def _adds(words: Words, row: Row, first: int, end: int) -> bool:
    """Read what stands behind a row's number: growth, parts, numbered photographs. False where something else does."""
    tokens = words.tokens
    i, depth = first, 0
    row.numbered = _is_numbering(words, first, end)
    pending: Loss | None = None
    held: Quantity | None = None
    of_which = False
    while i < end and not row.numbered:
        token, quantity, loss = tokens[i], words.numbers.get(i), words.losses.get(i)
        if token.text in _OPENING:
            depth += 1
        elif token.text in _CLOSING:
            if held is not None and not row.parts:
                row.grown.append(held)
            depth, held = depth - 1, None
        elif token.lower == "which":
            of_which = True
        if quantity is not None:
            if quantity.form is Form.INCREMENT or (i and tokens[i - 1].text in _ARROWS):
                row.grown.append(_grown(words, quantity))
            elif tokens[i - 1].text in ("-", "−", "–") and tokens[i - 2].text in _OPENING:
                pass  # "(-2)": fewer than before is no loss
            elif pending is not None:
                row.parts.append((quantity, pending))
                pending = None
            elif depth or of_which:
                held = _grown(words, quantity)
            else:
                return False
            i = quantity.phrase.last
            continue
        if loss is not None and (depth or of_which):
            if held is not None:
                row.parts.append((held, loss))
                held = None
            else:
                pending = loss
            i = loss.phrase.last
            continue
        i += 1
    return True


def _is_numbering(words: Words, first: int, end: int) -> bool:
    """True for brackets that number photographs: "(1, destroyed) (2 and 3, captured)"."""
    tokens = words.tokens
    at = next((i for i in range(first, min(end, first + 3)) if tokens[i].text in _OPENING), None)
    if at is None or at + 1 not in words.numbers:
        return False
    comma = words.numbers[at + 1].phrase.last
    while (
        comma + 1 < end
        and tokens[comma].lower in (",", "and", "&")
        and (tokens[comma + 1].text.isdigit() or tokens[comma + 1].lower == "and")
    ):
        comma += 1 if tokens[comma + 1].lower == "and" else 2
    return comma + 1 < end and tokens[comma].text == "," and comma + 1 in words.losses


def _grown(words: Words, quantity: Quantity) -> Quantity:
    """The number that a total grew by, with its sign or word: "+15", "↑15", "(15)", "(15 more)"."""
    first, last = quantity.phrase.first, quantity.phrase.last
    first -= words.tokens[first - 1].text in _ARROWS
    last += last < len(words.tokens) and words.tokens[last].lower == "more"
    phrase = words.sentence.phrase(first, last)
    return replace(quantity, phrase=phrase, form=Form.INCREMENT, rule="quantity.increment")
