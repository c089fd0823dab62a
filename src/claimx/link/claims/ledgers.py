"""Lists of losses to claims: each row's number, what it counts, what it grew by, and its parts by what became of them.

The opening tells the loss for all rows; a row's own word for a fate goes before it. What a row counts is told by its label: an
unknown label in a list of equipment is equipment, never people.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from claimx.layout.shapes import label_end
from claimx.lexicon.constructions import ConstructionVocabulary
from claimx.lexicon.items import ItemVocabulary, broader
from claimx.lexicon.losses import LossVocabulary
from claimx.lexicon.ships import WARSHIPS
from claimx.link.claims.labels import read_label
from claimx.link.claims.ledger_rows import Row, read_rows, read_words
from claimx.link.claims.tables import table_claims
from claimx.link.claims.unequipped import CIVIL
from claimx.models import (
    AnyItem,
    AnyLoss,
    BlockKind,
    CarriedItem,
    CarriedLoss,
    Claim,
    Document,
    Form,
    Item,
    Loss,
    Mentions,
    Sentence,
    Token,
    carry_item,
    carry_loss,
)
from claimx.schema import Category, Event, Kind, Stance

# Words under which people and equipment are counted together.
LOSSES = ("casualties.lost", "casualties.loss", "casualties.of-military")
# A total and two parts at least.
_PARTS = 3
# "11 of them were | destroyed": words from a part's number to its fate.
_FATE = 4
# Under these a list opens too: "equipment of the army was destroyed:".
_FATES = ("destroyed.", "captured.", "lost.", "damaged.", "killed.eliminate")
# A label is a noun phrase: words of the longest, "Mine-Resistant Ambush Protected (MRAP) Vehicles" with its hyphens.
_LABEL = 14
# A label that tells of no arms at all: words and parts of words for places and works.
_PLACES = frozenset(
    "depot depots dump dumps warehouse warehouses post posts point points position positions stronghold strongholds building "
    "buildings bridge bridges base bases headquarters settlement settlements village villages town towns area areas facility facilities "
    "target targets strike strikes attack attacks raid raids sortie sorties clash clashes shelling shellings object objects "
    "explosion explosions store stores km hectares houses homes schools hospitals day days percent people".split()
)


@dataclass(slots=True)
class Ledger:
    """The lists of one document: what their openings tell, what their rows have in common so far."""

    words: ConstructionVocabulary
    items: ItemVocabulary
    losses: LossVocabulary
    openings: dict[int, CarriedLoss] = field(default_factory=dict)  # by block: what tells a list of losses
    losses_of: dict[int, CarriedLoss] = field(default_factory=dict)  # by block: any loss, for items that are no rows
    counted: dict[int, tuple[CarriedItem, ...]] = field(
        default_factory=dict
    )  # by sentence: what headings and openings name
    armed: set[int] = field(default_factory=set)  # openings under which equipment is listed
    sections: dict[int, Category] = field(default_factory=dict)  # what the last total with a section's name counts
    last: CarriedLoss | None = None  # of the last heading or opening that tells of losses

    def read(self, document: Document) -> None:
        """Note the openings of a document's lists, and which of them list equipment."""
        for mentions in document.mentions:
            block = mentions.sentence.block
            if block.kind is BlockKind.ROW:
                if block.heading is not None and any(item.kind is Kind.EQUIPMENT for item in mentions.items):
                    self.armed.add(block.heading)
                continue
            sentence = mentions.sentence
            if mentions.items:
                self.counted[sentence.index] = tuple(carry_item(item, sentence) for item in mentions.items)
            found = _opening_loss(mentions)
            if found is not None:
                self.openings.setdefault(block.index, carry_loss(found, mentions.sentence))
            # The noun names the list ("losses"); without one its last verb does ("907 were killed:").
            nouns = [loss for loss in mentions.losses if loss.frame == "noun"]
            if mentions.losses:
                told = nouns[0] if nouns else mentions.losses[-1]
                self.losses_of.setdefault(block.index, carry_loss(told, mentions.sentence))
            if any(item.kind is Kind.EQUIPMENT for item in mentions.items):
                self.armed.add(block.index)

    def named_above(self, document: Document, index: int) -> tuple[CarriedItem, ...]:
        """What the nearest opening or heading above a row names: "Tanks of the army" above "Destroyed: 30"."""
        leads = document.layout.leads(index, headline=False)
        return next((self.counted[lead] for lead in leads if lead in self.counted), ())

    def lent(self, document: Document, sentence: Sentence) -> CarriedLoss | None:
        """The loss of the opening or heading under which an item of a list stands; None for all other sentences."""
        leads = document.layout.leads(sentence.index) if sentence.block.listed else ()
        blocks = (document.sentences[lead].block.index for lead in leads)
        return next((self.losses_of[block] for block in blocks if block in self.losses_of), None)


def _opening_loss(mentions: Mentions) -> Loss | None:
    """The loss that a line lends to the rows under it: a noun of losses before all, then "lost", then another fate."""
    found = [loss for loss in mentions.losses if loss.entry in LOSSES]
    found.sort(key=lambda loss: loss.frame != "noun")
    return next(iter(found), None) or next(
        (loss for loss in reversed(mentions.losses) if loss.entry.startswith(_FATES)), None
    )


def ledger_claims(document: Document, mentions: Mentions, ledger: Ledger, *, conflict: bool) -> list[Claim] | None:
    """The claims of a sentence that is a row of a list of losses, or a list in one line; None where it is neither."""
    sentence = mentions.sentence
    block = sentence.block
    if block.kind is BlockKind.ROW:
        loss = _told_above(document, ledger, sentence.index)
        cells = table_claims(document, mentions, loss, ledger.items, ledger.losses)
        if cells is not None:
            return cells
        first = _behind_date(sentence)
    else:
        inline = _inline(mentions)
        if inline is None:
            return _divided(mentions, ledger)
        loss, first = inline
    named = frozenset(
        i for item in mentions.items if item.model is not None for i in range(item.phrase.first, item.phrase.last)
    )
    rows = None
    # In "MLRS 1016" the number may pass for the model's.
    for models in (named, frozenset[int]()):
        rows = rows or read_rows(read_words(sentence, first, mentions.quantities, mentions.losses, models))
    if not rows or any(sentence.lowers()[row.label[0] : row.label[1]][:1] in _PLACING for row in rows):
        return None  # "7 - over Tula region" counts what its heading does
    where = block.heading if block.kind is BlockKind.ROW and block.heading is not None else -1 - sentence.index
    labels = [_label_items(mentions, row, ledger) for row in rows]
    above = ledger.named_above(document, sentence.index) if block.kind is BlockKind.ROW else ()
    left_out = [_left_out(mentions, row, above) for row in rows]
    if loss is None and all(left_out):
        loss = ledger.lent(document, sentence)  # "Peacekeepers killed, by country"
    if loss is None and not all(row.fate is not None and untold for row, untold in zip(rows, left_out, strict=True)):
        return None  # without an opening a row tells its fate, and the heading what met with it
    if any(row.parts or row.numbered for row in rows):
        ledger.armed.add(where)
    claims: list[Claim] = []
    for row, items, untold in zip(rows, labels, left_out, strict=True):
        counted = _counted(mentions, row, items or untold, loss, ledger, where)
        if not _add(claims, mentions, row, items, counted, loss, ledger, where, conflict=conflict):
            return None
    return claims


def _behind_date(sentence: Sentence) -> int:
    """The token behind the day or time that opens a row: "14 May: 198 soldiers, one tank"; 0 where none does."""
    if _YEAR.match(sentence.text):
        return 2  # "2018: 44"
    end = sentence.start + label_end(sentence.text)
    return next((token.i for token in sentence.tokens if token.start >= end), 0)


_YEAR = re.compile(r"(?:19|20)\d\d ?: ?\d")


def _told_above(document: Document, ledger: Ledger, index: int) -> AnyLoss | None:
    """The loss of the nearest opening or heading that tells one; a list without any under them goes on with the last."""
    for lead in document.layout.leads(index):
        loss = ledger.openings.get(document.sentences[lead].block.index)
        if loss is not None:
            ledger.last = loss
            return loss
    return ledger.last


def _inline(mentions: Mentions) -> tuple[AnyLoss, int] | None:
    """The loss that opens a list within a sentence, and the token behind its colon: "Losses of the army: tanks - 31, guns - 12"."""
    tokens = mentions.sentence.tokens
    for loss in mentions.losses:
        if loss.entry not in LOSSES:
            continue
        colon = next((i for i in range(loss.phrase.last, len(tokens)) if tokens[i].text == ":"), None)
        # "Six planes were lost in the fighting: four …" counts before its verb, and is no opening.
        first = loss.phrase.first if loss.frame == "noun" else 0
        if colon is not None and not any(q.phrase.first in range(first, colon) for q in mentions.quantities):
            return loss, colon + 1
    return None


def _divided(mentions: Mentions, ledger: Ledger) -> list[Claim] | None:
    """A total of equipment in prose, divided by what became of it: "It lost 23 guns, of which 18 were destroyed and 5 captured"."""
    sentence = mentions.sentence
    tokens = sentence.tokens
    loss = next((loss for loss in mentions.losses if loss.entry in LOSSES), None)
    numbers = [quantity for quantity in mentions.quantities if quantity.form is Form.NUMBER]
    if loss is None or len(numbers) < _PARTS:
        return None
    total, *rest = numbers
    joint = _joint(tokens, total.phrase.last, rest[0].phrase.first)
    items = read_label(sentence, total.phrase.last, joint, ledger.items) if joint is not None else ()
    if joint is None or loss.phrase.first >= joint or not items or items[0].kind is not Kind.EQUIPMENT:
        return None
    category = broader([item.category for item in items])
    rules = (loss.rule, "link.loss-list")
    whole = Claim(sentence.index, total, items[0], loss, Kind.EQUIPMENT, Event.LOST, category, Stance.ASSERTED, rules)
    claims = [whole]
    for quantity, end in zip(rest, [*(other.phrase.first for other in rest[1:]), len(tokens)], strict=True):
        at = quantity.phrase.last
        fate = next((one for one in mentions.losses if at <= one.phrase.first < min(end, at + _FATE)), None)
        if fate is None or Kind.EQUIPMENT not in fate.events:
            return None
        event = fate.events[Kind.EQUIPMENT]
        rules = (fate.rule, "link.subset")
        claims.append(replace(whole, quantity=quantity, loss=fate, event=event, subset_of=0, rules=rules))
    return claims


def _joint(tokens: Sequence[Token], first: int, last: int) -> int | None:
    """The mark that leads from a total to its parts: a colon, a bracket, "of which"; None where another clause comes between."""
    for i in range(first, last):
        if tokens[i].text in (":", "("):
            return i if i + 1 == last else None
        if tokens[i].text == ",":
            words = [token.lower for token in tokens[i + 1 : last]]
            behind = [token.lower for token in tokens[last + 1 : last + 3]]
            return (
                i if words in (["of", "which"], ["of", "them"], ["of", "these"]) or behind == ["of", "them"] else None
            )
    return None


_PLACING = (["in"], ["over"], ["at"], ["near"], ["above"], ["across"])


def _left_out(mentions: Mentions, row: Row, above: Sequence[CarriedItem]) -> tuple[CarriedItem, ...]:
    """What a row counts that is a fate or a side alone, as its heading names it: "Destroyed: 30", "Nepal - 3"."""
    fate = row.fate
    alone = fate is not None and row.label == (fate.phrase.first, fate.phrase.last)
    side = any((party.phrase.first, party.phrase.last) == row.label for party in mentions.parties)
    bare = row.label == row.unit and row.label[0] == row.label[1]  # "2018: 44"
    if not (alone or side or bare) or row.parts:
        return ()
    return tuple(item for item in above if fate is None or item.kind in fate.events)


def _label_items(mentions: Mentions, row: Row, ledger: Ledger) -> tuple[Item, ...]:
    """What a row's label, or the unit behind its number, names."""
    fate = None if row.fate is None else row.fate.phrase
    for first, last in (row.label, row.unit):
        # "310 soldiers killed", "destroyed tanks": the fate is no noun beside the soldiers, nor a misspelt destroyer.
        start = fate.last if fate is not None and fate.first == first else first
        end = fate.first if fate is not None and fate.first in range(first + 1, last) else last
        found = read_label(mentions.sentence, start, end, ledger.items) if end > start else ()
        if found:
            return found
    return ()


def _add(
    claims: list[Claim],
    mentions: Mentions,
    row: Row,
    items: Sequence[Item],
    counted: tuple[Kind, Category, AnyItem | None] | None,
    loss: AnyLoss | None,
    ledger: Ledger,
    where: int,
    *,
    conflict: bool,
) -> bool:
    """Add the claims of one row, of what it has ``counted``. False where it is no row of losses."""
    last = _head_of(mentions.sentence.lowers()[slice(*row.label)])
    if items and items[0].kind is Kind.EQUIPMENT and last in _PLACES and row.label != row.unit:
        return True  # "ammunition depots: 8"
    if counted is None:
        return False
    kind, category, item = counted
    own = row.fate if row.fate is not None and kind in row.fate.events else None
    if own is not None and own.phrase.first in range(*row.label) and items:
        # "eliminated personnel": the participle tells; in "lost tanks" the noun does. "Deaths: 28" is nothing else.
        fills = row.label == (own.phrase.first, own.phrase.last)
        own = own if own.frame != "noun" or fills else None
    told = own or loss
    if told is None:
        return False
    # "Army losses" tell of people; over a list they tell of all that an army has.
    event = told.events.get(kind) or (Event.LOST if told.entry in LOSSES else None)
    if event is None:
        return False
    warlike = not (WARSHIPS | ledger.words.warring).isdisjoint(mentions.sentence.lowers())
    adds = row.parts or row.grown or row.numbered
    if kind is Kind.EQUIPMENT and not conflict and category in CIVIL and not (adds or warlike):
        return True  # ships and lorries are lost in peace as well
    event = Event.LOST if row.parts or row.numbered or (row.mixed and kind is Kind.EQUIPMENT) else event
    rules = (told.rule, "link.loss-list")
    total = len(claims)
    claims.append(Claim(mentions.sentence.index, row.total, item, told, kind, event, category, Stance.ASSERTED, rules))
    for quantity in row.grown:
        claims.append(replace(claims[total], quantity=quantity, increment_of=total, rules=(*rules, "link.increment")))
    for quantity, fate in row.parts:
        if kind not in fate.events:
            return False
        part = replace(
            claims[total],
            quantity=quantity,
            loss=fate,
            event=fate.events[kind],
            subset_of=total,
            rules=(fate.rule, "link.subset"),
        )
        claims.append(part)
    if row.parts and kind is Kind.EQUIPMENT and item is not None and item.model is None:
        ledger.sections[where] = category
    return True


def _head_of(label: Sequence[str]) -> str:
    """The last word of a label before a bracket or "of", its head: "depots" in "depots of fuel"."""
    end = next((i for i, word in enumerate(label) if word in ("(", "of", "for", "with", ",")), len(label))
    return label[end - 1] if end else ""


def _counted(
    mentions: Mentions, row: Row, items: Sequence[AnyItem], loss: AnyLoss | None, ledger: Ledger, where: int
) -> tuple[Kind, Category, AnyItem | None] | None:
    """The kind and category that a row counts, with the words that tell them."""
    sentence = mentions.sentence
    first, last = row.label
    lowers = sentence.lowers()[first:last]
    named = any(party.phrase.first >= first and party.phrase.last <= last for party in mentions.parties)
    whole = any(party.phrase.first == first and party.phrase.last == last for party in mentions.parties)
    if row.parts and (whole or (named)):
        return (
            Kind.EQUIPMENT,
            Category.EQUIPMENT,
            None,
        )  # "Ethiopia - 812, of which: destroyed: 390": all that a side lost
    if items:
        kind = items[0].kind
        category = broader([item.category for item in items if item.kind is kind])
        if kind is Kind.CASUALTY and category is Category.UNSPECIFIED and isinstance(items[0], Item):
            category = Category.MILITARY if not set(lowers) & {"civilians", "civilian"} else Category.CIVILIAN
        return kind, category, items[0]
    if last - first > _LABEL:
        return None
    fate = row.fate
    if fate is not None and fate.phrase.first == first and Kind.CASUALTY in fate.events and not row.parts:
        # Beside arms, or as an army's losses, those killed are its men: "killed - 416".
        army = where in ledger.armed or (loss is not None and loss.entry in LOSSES)
        return Kind.CASUALTY, fate.category or (Category.MILITARY if army else Category.UNSPECIFIED), None
    if (
        where not in ledger.armed
        or not {word.rstrip("s") + "s" for word in lowers}.isdisjoint(_PLACES)
        or not _PLACES.isdisjoint(lowers)
        or not ledger.words.never_arms.isdisjoint(lowers)
    ):
        return None
    if named:
        return None
    section = ledger.sections.get(where)
    phrase = sentence.phrase(first, last)
    model = sentence.slice(phrase)
    # Under a section's total the rows are its models, which have a capital or a digit beyond their first letter.
    of_section = section is not None and any(c.isdigit() or c.isupper() for c in model[1:])
    category = section if section is not None and of_section else Category.EQUIPMENT
    entry = "equipment.unknown"
    return (
        Kind.EQUIPMENT,
        category,
        Item(phrase, last - 1, Kind.EQUIPMENT, category, entry, model if of_section else None),
    )
