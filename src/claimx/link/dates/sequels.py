"""Where a date may be carried on from one sentence to the next, and where carrying stops."""

from __future__ import annotations

from collections.abc import Sequence

from claimx.lexicon.dates import DateVocabulary
from claimx.link.anchor import anchor_of
from claimx.link.cues import active_perfect, definite, is_perfect
from claimx.link.dates.roles import Role
from claimx.link.dates.timeline import Told
from claimx.models import Claim, Document, NodeKind, Sentence

_SPANS = frozenset(("period", "earlier", "calendar"))
_SUBSET = frozenset("these those them whom additional among including others".split())


def goes_on(
    document: Document,
    before: Told,
    claim: Claim,
    told: Sequence[Told],
    reach: int,
    reached: int,
    vocabulary: DateVocabulary,
) -> bool:
    """True where the claim's sentence follows a dated one closely: in its paragraph, or in the next line or two."""
    here, there = document.sentences[claim.sentence], document.sentences[before.sentence]
    reach = _IN_ACCOUNT if _stays(document, here, there, vocabulary) else reach
    distance = here.index - max(there.index, min(reached, here.index))
    if before.open or before.mention.expression == "nth-day":
        # Totals are followed by their parts, and by other totals; a span since a day may go on a sentence longer.
        near = distance <= 1 and before.mention.expression == "since" and here.block.index == there.block.index
        if not (near or _SUBSET & set(here.lowers()[:4])):
            return False
    if (
        before.mention.expression != "since"
        and is_perfect(here, claim)
        and not definite(here, vocabulary)
        and (document.article.published is not None and here.block.index != there.block.index)
    ):
        return False  # "has killed" counts up to now, "killed" goes on with the day
    if document.article.published is None and any(one.role is Role.REPORT for one in told):
        return False  # a chronicle's sentence with a report's day of its own tells of another event
    if here.block.index != there.block.index and not definite(here, vocabulary):
        if before.mention.expression in _SPANS and not _SUBSET & set(here.lowers()[:4]):
            return False  # "three died in the past week", and the next paragraph tells of something else
        if before.mention.expression == "anchor":
            return False  # "the day before" is an aside, and the next paragraph comes back to the story
    # "The attack has killed 12" tells of it; "X has killed 900, half of the dead women" counts up to now.
    deeds = active_perfect(here, claim) and not definite(here, vocabulary, anchor_of(here, claim))
    if deeds and document.article.published is not None:
        return False
    if here.block.index == there.block.index:
        return distance <= reach + 2  # two sentences more within a paragraph
    if here.block.listed or there.block.listed:
        return False
    return distance <= reach


# "During the battle": sentences over which a section of an account stays with what it tells of.
_IN_ACCOUNT = 8


def _stays(document: Document, here: Sentence, there: Sentence, vocabulary: DateVocabulary) -> bool:
    """True where a section of an undated account comes back to what goes on: "By noon shells fell … During the battle, two died"."""
    if document.article.published is not None:
        return False
    sections = {document.layout.within(one.index, NodeKind.SECTION) for one in (here, there)}
    return len(sections) == 1 and (definite(here, vocabulary) or definite(here, vocabulary, kind="enduring"))
