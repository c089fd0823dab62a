"""Missiles, drones and shells that hit something were fired, not lost."""

from __future__ import annotations

from dataclasses import replace

from claimx.link.scene import Scene, has_passive, is_passive, skip_left
from claimx.models import Form, Loss
from claimx.schema import Category, Event, Kind

_THROWN = frozenset([Category.MISSILE, Category.UAV, Category.AMMUNITION])
# What a munition does to its target; ids of loss entries begin with these.
_HITTING = ("damaged.", "wounded.", "launched.", "killed.", "destroyed.")
# What only hits after it was fired.
_FLYING = frozenset("missile rocket drone torpedo projectile shell uav quadcopter warhead".split())
# Of one alone: "a missile hit the port".
_STRIKING = ("damaged.", "wounded.hit", "launched.")
# What becomes of a missile or drone after it was launched.
_ENDS = frozenset([Event.SHOT_DOWN, Event.DESTROYED])
# From the verb to "by" and the munition: "hit in the night by two missiles" and little longer.
_NEAR = 8
# Up from a noun to the subject it is part of; longer chains are parser errors.
_STEPS = 6


def flown(scene: Scene, k: int) -> Loss | None:
    """Missiles, drones and shells that strike were fired: "dozens of missiles hit the city"."""
    sentence, counted = scene.sentence, scene.counted[k]
    if counted.item is None or counted.item.category not in _THROWN or not sentence.parsed:
        return None
    before = scene.loss_ending(skip_left(sentence, counted.first) + 1)
    if before is not None and before.frame == "transitive" and before.events.get(Kind.EQUIPMENT) in _ENDS:
        return None  # "intercepted several missiles crossing its airspace"
    i, steps = counted.head, 0
    # Up from the noun to the subject: "dozens of missiles", "a missile and 13 drones".
    while sentence.tokens[i].dep in ("pobj", "prep", "conj", "nummod", "compound", "nmod") and steps < _STEPS:
        i, steps = sentence.tokens[i].head, steps + 1
    token = sentence.tokens[i]
    if token.dep == "nsubj" and token.head >= counted.last and not has_passive(sentence, token.head):
        verb = scene.loss_at(token.head)
        if verb is not None and verb.entry.startswith("launched.") and verb.frame == "transitive":
            return None  # "a drone fired five missiles"
        found = _as_launched(verb)
        if found is not None and counted.quantity.form is Form.ARTICLE and not found.entry.startswith(_STRIKING):
            return None  # "a bomb killed six" is an incident
        return found or _striking(scene, token.head, counted.quantity.form)
    return None


def _striking(scene: Scene, verb: int, form: Form) -> Loss | None:
    """The attack of which munitions are the subject: "two dozen drones targeted the capital"; one that does is an incident."""
    token = scene.sentence.tokens[verb]
    if form is Form.ARTICLE or token.lemma not in scene.words.attacking or token.tag not in ("VBD", "VBZ", "VBP"):
        return None
    phrase = scene.sentence.phrase(verb, verb + 1)
    return Loss(phrase, verb, {Kind.EQUIPMENT: Event.LAUNCHED}, "verb", "launched.attack", "loss.launched")


def struck_by(scene: Scene, k: int) -> Loss | None:
    """What a target was struck by was fired: "hit by two missiles", "destroyed with three FPV drones"."""
    sentence, counted = scene.sentence, scene.counted[k]
    if counted.item is None or counted.item.category not in _THROWN:
        return None
    single = counted.quantity.form is Form.ARTICLE
    if single and _FLYING.isdisjoint(t.lower for t in sentence.tokens[counted.first : counted.last]):
        return None  # a bomb or a mine may have been planted
    at = skip_left(sentence, counted.first)
    if at < 1 or sentence.tokens[at].lower not in _WITH:
        return None
    if not single and sentence.tokens[at - 1].lower in _ATTACKS:
        phrase = sentence.phrase(at - 1, at)  # "came under attack from six rockets"
        return Loss(phrase, at - 1, {Kind.EQUIPMENT: Event.LAUNCHED}, "noun", "launched.noun", "loss.launched")
    if sentence.tokens[at].lower in ("from", "involving"):
        return None
    return _as_launched(
        next(
            (loss for loss in reversed(scene.losses) if loss.phrase.first < at and at - loss.phrase.last <= _NEAR), None
        )
    )


_WITH = frozenset({"by", "with", "using", "from", "involving"})
_ATTACKS = frozenset("attack attacks assault fire bombardment strike strikes raid raids barrage shelling".split())


def _as_launched(loss: Loss | None) -> Loss | None:
    if loss is None or loss.frame == "noun" or not loss.entry.startswith(_HITTING):
        return None
    return replace(loss, events={Kind.EQUIPMENT: Event.LAUNCHED}, rule="loss.launched")


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
