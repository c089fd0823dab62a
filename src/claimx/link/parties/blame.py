"""Who is held responsible, by whatever words: "blamed the attack on X", "X was behind it", "attributed 19 of the deaths to X"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from claimx.clauses import DEEDS, claims_deed
from claimx.models import PartyMention, Sentence
from claimx.schema import PartyType

# Verbs whose object is the deed; "on" or "to" leads to the doer.
_LAYING = {
    "blame": "on", "blames": "on", "blamed": "on", "blaming": "on", "pin": "on", "pins": "on", "pinned": "on", "pinning": "on",
    "attribute": "to", "attributes": "to", "attributed": "to", "attributing": "to",
    "ascribe": "to", "ascribes": "to", "ascribed": "to", "ascribing": "to",
}  # fmt: skip
# Verbs whose object is the doer; "for" leads to the deed.
_CHARGING = frozenset("blame blames blamed blaming suspect suspects suspected fault faults faulted".split())
# Words between a verb or a preposition and the name: "blamed on suspected members of X".
_BEFORE = frozenset(
    "the a an suspected alleged 's \u2019s paramilitary militant islamist rebel armed group jihadist extremist shiite shia sunni "
    "movement militia members fighters elements supporters militants rebels insurgents gunmen of from".split()
)
# Every word at which somebody may be held responsible.
_HOLDING = _CHARGING.union(_LAYING, ("responsibility", "behind", "responsible"))
_BE = frozenset("is are was were be been being".split())
_DENIALS = frozenset("no not nobody none never denied denies n't without yet neither nor".split())
_OWNING = ("claim", "took", "take", "accept")
# "Has blamed X for similar attacks": not for this one.
_OTHER = frozenset("similar other previous earlier past many most several such".split())
# Of "behind" the deed is meant: "the Taliban were behind it", "behind the attack".
_DEED = frozenset("it this that the these those both".split())
# Of "responsible for", which is as often said of a duty.
_DONE = DEEDS | {"it", "this", "death", "deaths", "shelling", "fire"}
_ITSELF = frozenset(("it", "they", "we"))
# Words from a verb to the name, to "on", and between what belongs together closely; "suspected X." is a note of so few.
_NEAR, _ON, _NOTE = 4, 16, 6
_SIDES = ("name", "force", "demonym")


def blamed_party(sentence: Sentence, mentions: Sequence[PartyMention]) -> PartyMention | None:
    """The side that the sentence says owns up to a deed told before it, or the group or alliance held responsible; None where it denies that.

    Whom states are blamed by is their quarrel: it counts only for losses of the same sentence.
    """
    lowers = sentence.lowers()
    sides = [m for m in mentions if m.form in _SIDES and m.type is not PartyType.PEOPLE]
    groups = [m for m in sides if m.type is not PartyType.COUNTRY]
    if lowers and lowers[0] == "suspected" and len(lowers) <= _NOTE:
        return groups[0] if groups else None
    if not sides:
        return None
    for j, word in enumerate(lowers):
        if word not in _HOLDING or _denied(lowers, j):
            continue
        found = None
        itself = not _ITSELF.isdisjoint(lowers[max(0, j - 2) : j])  # "X said it was behind the raid"
        if word in _LAYING or word in _CHARGING:
            found = _charged(sentence, groups, j)
        elif word == "responsibility" and any(w.startswith(_OWNING) for w in lowers[max(0, j - _NEAR) : j]):
            before = [m for m in sides if m.phrase.last <= j]
            found = before[-1] if before else None
        elif (
            claims_deed(sentence, j)
            or (word == "behind" and not _DEED.isdisjoint(lowers[j + 1 : j + 2]))
            or (word == "responsible" and (itself or lowers[j + 1 : j + 2] == ["for"]) and _is_of_deed(lowers, j))
        ):
            found = _subject(sentence, sides if itself else groups, j)
        if found is not None:
            return found
    return None


def _is_of_deed(lowers: list[str], at: int) -> bool:
    """True for "responsible for the raid" and "responsible." alone; an army is responsible for a border too."""
    return lowers[at + 1 : at + 2] != ["for"] or not _DONE.isdisjoint(lowers[at + 2 : at + 2 + _NEAR])


def blamed_for_losses(sentence: Sentence, mentions: Sequence[PartyMention], first: int) -> PartyMention | None:
    """The side that the sentence holds responsible for the losses whose number begins at ``first``.

    Of several numbers each has the next name behind it: "attributed 19 of the deaths to X and seven to Y"; so has each
    the name before it in "X was responsible for 30 deaths and Y for four".
    """
    lowers = sentence.lowers()
    sides = [m for m in mentions if m.form in (*_SIDES, "metonym") and m.type is not PartyType.PEOPLE]
    at = next((j for j in range(first - 1, -1, -1) if lowers[j] in _LAYING or lowers[j] in _CHARGING), None)
    if at is not None and not _denied(lowers, at):
        leading = _LAYING.get(lowers[at])
        if leading is not None:
            for j in range(first + 1, len(lowers)):
                if lowers[j] == leading and (found := _after(lowers, sides, j)) is not None:
                    return found
        if "for" in lowers[at:first]:
            return _charged(sentence, sides, at)
        return None
    claimed = next((j for j in range(first - 1, 0, -1) if claims_deed(sentence, j)), None)
    if claimed is not None and not _denied(lowers, claimed):
        groups = [m for m in sides if m.type is PartyType.GROUP]
        return _subject(sentence, groups, claimed)
    owned = _claimed_by(sentence, sides)
    if owned is not None:
        return owned
    told = next((j for j in range(first - 1, 0, -1) if lowers[j - 1 : j + 1] == ["responsible", "for"]), None)
    if told is None or _denied(lowers, told):
        return None
    # The name that stands last before the "for" of this number.
    nearest = max(j for j in range(told, first) if lowers[j] == "for")
    return _subject(sentence, sides, nearest if nearest > told else told - 1)


def _claimed_by(sentence: Sentence, sides: Sequence[PartyMention]) -> PartyMention | None:
    """The group that "was claimed by" names, where what was claimed is the attack: not a prize or a vote."""
    lowers = sentence.lowers()
    for j in range(1, len(lowers) - 1):
        if lowers[j : j + 2] != ["claimed", "by"] or lowers[j - 1] not in _BE or _denied(lowers, j):
            continue
        if not any(word in DEEDS for word in lowers[:j]):
            continue
        stop = next(
            (k for k in range(j + 2, len(lowers)) if lowers[k] in (",", ".", ";", "and", "in", "after")), len(lowers)
        )
        found = (m for m in sides if m.type is PartyType.GROUP and j < m.phrase.first < stop)
        return next(found, None)
    return None


def _charged(sentence: Sentence, sides: Sequence[PartyMention], verb: int) -> PartyMention | None:
    """The doer of a verb of blame, active or passive."""
    lowers = sentence.lowers()
    if lowers[verb - 1 : verb] and lowers[verb - 1] in _BE:
        leading = _LAYING.get(lowers[verb])
        if leading is not None and leading in lowers[verb + 1 : verb + 3]:
            return _after(lowers, sides, lowers.index(leading, verb + 1))
        return _subject(sentence, sides, verb) if "for" in lowers[verb + 1 : verb + 3] else None
    if not _OTHER.isdisjoint(lowers[verb + 1 : verb + 3]) or any(
        lowers[j] in ("for", "on") and not _OTHER.isdisjoint(lowers[j + 1 : j + 3])
        for j in range(verb + 1, len(lowers) - 1)
    ):
        return None
    if lowers[verb] in _CHARGING and (direct := _after(lowers, sides, verb)) is not None:
        # "Suspected X" is a noun phrase; whom a country only suspects of something else is not told.
        if not lowers[verb].startswith(("suspect", "fault")) or "for" in lowers[direct.phrase.last :]:
            return direct
    leading = _LAYING.get(lowers[verb])
    if leading is None:
        return None
    for j in range(verb + 1, min(len(lowers), verb + _ON)):
        if lowers[j] == leading and (found := _after(lowers, sides, j)) is not None:
            return found
    return None


def _after(lowers: list[str], sides: Sequence[PartyMention], at: int) -> PartyMention | None:
    """The side that follows the word at ``at``, past what comes before a name."""
    for mention in sides:
        first = mention.phrase.first
        if at < first <= at + _ON and all(word in _BEFORE for word in lowers[at + 1 : first]):
            return mention
    return None


def _subject(sentence: Sentence, sides: Sequence[PartyMention], at: int) -> PartyMention | None:
    """The side that is the subject of the word at ``at``, by the parse, or where it tells none the side shortly before it."""
    before = [m for m in sides if m.phrase.last <= at]
    if sentence.parsed and sentence.tokens[at].lower != "for":
        for verb in (at, sentence.tokens[at].head):
            for j in sentence.children[verb]:
                if sentence.tokens[j].dep in ("nsubj", "nsubjpass"):
                    start, end = sentence.subtree(j)  # "X's northern branch"
                    branch = (m for m in before if sentence.tokens[j].lower in _BRANCHES and m.phrase.first >= start)
                    beside = [k for k in range(j, end) if sentence.tokens[k].dep == "conj"]
                    # "a commander and his X fighters"
                    theirs = (m for m in before if m.phrase.last in beside)
                    return next((m for m in before if m.phrase.covers(j)), next(chain(branch, theirs), None))
    if not before or at - before[-1].phrase.last > _NEAR or "," in sentence.lowers()[before[-1].phrase.last : at]:
        return None
    return before[-1]


_BRANCHES = frozenset(
    "branch affiliate wing arm offshoot franchise group faction cell militants fighters rebels".split()
)


def _denied(lowers: list[str], at: int) -> bool:
    return not _DENIALS.isdisjoint(lowers[max(0, at - 2 * _NEAR) : at])
