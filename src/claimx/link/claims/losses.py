"""Which loss a counted phrase suffers: a short list of constructions, tried from the tightest to the loosest.

Each rule returns the loss word or None; the first that answers wins, and its id goes into the record. A construction
that shows the counted people as the doers ("killed by two gunmen", "12 soldiers shot a man") refuses at once.
"""

from __future__ import annotations

from collections.abc import Callable

from claimx.link.claims.chains import came_of, outcome
from claimx.link.claims.constructions import (
    accompanied,
    counted_noun,
    fate_noun,
    listed_captive,
    named_of_uncounted,
    noun_before,
    opens_clause,
    passive_after,
    taken_captive,
    verb_after,
    verb_before,
    verb_further_before,
)
from claimx.link.claims.doers import suffers_nothing
from claimx.link.claims.fired import done_with, end, used
from claimx.link.claims.fronted import among, inverted
from claimx.link.claims.injuries import injuries_borne
from claimx.link.claims.syntax import fate_of_part, patient, syntax
from claimx.link.claims.tolls import lifted, numbered_toll, numbering, toll
from claimx.link.scene import Scene, parts_off
from claimx.models import Form, Loss
from claimx.schema import Event, Kind

Rule = Callable[[Scene, int], Loss | None]

RULES: tuple[tuple[str, Rule], ...] = (
    ("link.syntax", fate_of_part),
    ("link.counted-noun", counted_noun),
    ("link.toll", lifted),
    ("link.taken-captive", taken_captive),
    ("link.taken-captive", listed_captive),
    ("link.toll", numbered_toll),
    ("link.toll", numbering),
    ("link.inverted", inverted),
    ("link.verb-before", verb_before),
    ("link.among", among),
    ("link.noun-before", noun_before),
    ("link.verb-after", verb_after),
    ("link.syntax", syntax),
    ("link.toll", toll),
    ("link.syntax", patient),
    ("link.passive-after", passive_after),
    ("link.verb-further-before", verb_further_before),
    ("link.injuries", injuries_borne),
    ("link.accompanied", accompanied),
    ("link.fate-noun", fate_noun),
    ("link.part", named_of_uncounted),
)
# Pronouns and articles count in tight constructions only: they stand in every clause.
LOOSE: frozenset[Rule] = frozenset({toll, verb_further_before})


# Rules that look behind the number for its loss.
_FOLLOWING = frozenset(["link.syntax", "link.verb-after", "link.passive-after"])


def _is_of_part(scene: Scene, k: int, loss: Loss) -> bool:
    """True for a loss word that tells of some of those counted: of the 27 in "54 tanks (27 destroyed)", in "54 tanks, 27 of which burnt"."""
    tokens, last = scene.sentence.tokens, scene.counted[k].last
    if not isinstance(loss, Loss) or loss.phrase.first <= last:
        return False
    if parts_off(scene.sentence, last + 2, loss.phrase.first):  # behind the phrase's own "of whom"
        return True
    if any(
        other.bare and other.quantity.phrase.last == loss.phrase.first and tokens[other.first - 1].lower == "including"
        for other in scene.counted
        if other.first > last
    ):
        return True  # "700 people including 47 wounded crossed the border"
    opened = next((j for j in range(last, loss.phrase.first) if tokens[j].text == "("), None)
    if opened is None or any(token.text == ")" for token in tokens[opened : loss.phrase.first]):
        return False
    return any(opened < other.first < loss.phrase.first for other in scene.counted)


def _counts_cases(scene: Scene, k: int) -> bool:
    """True for "4,000 suspected measles cases": who fell ill has lost nothing, whatever the deaths beside them."""
    counted, tokens = scene.counted[k], scene.sentence.tokens
    at = counted.quantity.phrase.last
    while at < len(tokens) and tokens[at].tag.startswith(("NN", "JJ", "VBN")) and scene.loss_beginning(at) is None:
        if tokens[at].lower in _CASES:
            return counted.loss is None and [t.lower for t in tokens[at + 1 : at + 2]] != ["of"]
        at += 1
    return False


_CASES = frozenset(["cases", "infections"])


def _is_denied(scene: Scene, loss: Loss) -> bool:
    """True for "were not injured"."""
    before = (token.lower for token in scene.sentence.tokens[max(0, loss.phrase.first - 2) : loss.phrase.first])
    return any(word in ("not", "n't", "never") for word in before)


# What is handed over is arms, never people.
_HANDED = (Event.DELIVERED, Event.PLEDGED)


def _is_person(scene: Scene, k: int) -> bool:
    """True where people are counted."""
    item = scene.counted[k].item
    return item is not None and item.kind is Kind.CASUALTY


def find_loss(scene: Scene, k: int) -> tuple[Loss, str] | None:
    """The loss of counted phrase k and the id of the rule that tells it."""
    means = done_with(scene, k)
    if means is not None:
        return means, "link.done-with"
    weapon = used(scene, k)
    if weapon is not None:  # "five missiles and 31 drones hit 16 towns": they do, and yet are counted
        return end(scene, k, weapon) or weapon, "link.used"
    if suffers_nothing(scene, k) or _counts_cases(scene, k):
        return None
    tight = scene.counted[k].quantity.form in (Form.PRONOUN, Form.ARTICLE)
    unfitting: tuple[Loss, str] | None = None
    for rule_id, rule in RULES:
        if tight and rule in LOOSE:
            continue
        loss = rule(scene, k)
        if loss is not None and loss.phrase.last <= scene.counted[k].first and opens_clause(scene, k):
            continue
        if loss is not None and loss.events.get(Kind.EQUIPMENT) in _HANDED and _is_person(scene, k):
            continue  # "among the dead are three teachers on their way to a meeting"
        loss = outcome(scene, loss) if loss is not None and loss.frame == "transitive" else loss
        if loss is not None and not (rule_id in _FOLLOWING and _is_of_part(scene, k, loss)):
            loss = came_of(scene, scene.counted[k], loss)
            became = end(scene, k, loss) if loss.entry.startswith("launched.") else None
            item, fate = scene.counted[k].item, scene.counted[k].noun_loss
            if item is not None and fate is not None and item.kind not in loss.events:
                return fate, "link.fate-noun"  # "recovered two rifles and three bodies"
            if item is None or item.kind in (became or loss).events:
                undone = unfitting is not None and _is_denied(scene, loss)
                return unfitting if undone else (became or loss, rule_id)
            unfitting = unfitting or (became or loss, rule_id)  # "three men were recovered | deceased"
    return unfitting
