"""Verbs of loss in a row under one number: "shot and killed", "killing, wounding or capturing 500"."""

from __future__ import annotations

from itertools import pairwise

from claimx.clauses import Modality, clause_at
from claimx.link.claims.phrases import Counted
from claimx.link.scene import AUXILIARIES, Scene, has_passive, is_passive, skip_left
from claimx.models import Loss
from claimx.schema import Event, Kind

_JOINTS = frozenset([",", "and", "or", "/"])
# Who is taken and then killed is dead.
_TAKEN = frozenset([Event.ABDUCTED, Event.CAPTURED])
# What may end in death yet.
_SURVIVED = frozenset([Event.CASUALTIES, Event.WOUNDED])


def chain(scene: Scene, loss: Loss, kind: Kind) -> list[Loss]:
    """The verb with those coordinated with it under the same number, in text order."""
    row = [loss]
    while (other := _before(scene, row[0], kind)) is not None:
        row.insert(0, other)
    while (other := _behind(scene, row[-1], kind)) is not None:
        row.append(other)
    return row


def outcome(scene: Scene, loss: Loss) -> Loss:
    """The verb that tells what came of it, where the one found tells only how: the second of "shot and killed", "abducted and killed"."""
    if Kind.CASUALTY not in loss.events or loss.shape != "verb":
        return loss
    if (died := _death_after(scene, loss)) is not None:
        return died
    other = _behind(scene, loss, Kind.CASUALTY)
    if other is None:
        return loss
    return outcome(scene, other) if loss.manner or ends_in_death(scene, [loss, other]) else loss


def _death_after(scene: Scene, loss: Loss) -> Loss | None:
    """The second verb of "was shot in the market and died": what became of those who suffer the first."""
    sentence = scene.sentence
    if loss.events[Kind.CASUALTY] not in _SURVIVED or not has_passive(sentence, loss.anchor):
        return None
    for c in sentence.children[loss.anchor]:
        other = scene.loss_at(c) if sentence.tokens[c].dep == "conj" else None
        subject = any(sentence.tokens[j].dep in ("nsubj", "nsubjpass") for j in sentence.children[c])
        if (
            other is not None
            and other.events.get(Kind.CASUALTY) is Event.KILLED
            and other.shape == "verb"
            and not subject
            and not _tells_of_others(scene, loss, other)
        ):
            return other
    return None


def _tells_of_others(scene: Scene, loss: Loss, other: Loss) -> bool:
    """True where the second verb has counted people of its own for its subject: "four were hurt and one who was burnt died"."""
    return any(
        loss.phrase.last < counted.first < other.phrase.first
        and counted.foreign is None
        and scene.sentence.tokens[counted.first - 1].lower in ("and", "but", "while")
        for counted in scene.counted
    )


def came_of(scene: Scene, counted: Counted, loss: Loss) -> Loss:
    """The clause that tells what became of those whom the loss leaves open.

    Who was missing is dead in "a diver missing since May was found dead", who was hurt in "stabbed a clerk who later died"; who was
    shot is wounded in "was shot and is in hospital".
    """
    event = loss.events.get(Kind.CASUALTY)
    ends = _ENDS.get(event) if event is not None else None
    if ends is None or loss.shape == "noun" or (event is Event.CASUALTIES and not loss.manner):
        return loss
    told = scene.losses if counted.item is not None else ()  # "30 killed and 40 wounded": of the 40 no more is told
    for other in told:
        clause = clause_at(scene.sentence, other.anchor) if other.events.get(Kind.CASUALTY) in ends else None
        if clause is None or clause.negated or clause.modality in _UNREAL or other.frame == "noun":
            continue
        if other.phrase.first < loss.phrase.first or scene.sentence.tokens[other.phrase.first].lower in _FEARED:
            continue  # the missing who are presumed dead are missing
        between = scene.sentence.lowers()[counted.last : other.phrase.first]
        if is_passive(scene.sentence, loss) and _tells_of_others(scene, loss, other):
            continue
        if between[:1] == ["who"] and _follows(scene, loss, other):
            return other  # "one soldier who was badly hurt died": the clause of "who" ends where the next verb stands
        parted = ("of", "whom") in pairwise(between) and between[:2] != [",", "all"]  # "40, two of whom died"
        if not parted and any(counted.first <= patient < counted.last for patient in clause.patients[:1]):
            return other
    return _state(scene, counted, ends) or loss


def _follows(scene: Scene, loss: Loss, other: Loss) -> bool:
    """True where only adverbs stand between one verb of loss and the next, which takes no object."""
    between = scene.sentence.tokens[loss.phrase.last : other.phrase.first]
    return other.frame == "intransitive" and all(token.tag == "RB" for token in between)


def _state(scene: Scene, counted: Counted, ends: frozenset[Event]) -> Loss | None:
    """What the first auxiliary behind the phrase leads to: "a skier reported missing on Sunday was found dead", "one is in a coma"."""
    tokens = scene.sentence.tokens
    for j in range(counted.last, len(tokens) - 1):
        word = tokens[j]
        if word.lower in AUXILIARIES:
            rest = (t for t in tokens[j:] if t.lower not in AUXILIARIES and t.tag != "RB" and t.lower != "in")
            state = next(rest, None)
            loss = scene.loss_beginning(state.i) if state is not None and state.lower not in _FEARED else None
            return loss if loss is not None and loss.events.get(Kind.CASUALTY) in ends else None
        if word.text in (",", ";", ":") or word.tag != "NNP" and word.tag.startswith(("NN", "WP", "PRP", "WDT")):
            return None
    return None


_ENDS = {
    Event.MISSING: frozenset([Event.KILLED]),
    Event.ABDUCTED: frozenset([Event.KILLED]),
    Event.CAPTURED: frozenset([Event.KILLED]),
    Event.WOUNDED: frozenset([Event.KILLED]),
    Event.CASUALTIES: frozenset([Event.KILLED, Event.WOUNDED]),
}
_FEARED = frozenset(["feared", "presumed", "assumed"])
_UNREAL = frozenset([Modality.PLANNED, Modality.HYPOTHETICAL])


def ends_in_death(scene: Scene, row: list[Loss]) -> bool:
    """True for "abducted and killed": the last verb tells what became of those taken."""
    *taken, last = (each.events.get(Kind.CASUALTY) for each in row if not each.manner)
    joint = scene.sentence.tokens[row[-2].phrase.last].lower
    return last is Event.KILLED and _TAKEN.issuperset(taken) and joint == "and"


def _before(scene: Scene, loss: Loss, kind: Kind) -> Loss | None:
    """The verb of loss coordinated right before another: "killing, wounding or capturing"."""
    tokens, j = scene.sentence.tokens, loss.phrase.first - 1
    while j > 0 and tokens[j].tag == "RB":
        j -= 1
    if j < 0 or (tokens[j].lower not in _JOINTS and not _is_titled(scene, loss)):
        return None
    while j > 0 and tokens[j].lower in _JOINTS:
        j -= 1
    return next((x for x in scene.losses if x.phrase.last == j + 1 and kind in x.events and x.shape == "verb"), None)


def _is_titled(scene: Scene, loss: Loss) -> bool:
    """True for a verb with a capital inside a sentence: headlines leave out the comma ("Shelling Kills Injures 70")."""
    word = scene.sentence.tokens[loss.anchor].text
    return loss.phrase.first > 0 and word[0].isupper() and not word.isupper()


def _behind(scene: Scene, loss: Loss, kind: Kind) -> Loss | None:
    """The verb of loss coordinated right behind another, in the same form and without a number of its own."""
    tokens, j = scene.sentence.tokens, loss.phrase.last
    if j >= len(tokens) or tokens[j].lower not in _JOINTS:
        return None
    while j < len(tokens) and (tokens[j].lower in _JOINTS or tokens[j].tag == "RB"):
        j += 1
    # "shot and seriously wounded": the adverb is part of the second's phrase.
    other = next((each for each in scene.losses if each.phrase.first <= j < each.phrase.last), None)
    if other is None or kind not in other.events or other.frame in ("noun", "intransitive"):
        return None
    if loss.frame == "intransitive":
        return None  # "crashed, possibly shot down"
    joined = any(t.lower in ("and", "or", "/") for t in tokens[loss.phrase.last : j])
    alike = tokens[other.anchor].tag == tokens[loss.anchor].tag
    alike = alike or (joined and tokens[other.anchor].tag in ("VBN", "VBD", "JJ"))
    # "killed and wounded at least 30": the second verb has a number of its own.
    owns = any(
        counted.first >= other.phrase.last and skip_left(scene.sentence, counted.first) < other.phrase.last
        for counted in scene.counted
    )
    return other if alike and not owns else None
