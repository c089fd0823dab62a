"""Weapons that were used: what hits or harms something was fired, dropped or flown at it, and not lost.

A weapon is told to be used by what it does ("a drone hit the depot", "a missile that landed near the port") and as what something
was done with ("struck by a rocket", "sank the ship with a guided bomb"); verbs of firing themselves count their object like any loss.
What any deed is done with is counted alike: "attacked the port with 57 drones", "supplied Latvia with six tanks".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from claimx.clauses import Voice, clause_at, objects_of
from claimx.link.claims.phrases import Counted
from claimx.link.scene import VERBAL, Scene, has_passive, is_passive, skip_left
from claimx.link.warring import is_bomb_on_wheels
from claimx.models import Antecedent, Claim, Form, Item, Loss
from claimx.schema import Category, Event, Kind

# The loss entry of a weapon that is told by what it does.
STRUCK = "launched.land"
_THROWN = frozenset([Category.MISSILE, Category.UAV, Category.AMMUNITION])
# Fired as weapons, and classed with the arms of infantry or with guns.
_PORTABLE = frozenset({"missile", "rocket", "rpg", "atgm", "manpads", "stinger", "javelin", "kornet", "igla", "strela"})
_MORTARS = frozenset({"mortar", "mortars"})
# What a weapon does to its target; ids of loss entries begin with these.
_HARMING = ("damaged.", "wounded.", "launched.", "killed.", "destroyed.", "casualties.")
# What a plain bomb does where it was dropped; planted ones kill and explode as well.
_STRIKING = ("damaged.", "wounded.hit", "launched.")
# What becomes of a missile or drone after it was launched.
_VOLLEY = frozenset([Event.LAUNCHED, Event.SHOT_DOWN, Event.LOST])
_ENDS = frozenset([Event.SHOT_DOWN, Event.DESTROYED])
# From the verb to "by" and the weapon: "hit in the night by two missiles" and little longer.
_NEAR = 8
# Up from a noun to the subject it is part of; longer chains are parser errors.
_STEPS = 6
# A drone that crashes or falls is lost; into or on something, it was flown there. What explodes somewhere was fired there.
_INTO = frozenset("into onto on through against inside".split())
_PLACED = _INTO | frozenset(
    "over above near outside in at behind beside between among just close nearby metres meters".split()
)
_COMING_DOWN = frozenset({"crash", "fall", "plunge", "plummet", "land"})
_WATERS = frozenset("sea ocean water river lake gulf bay".split())
_EXPLODING = frozenset({"explode", "detonate", "burst"})
_BLASTING = frozenset({"rip", "tear", "rock", "level", "flatten", "blast", "obliterate"})
_WITH = frozenset({"by", "with", "using"})
_OF_ATTACK = _WITH | {"from", "involving"}
_ATTACKS = frozenset(
    "attack attacks hit hits assault fire bombardment strike strikes raid raids barrage shelling airstrike airstrikes".split()
)


def is_weapon(scene: Scene, counted: Counted, *, aimed: bool = False) -> bool:
    """True for what is fired, dropped or flown at a target; a bomb only where it is told to come from the air, or is ``aimed``."""
    item = counted.item
    if not isinstance(item, Item):
        return False
    words = {token.lower for token in scene.sentence.tokens[counted.first : counted.last]}
    lemma = scene.sentence.tokens[item.head].lemma
    if item.category is Category.SMALL_ARMS:
        return lemma in _PORTABLE or not words.isdisjoint(_PORTABLE)
    if item.category is Category.ARTILLERY:
        return lemma in _MORTARS
    if item.category is Category.VEHICLE:
        return aimed and is_bomb_on_wheels(scene, counted)
    if item.category is Category.SHIP:
        return not words.isdisjoint(("drone", "drones", "unmanned", "uncrewed"))
    if item.category is Category.EQUIPMENT:
        return item.entry == "missile.drones"
    if item.category not in _THROWN:
        return False
    if lemma == "bomb" and item.model is None and words.isdisjoint(scene.words.airborne):
        return aimed and words.isdisjoint(scene.words.planted)
    return words.isdisjoint(scene.words.planted) or not words.isdisjoint(scene.words.airborne)


def used(scene: Scene, k: int) -> Loss | None:
    """What tells that the counted weapon was used: what it does to a target, or what it was the means of."""
    counted = scene.counted[k]
    if not is_weapon(scene, counted, aimed=True) or counted.loss is not None:
        return None
    return _struck_by(scene, k) or (_flown(scene, k) if scene.sentence.parsed else None)


def landed(scene: Scene, k: int, before: Claim | Antecedent | None) -> Loss | None:
    """The impact of weapons that the claim before counts: "fired 65 missiles. Most were downed, but seven | hit the port"."""
    near = before is not None and scene.sentence.index - before.sentence <= 1
    if not near or before is None or before.event not in _VOLLEY or before.category not in _THROWN:
        return None
    loss = _flown(scene, k) if scene.counted[k].bare and scene.sentence.parsed else None
    return None if loss is not None and before.category is Category.UAV and _falls(scene, loss.anchor) else loss


def _flown(scene: Scene, k: int) -> Loss | None:
    """The verb of which a weapon is the subject: "dozens of missiles hit the city", "a drone that slammed into a hotel"."""
    sentence, counted = scene.sentence, scene.counted[k]
    i, steps = counted.head, 0
    # Up from the noun to the subject: "dozens of missiles", "a missile and 13 drones".
    while sentence.tokens[i].dep in ("pobj", "prep", "conj", "nummod", "compound", "nmod") and steps < _STEPS:
        i, steps = sentence.tokens[i].head, steps + 1
    verb = sentence.tokens[i].head
    if sentence.tokens[i].dep == "nsubj" and verb >= counted.last and not has_passive(sentence, verb):
        loss = scene.loss_at(verb)
        if loss is not None and loss.entry.startswith("launched.") and loss.frame == "transitive":
            # "a drone fired five missiles" fires; the parser takes "a bomb dropped by a jet killed" for a verb and its subject too.
            by = any(sentence.tokens[j].dep == "agent" for j in sentence.children[verb])
            return loss if by and not objects_of(sentence, verb) else None
    for verb in _predicates(scene, i, counted):
        found = _impact(scene, verb, counted)
        if found is not None:
            return found
    return None


def _predicates(scene: Scene, subject: int, counted: Counted) -> Iterator[int]:
    """The verbs of which the noun is the subject, those that go on from the first, and those of its relative clauses.

    Relative clauses tell of aims as well ("a drone that was targeting the port crashed"): what the verb above tells comes first.
    """
    sentence, tokens = scene.sentence, scene.sentence.tokens
    top = tokens[subject]
    if top.dep in ("nsubj", "nsubjpass") and top.head >= counted.last:
        yield top.head
        for c in sentence.children[top.head]:
            own = any(tokens[j].dep in ("nsubj", "nsubjpass") for j in sentence.children[c])
            perfect = any(tokens[j].lower in ("have", "having") for j in sentence.children[c])
            if c > top.head and not own and (tokens[c].dep == "conj" or (tokens[c].dep == "xcomp" and perfect)):
                yield c
    above = scene.loss_at(top.head)
    if above is not None and Kind.EQUIPMENT in above.events:
        return
    for c in sentence.children[counted.head]:
        told = {tokens[j].dep: tokens[j].lower for j in sentence.children[c]}
        if (
            c > counted.head
            and tokens[c].dep == "relcl"
            and told.get("nsubj", "that") in ("that", "which")
            or c > counted.head
            and tokens[c].dep == "acl"
            and tokens[c].tag == "VBG"
        ):
            yield c


def _impact(scene: Scene, verb: int, counted: Counted) -> Loss | None:
    """The verb as the use of the weapon that is its subject, where it tells of an impact or of harm."""
    sentence = scene.sentence
    token, below = sentence.tokens[verb], sentence.children[verb]
    if token.tag not in VERBAL or has_passive(sentence, verb):
        return None
    auxiliaries = {sentence.tokens[c].lower for c in below if sentence.tokens[c].dep == "aux"}
    if token.tag == "VB" and auxiliaries.isdisjoint(("have", "did", "does", "do")):
        return None  # "could hit", "will strike"
    loss = next((each for each in (*scene.losses, *scene.means) if each.anchor == verb), None)
    if loss is not None and (loss.frame == "noun" or loss.shape == "noun"):
        return None
    prepositions = {sentence.tokens[c].lower for c in below if sentence.tokens[c].dep in ("prep", "advmod", "npadvmod")}
    if token.lemma in _EXPLODING:
        if prepositions.isdisjoint(_PLACED) or not is_weapon(scene, counted):
            return None  # "a shell exploded as they dug it out"
    elif token.lemma in _COMING_DOWN and counted.item is not None and counted.item.category is Category.UAV:
        if _falls(scene, verb):
            return None
    elif loss is not None and _downs(loss):
        if not objects_of(sentence, verb):
            return None  # "and one drone shot down"
    elif loss is not None and loss.entry.startswith(_HARMING):
        if not loss.entry.startswith(_STRIKING) and not is_weapon(scene, counted):
            return None  # a bomb that kills may have been planted
    elif token.lemma not in scene.words.impacting or (token.lemma in _BLASTING and not is_weapon(scene, counted)):
        return None  # "a bomb tore through a market": who knows how it came there
    if loss is None:
        loss = Loss(sentence.phrase(verb, verb + 1), verb, {}, "verb", "", "")
    return _as_launched(loss)


def _falls(scene: Scene, verb: int) -> bool:
    """True for a drone that comes down on nothing: "crashed near the town", "fell into the sea"."""
    tokens, children = scene.sentence.tokens, scene.sentence.children
    if tokens[verb].lemma not in _COMING_DOWN:
        return False
    into = [c for c in children[verb] if tokens[c].lower in _INTO]
    return not into or any(tokens[i].lemma in _WATERS for c in into for i in children[c])


def _struck_by(scene: Scene, k: int) -> Loss | None:
    """What a target was struck by was fired: "hit by two missiles", "destroyed with three FPV drones"."""
    sentence, counted = scene.sentence, scene.counted[k]
    if counted.quantity.form is Form.ARTICLE and not is_weapon(scene, counted):
        return None  # a bomb or a mine may have been planted
    at = skip_left(sentence, counted.first)
    if at < 1 or sentence.tokens[at].lower not in _OF_ATTACK:
        return None
    if sentence.tokens[at - 1].lower in _ATTACKS and not sentence.tokens[at - 1].tag.startswith("VB"):
        phrase = sentence.phrase(at - 1, at)  # "came under attack from six rockets", "an airstrike by a drone"
        return Loss(phrase, at - 1, {Kind.EQUIPMENT: Event.LAUNCHED}, "noun", "launched.noun", "loss.launched")
    if sentence.tokens[at].lower not in _WITH:
        return None
    told = sorted((*scene.losses, *scene.means), key=lambda each: each.phrase.first)
    loss = next((loss for loss in reversed(told) if loss.phrase.first < at), None)
    if loss is None or at - loss.phrase.last > _NEAR or loss.frame == "noun":
        return None
    if _is_capable(scene, loss.anchor):
        return None
    by = sentence.tokens[at].lower == "by"
    if by and loss.entry.startswith("launched.") and loss.frame == "transitive":
        return None  # "missiles fired by a drone"
    return _as_launched(loss) if _downs(loss) or loss.entry.startswith(_HARMING) else None


def _downs(loss: Loss) -> bool:
    """True for a verb of bringing down: "a missile shot down the jet", "the jet was downed by a missile"."""
    return loss.events.get(Kind.EQUIPMENT) is Event.SHOT_DOWN and loss.frame == "transitive"


def _is_capable(scene: Scene, verb: int) -> bool:
    """True for what can or shall be done with a weapon: "could use a jet to sink a ship with one bomb"."""
    tokens = scene.sentence.tokens
    if tokens[verb].tag != "VB" or any(tokens[j].lower == "have" for j in scene.sentence.children[verb]):
        return False
    return any(
        tokens[j].tag == "MD" for each in (verb, *scene.sentence.ancestors(verb)) for j in scene.sentence.children[each]
    )


def _as_launched(loss: Loss) -> Loss:
    return replace(loss, events={Kind.EQUIPMENT: Event.LAUNCHED}, entry=STRUCK, rule="loss.launched")


def end(scene: Scene, k: int, launch: Loss) -> Loss | None:
    """What became of what was launched, where another verb tells it: "a missile fired from Yemen was intercepted"."""
    counted, sentence = scene.counted[k], scene.sentence
    if launch.phrase.first < counted.last:
        return None
    told = _governing(scene, k, launch)
    if told is not None:
        return told
    for loss in scene.losses:
        if loss.events.get(Kind.EQUIPMENT) not in _ENDS or loss.phrase.first < launch.phrase.last:
            continue
        if any(other.bare and launch.phrase.last <= other.first < loss.phrase.first for other in scene.counted):
            break  # "Of 67 drones launched, 42 were shot down": the verb tells of the 42
        subject = any(
            c == counted.head and sentence.tokens[c].dep in ("nsubj", "nsubjpass")
            for c in sentence.children[loss.anchor]
        )
        if subject and (is_passive(sentence, loss) or loss.frame == "intransitive"):
            return loss
    return None


def _governing(scene: Scene, k: int, launch: Loss) -> Loss | None:
    """The end told by the verb above what a participle or relative clause describes: "downed a missile and two drones fired by X"."""
    tokens = scene.sentence.tokens
    if not scene.sentence.parsed or tokens[launch.anchor].dep not in ("acl", "relcl"):
        return None
    i, steps = scene.counted[k].head, 0
    while tokens[i].dep in ("conj", "pobj", "prep") and steps < _STEPS and scene.loss_at(tokens[i].head) is None:
        i, steps = tokens[i].head, steps + 1
        if tokens[i].tag == "CD" and scene.between(i, i + 1, k):
            return None  # "18 of the 25 drones that X launched": the number above is a part of these
    loss = scene.loss_at(tokens[i].head)
    suffers = tokens[i].dep in ("dobj", "conj") and loss is not None and loss.frame == "transitive" and loss.anchor < i
    return loss if suffers and loss is not None and loss.events.get(Kind.EQUIPMENT) in _ENDS else None


_HANDED = frozenset([Event.DELIVERED, Event.PLEDGED])
_MEANS = frozenset(["with", "using"])


def done_with(scene: Scene, k: int) -> Loss | None:
    """The verb whose instrument is counted phrase k: of attacks what was fired, of supplies what was given."""
    counted, tokens = scene.counted[k], scene.sentence.tokens
    if counted.item is None or counted.item.kind is not Kind.EQUIPMENT:
        return None
    fired = counted.item.category in (Category.MISSILE, Category.AMMUNITION)
    if fired and counted.quantity.form is Form.ARTICLE and not is_weapon(scene, counted):
        return None  # a bomb may have been planted
    givers = [
        loss for loss in scene.losses if loss.events.get(Kind.EQUIPMENT) in _HANDED and loss.frame == "transitive"
    ]
    governing = [loss for loss in (*scene.means, *givers) if loss.phrase.last <= counted.first]
    for loss in governing:
        clause = clause_at(scene.sentence, loss.anchor)
        if clause is not None and counted.head in clause.instruments:
            # "entered the valley equipped with 30 trucks": nobody hands them over.
            handed = loss in scene.means and loss.events.get(Kind.EQUIPMENT) in _HANDED
            state = handed and clause.voice is Voice.PASSIVE and not clause.agents
            return None if state else loss
    at = skip_left(scene.sentence, counted.first)
    if at < 1 or tokens[at].lower not in _MEANS or not governing:
        return None
    loss = max(governing, key=lambda each: each.phrase.first)
    between = tokens[loss.phrase.last : at]
    if not between or any(t.text in ";:" or t.tag in ("VBD", "VBZ", "VBP", "MD") for t in between):
        return None  # "sent with six tanks" has no receiver
    return loss
