"""Claims that rest on another: increments, multiples, ellipsis, pairs; parts of a total have a module of their own."""

from __future__ import annotations

from dataclasses import replace

from claimx.lexicon.verbs import LIFTING_LEMMAS, SAYING_LEMMAS
from claimx.link.claims.phrases import Counted
from claimx.link.claims.setting import Told
from claimx.link.scene import Scene, skip_left
from claimx.models import Antecedent, AnyItem, AnyLoss, Claim, Form, Item, Loss, Quantity, Sentence
from claimx.schema import Category, Kind, Qualifier

# From "of" to the whole's number, an owner's name between: "76 of the island ferry's 118 passengers".
OWNED = 6
# Two parts of one fate may leave somebody out; a list of three is told to the end.
_PARTS = 3
# Through which a participle or clause hangs on the noun it tells of.
_RELATIVE = frozenset(["acl", "relcl", "amod"])
# From the noun to the number it puts: "put the official toll of the attack at", "taking the total since October 7 to".
_FIGURE = 8


def whole(told: Told) -> Claim | None:
    """The last claim of the sentence that is no part of another: what an ellipsis goes on from."""
    if not told.claims:
        return None
    last = told.claims[-1]
    return last if last.subset_of is None else told.claims[last.subset_of]


def is_figure(scene: Scene, k: int) -> bool:
    """True for a number put on what the sentence or the one before told: "put the figure at 137", "taking the total to 40", "others at 100"."""
    counted, tokens = scene.counted[k], scene.sentence.tokens
    if not counted.bare:
        return False
    before = tokens[max(0, counted.first - _FIGURE) : counted.first]
    lowers = {t.lower for t in before}
    if before and before[-1].lower == "to" and any(t.lemma in LIFTING_LEMMAS for t in before):
        return not lowers.isdisjoint(scene.words.figures)
    if _is_said_figure(scene, counted):
        return True
    put = not lowers.isdisjoint(scene.words.putting)
    if "at" in lowers or any(t.lower == "at" for t in tokens[counted.first : counted.first + 1]):
        if put and not lowers.isdisjoint(scene.words.figures | {"it", "them"}):
            return True
        return bool(before) and before[-1].lower == "at" and _is_gapped_figure(scene, counted)
    return False


def _is_said_figure(scene: Scene, counted: Counted) -> bool:
    """True for another's figure of the same: "rebels say 100", "the opposition spoke of 80", "residents said the number was 100"."""
    tokens, last = scene.sentence.tokens, counted.quantity.phrase.last
    at = skip_left(scene.sentence, counted.first)
    if at < 1 or (last < len(tokens) and tokens[last].lower not in _ENDS):
        return False
    if tokens[at].lemma == "be":
        return tokens[at - 1].lower == "it" or tokens[at - 1].lower in scene.words.figures
    if tokens[at].lemma in ("speak", "talk"):
        return tokens[at + 1].lower == "of"
    return tokens[at].lemma in SAYING_LEMMAS and tokens[at].tag in ("VBD", "VBZ", "VBP")


# What follows a number that stands alone.
_ENDS = frozenset([".", ",", ";", "!", ")", "and", "but", "while", "dead", "in"])


def _is_gapped_figure(scene: Scene, counted: Counted) -> bool:
    """True for the second of two estimates, its verb left out: "one put the dead at 40, another at 90"."""
    tokens, at = scene.sentence.tokens, counted.first - 1
    j = at - 1
    while j > 0 and at - j <= _FIGURE and tokens[j].lower not in (",", ";", "and", "but", "while"):
        if tokens[j].tag.startswith(("VB", "MD")):
            return False
        j -= 1
    return j > 0 and j < at - 1 and any(t.lower in scene.words.putting for t in tokens[:j])


def is_of_them(scene: Scene, k: int, before: Antecedent) -> bool:
    """True for a sentence that opens with a part of the claim before: "Four of them were siblings"."""
    return scene.counted[k].first <= 1 and (goes_on_of_them(scene, k) or _goes_on_of_those(scene, k, before))


def _goes_on_of_those(scene: Scene, k: int, before: Antecedent) -> bool:
    """True for "Six of the pupils were under ten" after a claim that counts pupils."""
    counted, tokens = scene.counted[k], scene.sentence.tokens
    last = counted.quantity.phrase.last
    if counted.item is None or before.item is None or counted.item.entry != before.item.entry:
        return False
    of = [t.lower for t in tokens[last : last + 2]] in (["of", "the"], ["of", "those"])
    return of and counted.last < len(tokens) and tokens[counted.last].lower in ("were", "was", "are", "is")


def meant_people(scene: Scene, k: int) -> Category | None:
    """The people of whom "six of them" are: those counted before, else the last told: "the militants withdrew, with six of them killed"."""
    first = scene.counted[k].first
    counted = [c.item for c in scene.counted if c.first < first and c.quantity.form is Form.NUMBER]
    if counted:
        return counted[-1].category if counted[-1] is not None and counted[-1].kind is Kind.CASUALTY else None
    earlier = [
        item
        for item in scene.items
        if item.phrase.last <= scene.counted[k].first and item.kind is Kind.CASUALTY and item.plural
    ]
    return earlier[-1].category if earlier else None


def goes_on_of_them(scene: Scene, k: int) -> bool:
    """True for "six of them", "six of these", "six of whom", "of whom six"."""
    lowers, phrase = scene.sentence.lowers(), scene.counted[k].quantity.phrase
    if lowers[max(0, phrase.first - 2) : phrase.first] == ["of", "whom"]:
        return True
    return lowers[phrase.last : phrase.last + 2] in (["of", "them"], ["of", "these"], ["of", "whom"])


def is_base(scene: Scene, k: int, loss: AnyLoss, told: Told) -> bool:
    """True for the whole of which only a part suffered: in "shot down 45 of 60 drones" nothing is told of the 60."""
    counted, tokens = scene.counted[k], scene.sentence.tokens
    first, last = counted.quantity.phrase.first, counted.last
    anchor = tokens[loss.anchor] if isinstance(loss, Loss) and scene.sentence.parsed else None
    own = anchor is not None and anchor.dep in _RELATIVE and first <= anchor.head < last
    if _of_fraction(scene, first) and not own and counted.loss is not loss:
        return True  # but "treated many of the 870 people who were injured"
    if not isinstance(loss, Loss) or loss.phrase.first < last:
        if k - 1 not in told.place or told.claims[told.place[k - 1]].loss is not loss:
            return False
        if isinstance(loss, Loss) and loss.phrase.first > first:
            return False
        return is_whole_of(scene, k - 1, first)
    # "Nine of the 12 people on board were killed"; but two were launched where "one of two missiles launched" hit.
    if anchor is None or own or counted.loss is loss or loss.entry.startswith("launched."):
        return False
    finite = any(t.tag.startswith("VB") for t in scene.sentence.tokens[loss.phrase.last :])
    if loss.phrase.first == last and loss.frame == "transitive" and (anchor.tag == "VBN" or finite):
        return False
    parts = (j for j in range(k) if is_whole_of(scene, j, first))
    return any(not is_one_of(scene, scene.counted[j]) for j in parts) or _opens_with_whole(scene, k, loss)


# What tells a part of a whole without counting it.
_FRACTIONS = frozenset(
    "half most many some few majority part quarter quarters third thirds handful fifth fifths sixth sixths eighth eighths tenth "
    "tenths percent %".split()
)
_DETERMINERS = frozenset("the its their our his her".split())


def _of_fraction(scene: Scene, first: int) -> bool:
    """True for the whole, of which a part without a number suffered: "lost half of its | 40 tanks", "a third of the crew of | 90"."""
    lowers = [t.lower for t in scene.sentence.tokens[max(0, first - OWNED) : first]]
    if lowers[-1:] == ["of"] and (at := next((j for j, w in enumerate(lowers) if w in _DETERMINERS), 0)):
        lowers = lowers[: at + 1]  # "a third of the | crew of 90"
    if not lowers or lowers.pop() not in _DETERMINERS:
        return False
    if lowers[-1:] == ["half"]:
        return True
    if lowers[-1:] != ["of"] or len(lowers) < 2:
        return False
    one_in_many = len(lowers) > 2 and lowers[-3] == "in"  # "one in three of the 90 sailors"
    return lowers[-2] in _FRACTIONS or lowers[-3:-1] == ["per", "cent"] or one_in_many


def is_whole_of(scene: Scene, part: int, first: int) -> bool:
    """True where "of", "of the" or "of the ferry's" stands between a number and the one at token ``first``."""
    between = [t.lower for t in scene.sentence.tokens[scene.counted[part].quantity.phrase.last : first]]
    if between[:1] == ["out"]:
        del between[0]
    if not between or between[0] != "of" or len(between) > OWNED:
        return False
    plain = between[1:] in ([], ["the"], ["its"], ["their"], ["his"], ["her"], ["our"])
    return plain or between[-1] in ("'s", "\u2019s", "'", "of")  # "of the ferry's 90 passengers", "of the crew of 90"


def is_one_of(scene: Scene, counted: Counted) -> bool:
    """True for "he was one of 12 people killed", "Hale, one of six students to die": of those counted behind it one is named."""
    tokens, phrase = scene.sentence.tokens, counted.quantity.phrase
    before = [t.lower for t in tokens[max(0, phrase.first - 2) : phrase.first]]
    if len(before) == 2 and before[0] in ("was", "were") and before[1] == "among":
        # "The victims were among 56 people on board"; but "among 11 people shot dead", "attacked and killed".
        told = scene.loss_beginning(counted.last) or any(t.tag in ("VBN", "VBD") for t in tokens[counted.last :][:1])
        return counted.loss is None and not told
    if not before or [t.lower for t in tokens[phrase.first : phrase.first + 2]] != ["one", "of"]:
        return False
    number = any(other.quantity.form is Form.NUMBER and is_whole_of(scene, k, other.first)
                 for k, each in enumerate(scene.counted) if each is counted for other in scene.counted)  # fmt: skip
    aside = before[-1] in (",", "(", "-", "\u2013", "\u2014") and tokens[phrase.first].dep not in ("nsubj", "nsubjpass")
    return before[-1] in _COPULAS_OF_ONE or (aside and number)


_COPULAS_OF_ONE = frozenset("was is were are been being as be".split())


def _opens_with_whole(scene: Scene, k: int, loss: Loss) -> bool:
    """True for "Of the 118 passengers, 76 were missing": the whole opens the sentence, the part suffers."""
    phrase = scene.counted[k].quantity.phrase
    if not _is_fronted(scene, scene.counted[k]):
        return False
    parts = [other.first for other in scene.counted if other.first > phrase.last and other.bare]
    if len(parts) >= _PARTS and all(other.rule == loss.rule for other in scene.losses):
        return False  # "Of the 86 sailors, 22 were lost in one ship, 19 in ...": the whole fell, place by place
    return any(first < loss.phrase.first for first in parts)


def opening_whole(scene: Scene, k: int) -> AnyItem | None:
    """What the sentence opens with as the whole of a bare part: the passengers of "Of the 118 passengers, 76 were missing"."""
    if not k or not scene.counted[k].bare:
        return None
    whole = next((c for c in scene.counted[:k] if _is_fronted(scene, c) or _is_set_out(scene, c)), None)
    return None if whole is None else whole.item


def _is_set_out(scene: Scene, whole: Counted) -> bool:
    """True for those of whom the sentence goes on to tell: "there were 15 guards in the post: four", "40 sailors were aboard: nine"."""
    tokens, last = scene.sentence.tokens, whole.last
    before = skip_left(scene.sentence, whole.first)
    there = before > 0 and tokens[before].lemma == "be" and tokens[before - 1].lower == "there"
    aboard = last + 1 < len(tokens) and tokens[last].lemma == "be" and tokens[last + 1].lower in _ABOARD
    clause = tokens[last : last + _FIGURE]
    return (there or aboard) and any(token.text in (":", ";", ",") for token in clause)


_ABOARD = frozenset({"aboard", "inside", "on", "in", "at"})


def _is_fronted(scene: Scene, whole: Counted) -> bool:
    """True for the whole before its parts: "Of the 118 passengers, 76", "out of 570 soldiers in the unit, 29"."""
    tokens, at = scene.sentence.tokens, whole.first - 1
    while at > 0 and tokens[at].lower in ("the", "its", "their", "all", "these", "those"):
        at -= 1
    if at < 0 or tokens[at].lower != "of" or whole.item is None:
        return False
    opens = at == 0 or tokens[at - 1].lower in ("out", ",", "that", '"')
    end = tokens[whole.last : whole.last + _FIGURE]
    return opens and any(token.text == "," for token in end)


def find_antecedent(scene: Scene, k: int, loss: AnyLoss, before: Claim | Antecedent | None) -> AnyItem | None:
    """The equipment that a pronoun or bare number stands for: "it shot down drones while another one crashed"."""
    counted = scene.counted[k]
    if (whole := _whole_arms(scene, k)) is not None:
        return whole if Kind.EQUIPMENT in loss.events else None
    if not counted.bare or counted.listed:
        return None
    if (
        before is not None
        and before.rules[-1] == "link.subset"
        and before.sentence == scene.sentence.index
        and before.kind is Kind.EQUIPMENT
    ):
        return before.item  # a part of a catalogue's total
    if Kind.CASUALTY in loss.events:
        if before is None or before.kind is not Kind.EQUIPMENT:
            return None
        # "It intercepted 16 drones. Fifteen were destroyed over the river."; "lost four tanks; two were captured".
        near = scene.sentence.index - before.sentence
        if loss.entry.startswith("destroyed.") and near == 1:
            return before.item
        return before.item if loss.entry == "captured.capture" and near <= 1 and Kind.EQUIPMENT in loss.events else None
    earlier = [
        item
        for item in scene.items
        if item.phrase.last <= counted.first and item.kind is Kind.EQUIPMENT and not _acts(scene, item, loss)
    ]
    if earlier:
        # "fired three missiles at a destroyer, which shot down all three": what is counted, before what is named.
        numbered = [c.item for c in scene.counted if c.item in earlier and c.quantity.form is not Form.ARTICLE]
        return (numbered or earlier)[-1]
    if before is not None and before.kind is Kind.EQUIPMENT and 0 <= scene.sentence.index - before.sentence <= 1:
        return before.item
    return None


def _whole_arms(scene: Scene, k: int) -> AnyItem | None:
    """The counted equipment of which this number is a part: "12 trucks, of which three burnt", "six tanks, two of them captured"."""
    lowers, phrase = scene.sentence.lowers(), scene.counted[k].quantity.phrase
    ahead, behind = lowers[max(0, phrase.first - 2) : phrase.first], lowers[phrase.last : phrase.last + 2]
    if scene.counted[k].item is not None or (ahead not in _OF_ARMS and behind not in _OF_ARMS):
        return None
    told = [c.item for c in scene.counted[:k] if c.item is not None and c.quantity.form is Form.NUMBER]
    return told[-1] if told and told[-1].kind is Kind.EQUIPMENT else None


_OF_ARMS = (["of", "which"], ["of", "them"], ["of", "these"])


def _acts(scene: Scene, item: Item, loss: AnyLoss) -> bool:
    """True for the subject of an active verb of harm: "Air defences shot down 133 of them" counts no air defences."""
    token = scene.sentence.tokens[item.head]
    return (
        loss.frame == "transitive"
        and isinstance(loss, Loss)
        and item.phrase.last <= loss.phrase.first
        and token.dep == "nsubj"
        and token.head == loss.anchor
    )


def pair(scene: Scene, counted: Counted) -> Quantity:
    """The quantity, two where one article counts a pair: "a woman and child", "a father and his young son"."""
    quantity, sentence = counted.quantity, scene.sentence
    if quantity.form is not Form.ARTICLE:
        return quantity
    kin = _kin(scene, counted)
    if kin is None and not is_pair(sentence, counted):
        return quantity
    own = [item.phrase.last for item in counted.items if isinstance(item, Item)]
    last = kin if kin is not None else own[-1]
    phrase = sentence.phrase(quantity.phrase.first, last)
    return replace(quantity, phrase=phrase, low=2, high=2, value=2, rule="quantity.pair")


def _kin(scene: Scene, counted: Counted) -> int | None:
    """The token behind one relative who goes with the person counted: "a father and his young son"; None where none does."""
    tokens, last = scene.sentence.tokens, counted.last
    if (
        counted.item is None
        or counted.item.plural
        or counted.item.kind is not Kind.CASUALTY
        or [t.lower for t in tokens[last : last + 1]] != ["and"]
        or not {t.lower for t in tokens[last + 1 : last + 2]} & {"his", "her", "their"}
    ):
        return None
    for item in scene.items:
        between = tokens[last + 2 : item.phrase.first]
        if last + 2 <= item.phrase.first <= last + 2 + _KIN and item.kind is Kind.CASUALTY and not item.plural:
            return (
                item.phrase.last if all(t.tag.startswith(("JJ", "CD", "HYPH", "NN", "CC")) for t in between) else None
            )
    return None


# "his 10 or 12-year-old son": words between the pronoun and the relative.
_KIN = 7


def is_pair(sentence: Sentence, counted: Counted) -> bool:
    """True for two singular nouns under one article: "a woman and child"."""
    own = [item for item in counted.items if isinstance(item, Item)]
    if len(own) == 2:
        between = {token.lower for token in sentence.tokens[own[0].phrase.last : own[1].phrase.first]}
        return "or" not in between and not any(item.plural for item in own)
    return len(own) == 1 and "and" in sentence.lowered(own[0].phrase)


def increment(scene: Scene, k: int, told: Told) -> Claim | None:
    """What the total before grew by: in "1305 (+3)" the bracket counts the same losses over the last day."""
    position = told.place.get(k - 1)
    if position is None:
        return None
    total = told.claims[position]
    rules = (*total.rules, "link.increment")
    return replace(
        total, quantity=scene.counted[k].quantity, rules=rules, increment_of=position, subset_of=None, derived_from=None
    )


def base_of(scene: Scene, k: int) -> Counted | None:
    """The number that a fraction is of, right behind it: the 60 of "half of the 60 passengers"."""
    if scene.counted[k].quantity.form is not Form.DERIVED or k + 1 >= len(scene.counted):
        return None
    whole = scene.counted[k + 1]
    half = scene.sentence.lowers()[scene.counted[k].quantity.phrase.last : whole.first] == ["the"]
    return whole if half or is_whole_of(scene, k, whole.first) else None


def derived(claim: Claim, told: Told, whole: Counted | None = None) -> Claim | None:
    """The claim with bounds computed from the last number stated before, "twice to thrice that number", or from that of ``whole``."""
    quantity = claim.quantity
    if whole is not None and quantity.factors is not None and whole.quantity.value is not None:
        number = _times(whole.quantity.value, quantity.factors[0])
        computed = replace(quantity, low=number, high=number, value=number)
        return replace(claim, quantity=computed, rules=(*claim.rules, "link.derived"))
    for position in range(len(told.claims) - 1, -1, -1):
        base = told.claims[position].quantity
        if base.low is None and base.high is None or quantity.factors is None:
            continue
        low = None if base.low is None else _times(base.low, quantity.factors[0])
        high = None if base.high is None else _times(base.high, quantity.factors[1])
        point = low is not None and low == high
        # Only a point can be hedged or exact; computed bounds that differ are a range.
        qualifier = quantity.qualifier if point else Qualifier.RANGE
        computed = replace(quantity, low=low, high=high, value=low if point else None, qualifier=qualifier)
        category = claim.category if claim.item is not None else told.claims[position].category
        return replace(
            claim, quantity=computed, derived_from=position, category=category, rules=(*claim.rules, "link.derived")
        )
    return None


def _times(number: float, factor: float) -> float | int:
    product = number * factor
    return int(product) if product == int(product) else product
