"""Tables: what happened is told by a number's column, who or where by the first cell of its row."""

from __future__ import annotations

from dataclasses import replace

from claimx.find.losses import find_losses
from claimx.lexicon.items import ItemVocabulary
from claimx.lexicon.losses import LossVocabulary
from claimx.link.claims.labels import read_label
from claimx.models import (
    AnyLoss,
    Claim,
    Document,
    Form,
    Item,
    Loss,
    Mentions,
    Node,
    NodeKind,
    Quantity,
    Sentence,
    carry_loss,
)
from claimx.schema import Category, Event, Kind, Qualifier, Stance
from claimx.tokenize import tokenize

# Beside these columns "Lost" tells of games.
_GAMES = frozenset({"won", "wins", "played", "drawn", "draws", "points", "matches", "games"})
# A cell is the range of its tokens.
Cells = list[tuple[int, int]]


def table_claims(
    document: Document, mentions: Mentions, above: AnyLoss | None, items: ItemVocabulary, losses: LossVocabulary
) -> list[Claim] | None:
    """The claims of a table's row under the words of its head; None where the sentence is no such row.

    ``above`` is the loss that the table's heading tells, for columns that only name what was lost.
    """
    sentence = mentions.sentence
    table = document.layout.within(sentence.index, NodeKind.TABLE)
    cells = cells_of(sentence)
    head = _head(document, table, sentence.index, len(cells)) if table is not None else None
    if head is None:
        return None
    columns = cells_of(head)
    fates = _fates(head, columns, losses)
    # "| Destroyed | 20 | 4 |" under "| | Tanks | Aircraft |": the row tells what befell what the columns name.
    own_fate = next((one for one in mentions.losses if cells[0][0] <= one.phrase.first < cells[0][1]), None)
    label = read_label(sentence, *cells[0], items) if cells[0][1] > cells[0][0] else ()
    people = _people_above(document, sentence.index) if not label else ()
    played = not _GAMES.isdisjoint(head.lowers())
    claims: list[Claim] = []
    for column, cell, fate in zip(columns[1:], cells[1:], fates[1:], strict=True):
        quantity = _number(mentions, cell)
        own = _noun_of(head, column, fate, items)
        named = own or label or people
        told = own_fate or above
        loss = carry_loss(fate, head) if fate is not None else told if named else None
        if quantity is None or loss is None or (played and not named):
            continue
        kind = named[0].kind if named else Kind.CASUALTY
        event = loss.events.get(kind)
        if event is None:
            continue
        category = named[0].category if named else (loss.category or _category_above(document, sentence.index))
        item = label[0] if label and not own else None
        claims.append(_claim(sentence, quantity, item, loss, kind, event, category))
    return claims or None


def _head(document: Document, table: Node, index: int, width: int) -> Sentence | None:
    """The row that names the columns: the table's first, or the line above it that has as many cells and no number."""
    for at in (table.first, *reversed(table.lead)):
        head = _tokenized(document.sentences[at])
        named = not any(token.text[0].isdigit() for token in head.tokens)
        if at != index and named and len(cells_of(head)) == width:
            return head
    return None


def _noun_of(head: Sentence, column: tuple[int, int], fate: Loss | None, items: ItemVocabulary) -> tuple[Item, ...]:
    """What a column's head names beside its fate: "Soldiers killed", "Captured tanks"."""
    first, last = column
    if fate is not None and fate.phrase.first > first:
        last = fate.phrase.first
    elif fate is not None:
        first = fate.phrase.last
    return read_label(head, first, last, items) if last > first else ()


def _people_above(document: Document, index: int) -> tuple[Item, ...]:
    """The people that a table's heading names: "Journalists killed by year"."""

    def people(lead: int) -> tuple[Item, ...] | None:
        found = [item for item in document.mentions[lead].items if item.kind is Kind.CASUALTY]
        return tuple(found[:1]) or None

    return document.layout.told(index, people) or ()


def _category_above(document: Document, index: int) -> Category:
    """Whom a table's heading counts by an adjective: "Civilian casualties by district"."""

    def category(lead: int) -> Category | None:
        words = document.sentences[lead].text.lower().split()
        return Category.CIVILIAN if "civilian" in words else Category.MILITARY if "military" in words else None

    return document.layout.told(index, category) or Category.UNSPECIFIED


def _claim(
    sentence: Sentence,
    quantity: Quantity,
    item: Item | None,
    loss: AnyLoss,
    kind: Kind,
    event: Event,
    category: Category,
) -> Claim:
    rules = (loss.rule, "link.table")
    return Claim(sentence.index, quantity, item, loss, kind, event, category, Stance.ASSERTED, rules)


def _fates(head: Sentence, columns: Cells, vocabulary: LossVocabulary) -> list[Loss | None]:
    """The loss that each column's head names."""
    found = list(find_losses(head, vocabulary))
    return [next((loss for loss in found if first <= loss.phrase.first < last), None) for first, last in columns]


def _number(mentions: Mentions, cell: tuple[int, int]) -> Quantity | None:
    """The number that fills a cell, with its hedge; None for any other cell."""
    first, last = cell
    for quantity in mentions.quantities:
        if quantity.form is Form.NUMBER and first <= quantity.phrase.first and quantity.phrase.last <= last:
            return quantity if last - quantity.phrase.last <= 1 else None
    tokens = mentions.sentence.tokens[first:last]
    if len(tokens) == 1 and tokens[0].text.isdecimal():
        value = int(tokens[0].text)  # a year elsewhere, a number here
        phrase = mentions.sentence.phrase(first, last)
        return Quantity(phrase, phrase, Form.NUMBER, value, value, value, Qualifier.EXACT)
    return None


def cells_of(sentence: Sentence) -> Cells:
    """The cells of a row, parted by bars or tabs."""
    out: Cells = []
    first = 0
    bars = any(token.text == "|" for token in sentence.tokens)
    for i, token in enumerate(sentence.tokens):
        before = sentence.text[sentence.tokens[i - 1].end - sentence.start : token.start - sentence.start] if i else ""
        if token.text == "|":
            if i:
                out.append((first, i))
            first = i + 1
        elif not bars and "\t" in before:
            out.append((first, i))
            first = i
    if first < len(sentence.tokens):
        out.append((first, len(sentence.tokens)))
    return out


def _tokenized(sentence: Sentence) -> Sentence:
    return sentence if sentence.tokens else replace(sentence, tokens=tokenize(sentence.text, sentence.start))
