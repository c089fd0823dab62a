"""The mentions of a sentence to Claims: quantity, loss, item, event, category, and the ties between claims.

What is refused is kept too, each with its reason: ``claimx audit`` is built on it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from claimx.link.counted import Counted, read_counted
from claimx.link.losses import Scene, connects, deadly_for, find_loss, numbered_people, share_losses
from claimx.models import Claim, Document, Form, Item, Loss, Mentions, Quantity, Refusal, Sentence, StanceCue
from claimx.schema import Category, Event, Kind, PartyType, Qualifier, Stance

Broader = Callable[[Sequence[Category]], Category]

# Adjectives that tell whose deaths a noun counts: "military casualties", "civilian deaths", "combat losses".
_ADJECTIVES = {
    "military": Category.MILITARY, "army": Category.MILITARY, "combat": Category.MILITARY, "battlefield": Category.MILITARY,
    "battle": Category.MILITARY, "troop": Category.MILITARY, "soldier": Category.MILITARY, "police": Category.MILITARY,
    "rebel": Category.MILITARY, "militant": Category.MILITARY, "insurgent": Category.MILITARY, "fighter": Category.MILITARY,
    "civilian": Category.CIVILIAN, "child": Category.CIVILIAN, "infant": Category.CIVILIAN, "journalist": Category.CIVILIAN,
    "women": Category.CIVILIAN, "maternal": Category.CIVILIAN, "passenger": Category.CIVILIAN, "worker": Category.CIVILIAN,
}
# What civilians own too: lost in an accident it is no equipment of war.
_CIVIL = frozenset([Category.VEHICLE, Category.SHIP, Category.AIRCRAFT, Category.HELICOPTER, Category.UAV, Category.EQUIPMENT,
                    Category.AMMUNITION, Category.SPECIAL_EQUIPMENT, Category.SMALL_ARMS])
# Names of services and units in a list of losses: "Navy - 341".
_UNITS = frozenset("army navy marines marine guard guards force forces regiment battalion brigade division corps gendarmerie police fleet squadron "
                   "platoon company vigilante vigilantes paramilitary infantry artillery militia commando commandos paratroopers legion garrison".split())
_PARTITIVE = frozenset([":", "including", "include", "includes", "among", "amongst", "whom", "which", "them", "namely", "(", "["])


@dataclass(frozen=True, slots=True)
class Listing:
    """A loss list's heading, which lends its loss to the lines under it."""

    loss: Loss
    sentence: int


def needs_conflict(claim: Claim) -> bool:
    """True for a claim that holds only in a text about armed conflict."""
    return claim.kind is Kind.EQUIPMENT or (claim.item is None and claim.loss.entry in _NAMED_ONLY)


@dataclass(frozen=True, slots=True)
class Setting:
    """What the document lends to a sentence.

    ``conflict``: the text tells of armed conflict; ``hypotheticals``: token ranges that claim nothing; ``listing``: the
    loss list in which the sentence is a line; ``before``: the last claim of the sentences before.
    """

    broader: Broader
    conflict: bool = True
    hypotheticals: tuple[tuple[int, int], ...] = ()
    listing: Listing | None = None
    before: Claim | None = None


def link_claims(mentions: Mentions, setting: Setting) -> tuple[list[Claim], list[Refusal]]:
    """Claims of one sentence in text order, and the counting expressions that are none.

    Relations between claims are positions in the returned list.
    """
    sentence = mentions.sentence
    taken = frozenset(i for q in mentions.quantities for i in range(q.number.first, q.number.last))
    counted = tuple(
        read_counted(
            sentence, q, mentions.items, mentions.losses, taken - frozenset(range(q.phrase.first, q.phrase.last)), setting.listing is not None
        )
        for q in mentions.quantities
    )
    scene = Scene(sentence, counted, mentions.losses, mentions.items, mentions.parties)
    own = [
        None if c.quantity.form is Form.INCREMENT else _listed(c, setting.listing, mentions.losses, find_loss(scene, k)) for k, c in enumerate(counted)
    ]
    found = share_losses(scene, own)
    claims: list[Claim] = []
    refusals: list[Refusal] = []
    place: dict[int, int] = {}
    for k, phrase in enumerate(counted):
        claim, reason = _claim(scene, k, found[k], claims, place, setting, mentions.stances)
        if claim is None:
            refusals.append(_refusal(sentence, phrase, reason))
        else:
            place[k] = len(claims)
            claims.append(claim)
    return claims, refusals


def _listed(counted: Counted, listing: Listing | None, losses: Sequence[Loss], found: tuple[Loss, str] | None) -> tuple[Loss, str] | None:
    """A line of a loss list takes the verb of its own line ("were liquidated"), else the heading's loss."""
    if not counted.listed:
        return found
    if found is not None and found[0].frame != "noun":
        return found
    heading = listing.loss if listing is not None else next((loss for loss in losses if loss.frame == "noun" and loss.phrase.first < counted.first), None)
    if heading is not None:
        return heading, "link.loss-list"
    return found


def _claim(
    scene: Scene,
    k: int,
    link: tuple[Loss, str] | None,
    claims: Sequence[Claim],
    place: dict[int, int],
    setting: Setting,
    stances: Sequence[StanceCue],
) -> tuple[Claim | None, str]:
    sentence, counted = scene.sentence, scene.counted[k]
    quantity = counted.quantity
    before = _whole(claims) if claims else _carried(scene, k, setting)
    if quantity.form is Form.INCREMENT:
        return _increment(scene, k, claims, place)
    if link is None and _is_figure(scene, k) and (before := claims[-1] if claims else setting.before) is not None:
        link = before.loss, "link.figure"
    if link is None and setting.before is not None and not claims and _of_them(scene, k) and scene.sentence.index - setting.before.sentence == 1:
        link = setting.before.loss, "link.part"  # "Four of them were siblings"
    if link is None and setting.listing is not None and counted.item is not None and counted.first <= 2:
        link = setting.listing.loss, "link.loss-list"  # a line that begins with its number: "138 soldiers"
    if link is None:
        if counted.foreign is not None:
            return None, f"counts {sentence.tokens[counted.foreign].text!r}, which is neither people nor equipment"
        return None, "no loss word governs it"
    loss, rule = link
    if any(first <= quantity.number.first < last for first, last in setting.hypotheticals):
        return None, "stands in a hypothetical or a plan"
    if quantity.form is Form.ARTICLE and counted.item is None and not (_is_another(sentence, counted) and rule == "link.verb-after"):
        return None, "an article counts one only before a person or a piece of equipment"
    if quantity.form is Form.ARTICLE and counted.item is not None and counted.item.plural and not _is_pair(sentence, counted):
        return None, "an article before a plural counts nothing"
    if counted.foreign is not None and not _is_victim(sentence, counted, loss, rule):
        return None, f"counts {sentence.tokens[counted.foreign].text!r}, which is neither people nor equipment"
    refusal = _unfit(scene, counted, loss, rule, setting)
    if refusal is not None:
        return None, refusal
    inherited = before if before is not None and rule in ("link.shared", "link.part") or _continues(scene, k, before) else None
    antecedent = _antecedent(scene, k, loss, claims[-1] if claims else setting.before)
    if antecedent is not None:
        counted = replace(counted, item=antecedent, items=(antecedent,))
    kind = _kind(counted, loss, inherited)
    if kind is None:
        return None, f"{_words(sentence, loss)!r} tells no loss of what it counts"
    if kind is Kind.CASUALTY and loss.entry == "destroyed.destroy" and rule not in ("link.verb-before", "link.verb-after", "link.shared", "link.part"):
        return None, "people are destroyed only as the verb's own object"
    event = _victims_event(scene, loss, loss.events[kind], claims[-1] if claims else setting.before)
    if counted.item is None and counted.of is None and _stands_in(sentence, loss):
        counted = replace(counted, of=numbered_people(scene, loss) or deadly_for(scene))
    category = _category(scene, sentence, counted, loss, kind, inherited, setting.broader)
    if category is None:
        return None, "no equipment noun tells what was lost"
    if event in (Event.DELIVERED, Event.PLEDGED) and any(c.item is not None and c.item.category is Category.MILITARY for c in scene.counted):
        return None, "men and arms sent together are a deployment"
    if kind is Kind.EQUIPMENT and not setting.conflict and category in _CIVIL and not (counted.item is not None and counted.item.model):
        return None, "civilian vehicles count only where a conflict destroys them"
    if event is Event.ABDUCTED and category is Category.MILITARY and "captive" in scene.sentence.lowers():
        event = Event.CAPTURED
    if event is Event.CAPTURED and category is Category.CIVILIAN:
        event = Event.ABDUCTED  # soldiers are captured, civilians abducted
    event = _mixed_event(scene, loss, event)
    event = _air_event(scene, loss, event, category)
    rules = (loss.rule, rule)
    quantity = _pair(sentence, counted)
    claim = Claim(sentence.index, quantity, counted.item, loss, kind, event, category, _stance(quantity, stances), rules)
    if quantity.form is Form.DERIVED:
        return _derived(claim, claims)
    total = _total(scene, k, claims, place, claim)
    if total is None:
        return claim, ""
    if claim.category is Category.UNSPECIFIED and claim.kind is claims[total].kind:
        claim = replace(claim, category=claims[total].category)  # "13 soldiers: nine South Africans and three Malawians"
    return replace(claim, subset_of=total, rules=(*rules, "link.subset")), ""


# Verbs whose object lives: an unknown noun behind them is a kind of people, unless it is one of animals or a figure of speech.
_LIVING = ("killed.kill", "killed.shoot-dead", "killed.die", "wounded.wound", "abducted.abduct", "killed.dead")
_NOT_PEOPLE = frozenset(
    "animals cattle cows sheep goats pigs horses donkeys camels chickens hens poultry birds dogs cats elephants rhinos lions tigers bears wolves deer "
    "whales dolphins turtles fish bees livestock heads trees plants jobs bills deals projects hopes dreams plans goals points games trips birds rabbits "
    "foxes bulls oxen buffaloes yaks reindeer seals sharks snakes monkeys apes gorillas mice rats insects cells viruses bacteria vines acres hectares "
    "minutes hours days weeks months years times percent houses homes buildings villages towns cities schools hospitals targets positions places areas "
    "attacks strikes incidents blasts explosions shots bullets rounds counts charges cases reports stories species".split()
)


def _is_victim(sentence: Sentence, counted: Counted, loss: Loss, rule: str) -> bool:
    """True for a plural noun that the lexicon does not know as the object of a verb of harm: "eight yatris killed"."""
    if counted.foreign is None or loss.entry not in _LIVING or rule not in ("link.verb-before", "link.verb-after"):
        return False
    token = sentence.tokens[counted.foreign]
    return token.tag == "NNS" and token.lower not in _NOT_PEOPLE and counted.quantity.form in (Form.NUMBER, Form.VAGUE)


def _whole(claims: Sequence[Claim]) -> Claim:
    """The last claim that is no part of another: what an ellipsis goes on from."""
    last = claims[-1]
    return last if last.subset_of is None else claims[last.subset_of]


def _of_them(scene: Scene, k: int) -> bool:
    tokens, last = scene.sentence.tokens, scene.counted[k].quantity.phrase.last
    return scene.counted[k].first <= 1 and [t.lower for t in tokens[last : last + 2]] in (["of", "them"], ["of", "these"], ["of", "whom"])


_FIGURES = frozenset("figure number toll total count tally estimate".split())
_PUTS = frozenset("put puts putting place places placed estimate estimated revise revised raise raised lower lowered give gave bring brought".split())


def _is_figure(scene: Scene, k: int) -> bool:
    """True for "the militants put the figure at 137": the number counts what the sentence or the one before told."""
    counted = scene.counted[k]
    if not counted.bare:
        return False
    words = [t.lower for t in scene.sentence.tokens[max(0, counted.first - 7) : counted.first]]
    return bool(_PUTS & set(words)) and bool(_FIGURES & set(words)) and "at" in words + [t.lower for t in scene.sentence.tokens[counted.first : counted.first + 1]]


def _carried(scene: Scene, k: int, setting: Setting) -> Claim | None:
    """The claim of the sentence before, where a bare number goes on from it: "Three soldiers died. Two were wounded."."""
    counted, before = scene.counted[k], setting.before
    if before is None or counted.item is not None:
        return None
    goes_on = counted.bare and counted.first <= 1 and scene.sentence.index - before.sentence == 1
    # Soldiers stay soldiers in the next sentence; who else is meant by a bare number is not told.
    if counted.other or (goes_on and before.category is Category.MILITARY):
        return before
    return None


def _unfit(scene: Scene, counted: Counted, loss: Loss, rule: str, setting: Setting) -> str | None:
    """Why a loss word does not suit what it would count, or None."""
    form = counted.quantity.form
    tokens = scene.sentence.tokens
    if counted.bare and not counted.other and loss.entry in _NAMED_ONLY and not (setting.conflict and form in (Form.NUMBER, Form.VAGUE)):
        return "the verb is too wide for a number without a noun"
    if counted.bare and form in (Form.NONE, Form.PRONOUN) and counted.last + 1 < len(tokens) and tokens[counted.last].lower == "of" and tokens[counted.last + 1].lower == "which":
        return "stands for things, not for people"
    if loss.entry == "lost.crash" and form is Form.ARTICLE and counted.item is not None and counted.item.model is None and (
        counted.item.category in (Category.VEHICLE, Category.SHIP)
    ):
        return "a vehicle or vessel in an accident is no equipment of war"
    if Kind.CASUALTY in loss.events and _stands_in(scene.sentence, loss) and _is_future(scene.sentence, loss):
        return "tells of deaths to come"
    people = counted.item is None or counted.item.kind is Kind.CASUALTY
    if form is Form.ARTICLE and people and loss.entry.startswith("casualties."):
        return "one person's loss or victimhood is no casualty count"
    if form is Form.NONE and loss.entry in ("killed.toll", "killed.body", "killed.body-found"):
        return "no toll or no body found is no count of none"
    if form is Form.ARTICLE and counted.loss is not None and loss.entry.startswith(("lost.", "damaged.")):
        return "an article before a wreck only describes"
    if counted.item is not None and counted.item.category in (Category.MISSILE, Category.AMMUNITION) and loss.entry == "destroyed.sink":
        return "a munition that explodes is an incident, not a loss"
    return None


# Verbs that people and much else suffer: "lost two", "none was hit" tell a loss only of a noun for people.
_NAMED_ONLY = frozenset(["casualties.lost", "wounded.hit", "captured.capture", "missing.disappear", "casualties.harm"])


def _stands_in(sentence: Sentence, loss: Loss) -> bool:
    """False where the loss word was lent by a list's heading."""
    return sentence.start <= loss.phrase.start < sentence.end


def _is_future(sentence: Sentence, loss: Loss) -> bool:
    """True for "will die", "would be killed": no one has died yet."""
    j = loss.phrase.first - 1
    while j >= 0 and (sentence.tokens[j].tag == "RB" or sentence.tokens[j].lower in ("be", "have", "been", "all", "also")):
        j -= 1
    return j >= 0 and sentence.tokens[j].lower in ("will", "'ll", "wo", "shall") and sentence.tokens[loss.anchor].tag in ("VB", "VBN")


def _continues(scene: Scene, k: int, before: Claim | None) -> bool:
    """True for ellipsis ("200 soldiers were killed and 300 wounded") and "others": the noun is the one before."""
    counted = scene.counted[k]
    if before is None or counted.item is not None:
        return False
    if counted.other:
        return True
    if before.sentence != scene.sentence.index:
        return True  # chosen by _carried
    if counted.bare and any(t.lower in _FIGURES for t in scene.sentence.tokens[max(0, counted.first - 7) : counted.first]):
        return False  # "the number of wounded at 30" counts anew
    gap = scene.sentence.tokens[before.quantity.phrase.last : counted.first]
    told = counted.loss is None or counted.loss.frame != "noun"
    return counted.foreign is None and told and not any(t.lower in (";", ".", "while", "but") for t in gap)


def _pair(sentence: Sentence, counted: Counted) -> Quantity:
    """ "a woman and child": one article counts two."""
    quantity = counted.quantity
    if quantity.form is not Form.ARTICLE or not _is_pair(sentence, counted):
        return quantity
    phrase = sentence.phrase(quantity.phrase.first, counted.items[-1].phrase.last)
    return replace(quantity, phrase=phrase, low=2, high=2, value=2, rule="quantity.pair")


def _is_another(sentence: Sentence, counted: Counted) -> bool:
    return sentence.tokens[counted.quantity.number.first].lower == "another"


def _is_pair(sentence: Sentence, counted: Counted) -> bool:
    """True for two singular nouns under one article: "a woman and child"."""
    if len(counted.items) == 2:
        return not any(item.plural for item in counted.items)
    if len(counted.items) != 1:
        return False
    phrase = counted.items[0].phrase
    return any(token.lower == "and" for token in sentence.tokens[phrase.first : phrase.last])


def _antecedent(scene: Scene, k: int, loss: Loss, before: Claim | None) -> Item | None:
    """The equipment that a pronoun or bare number stands for: "it shot down drones while another one crashed"."""
    counted = scene.counted[k]
    if not counted.bare or counted.listed or Kind.CASUALTY in loss.events:
        return None
    earlier = [item for item in scene.items if item.phrase.last <= counted.first and item.kind is Kind.EQUIPMENT]
    if earlier:
        return earlier[-1]
    if before is not None and before.kind is Kind.EQUIPMENT and 0 <= scene.sentence.index - before.sentence <= 1:
        return before.item
    return None


def _kind(counted: Counted, loss: Loss, inherited: Claim | None) -> Kind | None:
    if counted.item is not None:
        return counted.item.kind if counted.item.kind in loss.events else None
    if inherited is not None and inherited.kind in loss.events:
        return inherited.kind
    # A bare number with a word for people's fate counts people; equipment is always named.
    return Kind.CASUALTY if Kind.CASUALTY in loss.events else None


def _of_armed_group(scene: Scene, counted: Counted) -> bool:
    """True for people told by their armed group alone: "20 Wagner members", "three men of the JNIM"."""
    if any(item.category is not Category.UNSPECIFIED or item.kind is not Kind.CASUALTY for item in counted.items):
        return False
    after = scene.sentence.tokens[counted.last].lower if counted.last < len(scene.sentence.tokens) else ""
    end = counted.last + 6 if after in ("of", "from") else counted.last  # "of the local branch of the JNIM" is as long as it gets
    if any(t.lower in _UNITS for t in scene.sentence.tokens[counted.last : end]):
        return True
    return any(
        counted.quantity.phrase.last <= party.phrase.first < end and party.form not in ("own", "enemy", "demonym")
        for party in scene.parties
        if party.type is PartyType.GROUP or (party.form == "force")
    )


def _category(
    scene: Scene, sentence: Sentence, counted: Counted, loss: Loss, kind: Kind, inherited: Claim | None, broader: Broader
) -> Category | None:
    if counted.items:
        if _of_armed_group(scene, counted):
            return Category.MILITARY
        categories = [item.category for item in counted.items if item.kind is kind]
        if len(set(categories)) == 1:
            return _specified(sentence, counted, categories[0])
        return broader(categories)
    if loss.category is not None and kind is Kind.CASUALTY:
        return loss.category
    if counted.of is not None:
        return counted.of.category
    for token in sentence.tokens[counted.quantity.phrase.last : counted.last]:
        if token.lower in _ADJECTIVES:
            return _ADJECTIVES[token.lower]
    if not _stands_in(sentence, loss):
        pass  # the heading of a list tells the loss; its words stand in another sentence
    elif counted.loss is not None:  # "civilian deaths are between 10 and 20", "military losses of 40"
        noun = loss.phrase.first - 1
        if noun >= 0 and sentence.tokens[noun].lower in _ADJECTIVES:
            return _ADJECTIVES[sentence.tokens[noun].lower]
    elif loss.frame == "noun" and loss.phrase.first > 0 and sentence.tokens[loss.phrase.first - 1].lower in _ADJECTIVES:
        return _ADJECTIVES[sentence.tokens[loss.phrase.first - 1].lower]
    if counted.listed and kind is Kind.CASUALTY:
        words = {token.lower for token in sentence.tokens[counted.first : counted.quantity.phrase.first]}
        if words & _UNITS:
            return Category.MILITARY
    if inherited is not None and inherited.kind is kind:
        return inherited.category
    if kind is Kind.CASUALTY and _under_force(sentence, counted):
        return Category.MILITARY
    return Category.UNSPECIFIED if kind is Kind.CASUALTY else None


def _under_force(sentence: Sentence, counted: Counted) -> bool:
    """ "Burundi's army: 10 dead, 25 wounded", "Our own losses: 6 killed": a colon sets the losses under a force."""
    words = [token.lower for token in sentence.tokens[: counted.first]]
    if ":" not in words:
        return False
    before = set(words[: words.index(":")])
    return bool(before & _UNITS) or bool(before & {"losses", "casualties"} and before & {"our", "own", "enemy", "enemy's", "military"})


def _specified(sentence: Sentence, counted: Counted, category: Category) -> Category:
    """An adjective before a plain noun for people tells who they are: "12 military personnel", "20 civilian victims"."""
    if category is Category.UNSPECIFIED:
        for token in sentence.tokens[counted.quantity.phrase.last : counted.last]:
            if token.lower in _ADJECTIVES:
                return _ADJECTIVES[token.lower]
    return category


def _stance(quantity: Quantity, stances: Sequence[StanceCue]) -> Stance:
    for cue in stances:
        if cue.scope[0] <= quantity.number.first < cue.scope[1]:
            return cue.stance
    return Stance.ASSERTED


def _increment(scene: Scene, k: int, claims: Sequence[Claim], place: dict[int, int]) -> tuple[Claim | None, str]:
    """ "1305 (+3)": the bracket counts the same losses over the last day."""
    if not k or k - 1 not in place:
        return None, "an increment without a total before it"
    total = claims[place[k - 1]]
    quantity = scene.counted[k].quantity
    claim = replace(total, quantity=quantity, rules=(*total.rules, "link.increment"), increment_of=place[k - 1], subset_of=None, derived_from=None)
    return claim, ""


def _derived(claim: Claim, claims: Sequence[Claim]) -> tuple[Claim | None, str]:
    """ "twice to thrice that number": bounds computed from the last number stated before."""
    quantity = claim.quantity
    for position in range(len(claims) - 1, -1, -1):
        base = claims[position].quantity
        if base.low is None and base.high is None or quantity.factors is None:
            continue
        low = None if base.low is None else _times(base.low, quantity.factors[0])
        high = None if base.high is None else _times(base.high, quantity.factors[1])
        point = low is not None and low == high
        # Only a point can be hedged or exact; computed bounds that differ are a range.
        qualifier = quantity.qualifier if point else Qualifier.RANGE
        computed = replace(quantity, low=low, high=high, value=low if point else None, qualifier=qualifier)
        category = claim.category if claim.item is not None else claims[position].category
        return replace(claim, quantity=computed, derived_from=position, category=category, rules=(*claim.rules, "link.derived")), ""
    return None, "the number it is derived from was not found"


def _times(number: float, factor: float) -> float | int:
    product = number * factor
    return int(product) if product == int(product) else product


def _total(scene: Scene, k: int, claims: Sequence[Claim], place: dict[int, int], claim: Claim) -> int | None:
    """The position of the total that this claim is a part of: "12 people, including 3 children"."""
    tokens = scene.sentence.tokens
    for j in range(k - 1, -1, -1):
        if j not in place:
            continue
        total = claims[place[j]]
        gap = tokens[scene.counted[j].last : scene.counted[k].first]
        if total.kind is not claim.kind or total.increment_of is not None or len(gap) > 14:  # a part follows its total closely
            return None
        if any(t.lower in _PARTITIVE for t in gap) and not any(t.lower in (";", ")", "but", "while") for t in gap):
            high = total.quantity.high if total.quantity.high is not None else float("inf")
            fits = claim.quantity.low is None or claim.quantity.low <= high
            return (total.subset_of if total.subset_of is not None else place[j]) if fits else None
        if total.subset_of is not None and connects(scene.sentence, scene.counted[j].last, scene.counted[k].first) and total.event is claim.event:
            return total.subset_of
        if not connects(scene.sentence, scene.counted[j].last, scene.counted[k].first):
            return None
    return None


def _refusal(sentence: Sentence, counted: Counted, reason: str) -> Refusal:
    phrase = counted.quantity.phrase
    return Refusal(phrase.start, phrase.end, sentence.slice(phrase), counted.quantity.rule, reason)


def _mixed_event(scene: Scene, loss: Loss, event: Event) -> Event:
    """Several verbs under one number: "killing, wounding or capturing 500" counts casualties, "destroyed or captured 40" losses."""
    if event is Event.CASUALTIES or loss.shape != "verb" or not _stands_in(scene.sentence, loss):
        return event
    tokens = scene.sentence.tokens
    first, found = loss.phrase.first, {event}
    kind = next(kind for kind, told in loss.events.items() if told is event) if event in loss.events.values() else None
    while kind is not None and first >= 2 and tokens[first - 1].lower in (",", "and", "or", "/"):
        j = first - 1
        while j > 0 and tokens[j].lower in (",", "and", "or", "/"):
            j -= 1
        other = next((each for each in scene.losses if each.phrase.last == j + 1 and kind in each.events and each.shape == "verb"), None)
        if other is None:
            break
        found.add(other.events[kind])
        first = other.phrase.first
    if len(found) == 1 or Event.SHOT_DOWN in found:
        return Event.SHOT_DOWN if Event.SHOT_DOWN in found else event
    return Event.CASUALTIES if kind is Kind.CASUALTY else Event.LOST


def _air_event(scene: Scene, loss: Loss, event: Event, category: Category) -> Event:
    """Air defence that destroys drones and missiles shoots them down."""
    if not _stands_in(scene.sentence, loss):
        return event
    if event is not Event.DESTROYED or category not in (Category.UAV, Category.MISSILE, Category.AIRCRAFT, Category.HELICOPTER):
        return event
    lowers = scene.sentence.lowers()
    at = next((i for i, pair in enumerate(zip(lowers, lowers[1:], strict=False)) if pair[0] in ("air", "aerial") and pair[1] in _AIR_DEFENDERS), None)
    # The defenders act: before the verb, or behind "by"; air defence systems in a list of losses are themselves lost.
    apart = at is not None and any(loss.phrase.last <= other.phrase.first < at for other in scene.losses)
    told = at is not None and not apart and (at < loss.phrase.first or "by" in lowers[max(0, at - 3) : at])
    return Event.SHOT_DOWN if told else event


_AIR_DEFENDERS = frozenset("defence defences defense defenses defenders".split())


def _victims_event(scene: Scene, loss: Loss, event: Event, before: Claim | None) -> Event:
    """ "were killed, with some 50,000 victims": the noun leaves the event to the sentence's verb, where there is just one."""
    if loss.entry != "casualties.noun" or not loss.phrase.start or "victim" not in scene.sentence.slice(loss.phrase).lower():
        return event
    others = {other.events[Kind.CASUALTY] for other in scene.losses if other is not loss and Kind.CASUALTY in other.events}
    if len(others) == 1:
        return others.pop()
    # "Three of the victims are officials" goes on from the claim before.
    return before.event if not others and before is not None and before.kind is Kind.CASUALTY and "the" in scene.sentence.lowers() else event


def _words(sentence: Sentence, loss: Loss) -> str:
    return sentence.slice(loss.phrase)
