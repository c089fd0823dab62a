"""Whether a document tells of armed conflict: what civilians own counts as lost only there."""

from __future__ import annotations

from collections.abc import Iterable

from claimx.lexicon.conflict import ConflictVocabulary
from claimx.models import Mentions
from claimx.schema import Category, Kind, PartyType

# Equipment that no civilian has; a text that counts it is about war.
_MARTIAL = frozenset(
    [Category.TANK, Category.ARMOURED_VEHICLE, Category.ARTILLERY, Category.MLRS, Category.AIR_DEFENCE]
)
# One word may be a figure of speech ("price war", "rebel backbenchers"); two different signs hardly are.
ENOUGH = 2


def tells_conflict(document: Iterable[Mentions], vocabulary: ConflictVocabulary) -> bool:
    """True where enough different signs stand in a document's sentences: war words, armed groups, fighting people, arms.

    Sentences behind the last sign that is needed are not asked for.
    """
    signs: set[str] = set()
    for mentions in document:
        signs.update(match.value for match in vocabulary.words.find(mentions.sentence.lowers()))
        signs.update(
            party.id for party in mentions.parties if party.type is PartyType.GROUP or party.form in ("force", "enemy")
        )
        for item in mentions.items:
            if item.category in _MARTIAL or (
                item.kind is Kind.CASUALTY and item.category is Category.MILITARY and "police" not in item.entry
            ):
                signs.add(item.entry)
        if len(signs) >= ENOUGH:
            return True
    return False
