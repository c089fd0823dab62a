"""Parts of a total: "12 people, including 3 children", "Of the 105 soldiers killed, 20 were hit by their own"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from claimx.link.claims.phrases import PARTITIVES
from claimx.link.claims.relations import OWNED, goes_on_of_them
from claimx.link.claims.setting import Told
from claimx.link.scene import Scene, connects
from claimx.models import Claim, Loss
from claimx.schema import Category, Event

# A part follows its total closely.
_CLOSE = 14
# What stands beside is no part.
_BESIDE = frozenset({"along", "alongside", "together", "besides"})
_BEING = frozenset({"was", "were", "is", "are", "be", "been"})


def as_part(scene: Scene, k: int, claim: Claim, told: Told) -> Claim:
    """The claim, tied to the total it is a part of, where there is one."""
    position = _find_total(scene, k, claim, told)
    if position is None and claim.rules[-1] == "link.part" and isinstance(claim.loss, Loss):
        position = _parted(claim, told)
    if position is None and claim.rules[-1] == "link.gapped":
        position = _goes_on_parting(claim, told)
    if position is None:
        return claim
    total = told.claims[position]
    # "92 people, including 28 civilians, 21 of whom": of the nearest.
    nearest = told.claims[told.place[k - 1]] if k - 1 in told.place and goes_on_of_them(scene, k) else total
    if claim.category is Category.UNSPECIFIED and claim.kind is nearest.kind:
        claim = replace(claim, category=nearest.category)  # "13 soldiers: nine South Africans and three Malawians"
    if claim.loss.entry == "casualties.lost" and nearest.event is Event.KILLED:
        claim = replace(claim, event=Event.KILLED)  # "lost 90 dead, 70 of them officers"
    return replace(claim, subset_of=position, rules=(*claim.rules, "link.subset"))


def _parted(claim: Claim, told: Told) -> int | None:
    """The total that a list without "including" parts: the last of its sentence with the same loss word."""
    return next(
        (
            position
            for position in range(len(told.claims) - 1, -1, -1)
            if (total := told.claims[position]).loss is claim.loss
            and total.sentence == claim.sentence
            and total.subset_of is None
            and _fits(claim, total)
        ),
        None,
    )


def _goes_on_parting(claim: Claim, told: Told) -> int | None:
    """The total of which the number before is a part: "57 were destroyed: 31 over Kursk and 26 over Belgorod"."""
    before = told.claims[-1] if told.claims else None
    if (
        before is None
        or before.subset_of is None
        or before.sentence != claim.sentence
        or before.event is not claim.event
    ):
        return None
    return before.subset_of if _fits(claim, told.claims[before.subset_of]) else None


def _is_beside(total: Claim, gap: list[str]) -> bool:
    """True where the words between set a number beside the one before: "a policeman was among the dead, along with one Indian"."""
    among = any(one in _BEING and two in ("among", "amongst") for one, two in pairwise(gap))
    meanwhile = any(
        pair == ("in", "which") for pair in pairwise(gap)
    )  # "were killed in a battle in which a guard died"
    return among or meanwhile or total.quantity.high == 1 or not _BESIDE.isdisjoint(gap)


def _opening_total(scene: Scene, k: int, claim: Claim, told: Told) -> int | None:
    """The claim that opens the sentence as the whole: "Of the 105 soldiers killed in the strip, 20 were killed by their own"."""
    position = told.place.get(0) if k else None
    if position is None or scene.sentence.tokens[0].lower != "of" or scene.counted[0].first > OWNED:
        return None
    total = told.claims[position]
    gap = [t.lower for t in scene.sentence.tokens[scene.counted[0].last : scene.counted[k].first]]
    return position if total.event is claim.event and "," in gap and ";" not in gap and _fits(claim, total) else None


def _fits(claim: Claim, total: Claim) -> bool:
    """True where the claim is no more than the total."""
    return total.quantity.high is None or (claim.quantity.low or 0) <= total.quantity.high


def _find_total(scene: Scene, k: int, claim: Claim, told: Told) -> int | None:
    """The position of the total that this claim is a part of: "12 people, including 3 children", "12 people, 3 of them children"."""
    if (opening := _opening_total(scene, k, claim, told)) is not None:
        return opening
    of_them = goes_on_of_them(scene, k)
    if (
        scene.counted[k].other
        and not of_them
        and any(
            t.lower == "and" for t in scene.sentence.tokens[max(0, scene.counted[k].first - 1) : scene.counted[k].first]
        )
    ):
        return None  # "seven people, most of them women, and four others": beside the seven
    for j in range(k - 1, -1, -1):
        position = told.place.get(j)
        if position is None:
            continue
        total = told.claims[position]
        first, last = scene.counted[j].last, scene.counted[k].first
        gap = [t.lower for t in scene.sentence.tokens[first:last]]
        if total.kind is not claim.kind or total.increment_of is not None or len(gap) > _CLOSE:
            return None
        if total.subset_of is None and _is_beside(total, gap):
            return None
        if (not PARTITIVES.isdisjoint(gap) or of_them) and not any(word in (";", ")", "but", "while") for word in gap):
            whole = total.subset_of if total.subset_of is not None else position
            return whole if _fits(claim, total) else None
        if not connects(scene.sentence, first, last):
            return None
        if total.subset_of is not None and total.event is claim.event:
            return total.subset_of
    return None
