"""Counted phrases that take their loss from another: lists, parts, additions."""

from __future__ import annotations

from collections.abc import Sequence

from claimx.link.claims.doers import suffers_nothing
from claimx.link.claims.parted import part
from claimx.link.claims.phrases import PARTITIVES, Counted
from claimx.link.claims.relations import is_one_of
from claimx.link.scene import AUXILIARIES, WINDOW, Scene, connects, has_own_participle, parts_off, skip_left
from claimx.models import AnyLoss, CarriedLoss, Form, Loss, Token
from claimx.schema import Kind

Link = tuple[AnyLoss, str]

# Links by loose rules: a list that is opened by "including" overrules them.
_LOOSE = frozenset(["link.syntax", "link.toll", "link.passive-after", "link.verb-further-before"])
# From a subject to its verb, auxiliaries between: "300,000 people have since fled".
_NEXT = 4
# How many phrases back a list goes on whose members the parse coordinates.
_BACK = 4
# Up from a noun to the one it is coordinated with; longer chains are parser errors.
_STEPS = 6
# "seven of them children": a part named without a preposition before it.
_OF_THEM = (("of", "them"), ("of", "whom"), ("of", "these"))
# After a number whose verb is left out stands a place, a time or a doer.
_PLACING = frozenset("in at on by near this last yesterday during across".split())
# An aside behind a number is this long at most, its commas included: "most of them young students".
_ASIDE = 9
# Prepositions of place, and how many words on its name stands at the latest: "in the port city of Callao".
_AT = frozenset("in at near outside off around from across inside on over above".split())
_TO_NAME = 7
_PARTING = (":", ";", "including")
_JOINTS = frozenset([",", "and", ";"])
_NUMBERS = frozenset([Form.NUMBER, Form.VAGUE, Form.PRONOUN, Form.ARTICLE])
_CLAUSAL = frozenset("who which that when while but to from".split())
_ADDITIONS = ("along with", "together with", "as well as", "in addition to", "besides", "alongside")


def share_losses(scene: Scene, found: Sequence[Link | None]) -> list[Link | None]:
    """Counted phrases without a loss of their own take that of the phrase they are coordinated with or part of."""
    out = list(found)
    # What counts no loss parts no list: it goes on past "a clash".
    order = [k for k, counted in enumerate(scene.counted) if out[k] is not None or not _is_mere_article(scene, counted)]
    order.sort(key=lambda k: scene.counted[k].first)
    for place in range(1, len(order)):  # forward: "killed 12 soldiers, three policemen and a child"
        _share_forward(scene, out, order[:place], order[place])
    out = [link if link is None else _fitting(scene, k, link) for k, link in enumerate(out)]
    for place in range(len(order) - 1, 0, -1):  # backward: "235 rebels, 100 soldiers and 120 civilians were killed"
        _share_backward(scene, out, order[place - 1], order[place])
    part(scene, out)
    return out


def _is_mere_article(scene: Scene, counted: Counted) -> bool:
    """True for "a clash", "one post"."""
    one = counted.quantity.form is Form.ARTICLE or scene.sentence.lowered(counted.quantity.number) == ("one",)
    return one and counted.item is None and not counted.other and not counted.bare


def _share_forward(scene: Scene, out: list[Link | None], earlier: Sequence[int], b: int) -> None:
    """Phrase b takes the loss of one before it; ``earlier`` are the phrases before, in text order."""
    a = earlier[-1]
    own, before = out[b], out[a]
    if (
        own is not None
        and before is not None
        and own[1] in _LOOSE
        and _begins_before(before[0], scene.counted[b].first)
        and _opens_list(scene, b)
    ):
        out[b] = (before[0], "link.part")  # "7 dead and 12 injured, including four minors": part of the nearest
    if out[b] is not None or not _may_share(scene, b) or has_own_participle(scene, b):
        return
    conjoined = next(
        (link for i in reversed(earlier[-_BACK:]) if (link := out[i]) is not None and _is_conjoined(scene, i, b)), None
    )
    if _has_own_verb(scene, b):
        return
    if before is not None and (_is_beside(scene, b) or _is_coordinated(scene, a, b)):
        out[b] = (before[0], "link.shared")
    elif conjoined is not None and (scene.counted[b].item is not None or scene.counted[b].other):
        out[b] = (conjoined[0], "link.shared")
    elif before is not None and (_is_degree(scene, b) or is_predicated(scene, b)):
        out[b] = (before[0], "link.part")
    elif before is not None and (
        _is_parallel(scene, a, b) or _is_gapped(scene, a, b, before[0]) or _is_placed_on(scene, a, b, before)
    ):
        out[b] = (before[0], "link.gapped")
    elif _opens_part(scene, b) or _opens_addition(scene, b):
        whole = next((link for i in reversed(earlier) if (link := out[i]) is not None), None)
        if whole is not None:
            out[b] = (whole[0], "link.part" if _opens_part(scene, b) else "link.shared")


def _is_beside(scene: Scene, b: int) -> bool:
    """True for "90 villagers were wounded, as were seventeen soldiers", and for the earlier figure of "410 road deaths, down from 515"."""
    at = skip_left(scene.sentence, scene.counted[b].first)
    return tuple(t.lower for t in scene.sentence.tokens[max(0, at - 1) : at + 1]) in _LIKEWISE | _COMPARED


_LIKEWISE = frozenset([("as", "were"), ("as", "was"), ("as", "did"), ("so", "were"), ("so", "was")])
_COMPARED = frozenset([("up", "from"), ("down", "from"), ("compared", "with"), ("compared", "to")])


def _has_own_verb(scene: Scene, b: int) -> bool:
    """True for the subject of a verb that is no loss: "captured 300 villages, and 300,000 people fled"."""
    tokens, right = scene.sentence.tokens, scene.counted[b]
    if not scene.sentence.parsed or tokens[right.head].dep not in ("nsubj", "nsubjpass"):
        return False
    verb = tokens[right.head].head
    plain = tokens[verb].tag in ("VBD", "VBZ", "VBP") or tokens[right.head].dep == "nsubjpass"
    clause = any(t.lower in ("and", ";", "while", "but", ",") for t in tokens[max(0, right.first - 2) : right.first])
    ends = verb + 1 == len(tokens) or tokens[verb + 1].lower in (".", ",", "that")  # "..., a medic confirmed."
    return (
        clause
        and plain
        and right.last <= verb < right.last + _NEXT
        and scene.loss_at(verb) is None
        and tokens[verb].lower not in AUXILIARIES
        and (ends or tokens[verb].lemma not in scene.words.carrying)
    )


def _share_backward(scene: Scene, out: list[Link | None], a: int, b: int) -> None:
    """Phrase a takes the loss of phrase b, whose word stands behind both."""
    left, right = scene.counted[a], scene.counted[b]
    shared = out[b]
    if (
        shared is not None
        and isinstance(shared[0], Loss)
        and parts_off(scene.sentence, left.last, shared[0].phrase.first)
    ):
        return  # "found nine workers, two of whom were dead": what is told of the part is not told of all
    if (
        out[a] is not None
        or shared is None
        or not _may_share(scene, a)
        or is_one_of(scene, right)
        or not connects(scene.sentence, left.last, right.first)
        or any(
            t.lower in (_PARTING if right.bare else _PARTING[:2])
            for t in scene.sentence.tokens[left.last : right.first]
        )
        or (right.quantity.form is Form.NONE and left.quantity.form is not Form.NONE)
    ):
        return  # what stands before a colon is told of there; nor is it told of "30,000 people, and none" died, "a boy was one of" six
    joined = all(t.lower != "with" for t in scene.sentence.tokens[left.last : right.first])
    if not _begins_before(shared[0], right.last) and (left.item is not None or left.other or (left.bare and joined)):
        out[a] = (shared[0], "link.shared")


def _begins_before(loss: AnyLoss, token: int) -> bool:
    """True where the loss word begins before the token; one that is carried comes from above."""
    return isinstance(loss, CarriedLoss) or loss.phrase.first < token


def _holds(loss: AnyLoss, token: int) -> bool:
    return isinstance(loss, Loss) and loss.phrase.covers(token)


def _fitting(scene: Scene, k: int, link: Link) -> Link:
    """A loss that cannot tell of the counted kind gives way to the sentence's noun: "losses were 240 men killed, three tanks"."""
    item = scene.counted[k].item
    if item is None or item.kind in link[0].events:
        return link
    first = scene.counted[k].first
    for loss in scene.losses:
        if (
            item.kind in loss.events
            and loss.phrase.last <= first
            and loss.entry.startswith(("casualties.", "destroyed."))
        ):
            return loss, link[1]
    return link


def _may_share(scene: Scene, k: int) -> bool:
    counted = scene.counted[k]
    return counted.foreign is None and not suffers_nothing(scene, k) and counted.quantity.form is not Form.INCREMENT


def _is_coordinated(scene: Scene, a: int, b: int) -> bool:
    """True where phrase b continues the list of phrase a."""
    left, right = scene.counted[a], scene.counted[b]
    if not (right.item is not None or right.other or right.quantity.per is not None or _opens_part(scene, b)):
        return False
    return (
        connects(scene.sentence, left.last, right.first, scene.items)
        or _is_conjoined(scene, a, b)
        or _is_listed_on(scene, a, b)
    )


def _is_conjoined(scene: Scene, a: int, b: int) -> bool:
    """One missile from Voronezh and 120 drones: a phrase between, but the parse coordinates the two nouns."""
    left, right = scene.counted[a], scene.counted[b]
    i, steps = right.head, 0
    tokens = scene.sentence.tokens
    while scene.sentence.parsed and tokens[i].dep in ("conj", "nummod", "compound") and steps < _STEPS:
        i, steps = tokens[i].head, steps + 1
        if i == left.head:
            return True
    return False


def _is_listed_on(scene: Scene, a: int, b: int) -> bool:
    """One jet near the river and seven drones: a phrase of place or time stands between two members of a list."""
    left, right = scene.counted[a], scene.counted[b]
    gap = scene.sentence.tokens[left.last : right.first]
    # Such a phrase has a preposition, a noun and "and" at least, and rarely more than ten words.
    if (
        right.item is None
        or not 3 <= len(gap) <= 10
        or (gap[-1].lower != "and" and not (gap[-1].lower == "," and _are_arms(left, right)))
        or gap[0].tag != "IN"
        or gap[0].lower in ("by", "of")
    ):
        return False
    after = scene.sentence.tokens[right.last].lower if right.last < len(scene.sentence.tokens) else "."
    clause = any(t.tag.startswith(("VB", "MD")) or t.lower in (";", ":", ",") for t in gap[:-1])
    return not clause and after in (".", ",", ";", "in", "on", "near", "at", "and", "!", "from", "(")


def _are_arms(left: Counted, right: Counted) -> bool:
    """True where both count equipment: "two missiles from Crimea, a cruise missile and 68 drones"."""
    return (
        left.item is not None
        and right.item is not None
        and left.item.kind is Kind.EQUIPMENT
        and right.item.kind is Kind.EQUIPMENT
    )


def _is_gapped(scene: Scene, a: int, b: int, loss: AnyLoss) -> bool:
    """Sixty-seven died at the mall in 2013 and 148 at the university: a clause repeats the pattern and leaves the verb out."""
    left, right, tokens = scene.counted[a], scene.counted[b], scene.sentence.tokens
    gap = tokens[left.last : right.first]
    if right.quantity.form is not Form.NUMBER or right.quantity.per is not None:
        return False
    named = right.item is not None and right.item.kind in loss.events and left.item is not None
    if not right.bare and not named:
        return False
    if left.quantity.form is not Form.NUMBER or not 2 <= len(gap) <= WINDOW:
        return False
    joint = next((j for j in range(len(gap) - 1, -1, -1) if gap[j].lower in ("and", ";", ",")), None)
    # "killed 210 in 2011, 340 in 2012 and 275 in 2013": the same preposition behind both numbers makes a list of a comma.
    paired = scene.counted[b].bare and right.last < len(tokens) and gap[0].lower == tokens[right.last].lower in _PLACING
    if joint is None or not (paired or any(t.lower in ("and", ";") for t in gap)):
        return False
    # The clause left of the joint has its verb before the number; right of it stands the new subject alone.
    verbs = (t for t in gap if t.tag.startswith(("VB", "MD")) and t.lower not in AUXILIARIES)
    if any(not _holds(loss, t.i) for t in verbs) or any(t.lower in _CLAUSAL for t in gap):
        return False
    after = tokens[right.last].lower if right.last < len(tokens) else "."
    # "and three this morning" has a time or place of its own; "and the Garrison massacre 148." a subject of its own.
    placed = after in _PLACING
    told = any(t.tag.startswith("NN") for t in gap[joint:])
    if named:  # "had lost four ships, and the air arms more than sixty aircraft."
        return told and after in (".", ";", "!")
    if not told:
        return placed or (after == "," and _places_later(tokens[right.last + 1 : right.last + _ASIDE]))
    return after in (".", ";", "!", "[", ",") or (placed and gap[0].tag == "IN")


def _is_parallel(scene: Scene, a: int, b: int) -> bool:
    """True where both numbers have a phrase of time or place of their own: "killed 816 in May, 934 in June", "12 at once and three later"."""
    left, right, tokens = scene.counted[a], scene.counted[b], scene.sentence.tokens
    if not (right.bare or right.other) or right.quantity.form not in _NUMBERS or right.quantity.per is not None:
        return False
    joint = right.first - 1
    while joint > left.last and tokens[joint].lower in _JOINTS:
        joint -= 1
    if joint + 1 == right.first or joint + 1 - left.last > WINDOW:
        return False
    after = _behind(tokens, right)
    gap = tokens[left.last : joint + 1]
    if any(t.tag.startswith(("VB", "MD")) and scene.loss_at(t.i) is None and t.lower not in AUXILIARIES for t in gap):
        return False
    if any(t.lower in _CLAUSAL | {","} for t in gap):
        return False
    opener = next((t for t in gap if t.lower in _ADJUNCTS), None)
    return opener is not None and after < len(tokens) and tokens[after].lower in _ADJUNCTS


def _behind(tokens: Sequence[Token], counted: Counted) -> int:
    """The token behind the counted phrase and "more", "others" with it."""
    after = counted.last
    while after < len(tokens) and tokens[after].lower in ("more", "others", "other", "people"):
        after += 1
    return after


# What opens a phrase of time or place.
_ADJUNCTS = frozenset(
    "in at on over near during this last yesterday today overnight later afterwards earlier since there elsewhere here".split()
)


def _is_placed_on(scene: Scene, a: int, b: int, before: Link) -> bool:
    """Three were killed in Quito, two in Loja and another near Cuenca: each number has its place, the verb stands once."""
    left, right, tokens = scene.counted[a], scene.counted[b], scene.sentence.tokens
    gap = tokens[left.last : right.first]
    again = right.item is not None and left.item is not None and tokens[right.head].lemma == tokens[left.head].lemma
    bare = right.bare or again or (right.item is None and right.other)  # "15 drones over Oryol, 11 drones over Tula"
    if not bare or right.quantity.per is not None or len(gap) > WINDOW:
        return False
    if left.quantity.form not in _NUMBERS or right.quantity.form not in _NUMBERS or not _stands_at_place(scene, right):
        return False
    # Right before the number only a comma, a conjunction, a hedge or "another".
    joint = next((i for i in range(len(gap) - 1, -1, -1) if gap[i].lower in _JOINTS), None)
    if joint is None or any(t.tag.startswith(("NN", "VB", "IN", "MD")) for t in gap[joint:]):
        return False
    placed = any(t.lower in _AT for t in gap[:joint]) or (before[1] == "link.gapped" and _stands_at_place(scene, left))
    verbal = any(
        t.tag.startswith(("VB", "MD")) and not _holds(before[0], t.i) and t.lower not in AUXILIARIES for t in gap
    )
    return placed and not verbal and not any(t.lower in _CLAUSAL - {"from"} for t in gap)


def _stands_at_place(scene: Scene, counted: Counted) -> bool:
    """True where a place follows the counted phrase: a preposition, and no number, day or month behind it."""
    tokens = scene.sentence.tokens
    last = _behind(tokens, counted)
    if last + 1 >= len(tokens) or tokens[last].lower not in _AT:
        return False
    return any(t.tag.startswith("NNP") for t in tokens[last + 1 : last + _TO_NAME])


def _places_later(words: Sequence[Token]) -> bool:
    """True where an aside ends and a place or time follows: "and 148, most of them students, at the university"."""
    lowers = [t.lower for t in words]
    close = lowers.index(",") if "," in lowers else len(lowers)
    return close + 1 < len(lowers) and lowers[close + 1] in _PLACING


def _is_degree(scene: Scene, k: int) -> bool:
    """Four more were hurt, one seriously: part of those before."""
    counted = scene.counted[k]
    tokens = scene.sentence.tokens
    if not counted.bare or counted.last >= len(tokens):
        return False
    parted = tokens[counted.first - 1].lower in (",", "-", "\u2013", "(", "\u2014")
    return parted and tokens[counted.last].lower in scene.words.degrees


def is_predicated(scene: Scene, k: int) -> bool:
    """True for a part that only a predicate tells: "nine people were killed; seven were children"."""
    counted, tokens = scene.counted[k], scene.sentence.tokens
    last = counted.quantity.phrase.last
    return (
        counted.item is not None
        and counted.item.kind is Kind.CASUALTY
        and counted.quantity.form in (Form.NUMBER, Form.VAGUE)
        and last < len(tokens)
        and tokens[last].text in ("were", "was", "are", "is")  # "several IS fighters" are a group's
    )


def _opens_list(scene: Scene, k: int) -> bool:
    """True where the part is named by "including" or a bracket, not by a clause of its own ("of which 12 were shot down")."""
    tokens = scene.sentence.tokens
    first = scene.counted[k].first
    return any(
        t.lower in ("including", "comprising", "among", "namely", "(") for t in tokens[max(0, first - 3) : first]
    )


def _opens_part(scene: Scene, k: int) -> bool:
    """True where "including", "among them", "of whom" or a bracket stands right before the phrase."""
    tokens = scene.sentence.tokens
    first = scene.counted[k].first
    last = scene.counted[k].quantity.phrase.last
    if tuple(t.lower for t in tokens[last : last + 2]) in _OF_THEM and any(c.first < first for c in scene.counted):
        return True
    listed = first > 0 and tokens[first - 1].lower in ("and", ",")
    for j in range(first - 1, max(-1, first - 6), -1):  # "including at least", "among whom were"
        if tokens[j].lower in PARTITIVES:
            return tokens[j].lower not in _PRONOUNS or tokens[j - 1].lower in ("of", "among", "amongst")
        if tokens[j].lower in (".", ";", ")") or (tokens[j].tag.startswith("NN") and not listed):
            return False  # "including children and a woman" lists on
        if tokens[j].tag.startswith(("VB", "MD")) and tokens[j].lower not in AUXILIARIES:
            return False
    return False


_PRONOUNS = frozenset(["them", "whom", "which"])


def _opens_addition(scene: Scene, k: int) -> bool:
    """True where "along with", "together with", "as well as" stands right before the phrase."""
    first = scene.counted[k].first
    return " ".join(t.lower for t in scene.sentence.tokens[max(0, first - 3) : first]).endswith(_ADDITIONS)
