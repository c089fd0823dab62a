"""What a number without a noun goes on from: the claim before it in its sentence, or that of the sentence before."""

from __future__ import annotations

from claimx.clauses.arguments import is_time
from claimx.link.claims.phrases import Counted
from claimx.link.claims.relations import is_whole_of
from claimx.link.cues import SELF_KILLERS
from claimx.link.scene import Scene
from claimx.models import Antecedent, Claim, Item

# "Of these, at least 12": the first number of the sentence, its hedge left out of account.
_OF_THESE = 4
# From the noun to the number it puts: "put the official toll of the attack at", "taking the total since October 7 to".
_FIGURE = 8


def carried(scene: Scene, k: int, before: Antecedent | None) -> Antecedent | None:
    """The claim of the sentence before, where a number goes on from it: "Three soldiers died. Two were wounded.", "Two others were hurt."."""
    counted = scene.counted[k]
    if before is None or counted.item is not None:
        return None
    of_these = [t.lower for t in scene.sentence.tokens[:2]] in (["of", "these"], ["of", "those"], ["of", "them"])
    opens = (counted.bare and opens_sentence(scene, k)) or (of_these and counted.first <= _OF_THESE)
    near = scene.sentence.index - before.sentence == 1
    return before if counted.other or (near and (opens or _is_toll_of_them(scene, k))) else None


def opens_sentence(scene: Scene, k: int) -> bool:
    """True for a number that nothing stands before but when it was: "Four were hurt", "On Tuesday four were hurt"."""
    first = scene.counted[k].first
    return first <= 1 or all(
        t.lower in _WHEN or t.tag == "RB" or is_time(scene.sentence, t.i) for t in scene.sentence.tokens[:first]
    )


_WHEN = frozenset("in on at over during the past last next since then least another and ,".split())


def _is_toll_of_them(scene: Scene, k: int) -> bool:
    """True for a number of those told of before: "the death toll has risen to 13", "the number of the injured is 40", "nine of the dead", "all five deaths"."""
    counted, lowers = scene.counted[k], scene.sentence.lowers()
    first, last = counted.first, counted.quantity.phrase.last
    if lowers[last : last + 2] in (["of", "the"], ["of", "those"]):
        return scene.loss_beginning(last + 2) is not None
    if first and lowers[first - 1] == "all" and counted.loss is not None:
        return True
    if not counted.bare:
        return False
    told = " ".join(lowers[max(0, first - _FIGURE) : first])
    return (
        "the toll" in told
        or "the death toll" in told
        or any(
            loss.phrase.last <= first and lowers[max(0, loss.phrase.first - len(of)) : loss.phrase.first] == of
            for loss in scene.losses
            for of in _TALLIES
        )
    )


_TALLIES = (["the", "number", "of", "the"], ["the", "number", "of"])


def is_of_men(scene: Scene, counted: Counted) -> bool:
    """True for "another man", "the other 90 men", who are what those told before them are."""
    tokens = scene.sentence.tokens
    if not isinstance(counted.item, Item) or tokens[counted.item.head].lower not in ("man", "men"):
        return False
    return counted.other or (counted.first > 0 and tokens[counted.first - 1].lower == "other")


def continues(scene: Scene, k: int, before: Claim | Antecedent | None) -> bool:
    """True for ellipsis ("200 soldiers were killed and 300 wounded") and "others": the noun is the one before."""
    counted = scene.counted[k]
    if before is None or (counted.item is not None and not is_of_men(scene, counted)):
        return False
    if counted.other or counted.item is not None:
        return True
    if isinstance(before, Antecedent):
        return True  # chosen by ``carried``
    if k and is_whole_of(scene, k - 1, counted.quantity.phrase.first):
        return False  # "seven of the nine dead were children"
    if isinstance(before.item, Item) and not SELF_KILLERS.isdisjoint(scene.sentence.lowered(before.item.phrase)):
        return False  # "two bombers blew themselves up, killing at least 14": others than they
    if counted.bare and any(
        t.lower in scene.words.figures for t in scene.sentence.tokens[max(0, counted.first - _FIGURE) : counted.first]
    ):
        return _is_toll_of_them(scene, k)  # "a number of wounded at 30" counts anew
    gap = scene.sentence.tokens[before.quantity.phrase.last : counted.first]
    if any(t.lower in ("among", "amongst") for t in gap):
        return False  # "a clerk was among the six killed": of the others nothing is told
    told = counted.loss is None or counted.loss.frame != "noun"
    parted = any(t.lower in (".", "but") for t in gap) or any(t.text == ";" for t in gap[:-1])
    return counted.foreign is None and told and not parted
