"""Fighters counted by their group's name alone: "two Mai-Mai were captured", "killed 12 M23"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claimx.link.claims.phrases import NOMINAL, Counted
from claimx.models import Form, Item, PartyMention, Sentence
from claimx.schema import Category, Kind, PartyType

# "IS", "PA" open sentences and end them too: a group's name that counts has three letters at least.
_SHORTEST = 3
_COUNTING = frozenset([Form.NUMBER, Form.VAGUE])


def counted_members(sentence: Sentence, counted: Counted, parties: Sequence[PartyMention]) -> Counted:
    """The phrase with a group's name right behind its number as the fighters that it counts; itself where none stands there."""
    tokens, quantity = sentence.tokens, counted.quantity
    first = quantity.phrase.last
    if counted.item is not None or quantity.form not in _COUNTING or first >= len(tokens):
        return counted
    first += tokens[first].lower == "of" and quantity.form is Form.VAGUE
    group = next((p for p in parties if p.phrase.first == first and _is_group(sentence, p)), None)
    if group is None or (counted.foreign is not None and not group.phrase.covers(counted.foreign)):
        return counted
    last = group.phrase.last
    item = Item(group.phrase, last - 1, Kind.CASUALTY, Category.MILITARY, "person.group-name", None, True)
    if counted.loss is not None and counted.loss.phrase.first == last:
        return replace(counted, item=item, items=(item,))  # "15 FDLR dead"
    after = tokens[last] if last < len(tokens) else None
    if after is not None and (
        after.tag.startswith(NOMINAL) or not after.text[0].isalnum() and after.text not in ",.;)"
    ):
        return counted  # "12 M23 positions", "three Hamas-held towns"
    return replace(counted, last=last, head=last - 1, foreign=None, item=item, items=(item,))


def _is_group(sentence: Sentence, party: PartyMention) -> bool:
    name = sentence.slice(party.phrase)
    return party.type is PartyType.GROUP and party.form == "name" and len(name) >= _SHORTEST and name[0].isupper()
