"""Why a loss word does not suit what it would count: the reasons that ``claimx audit`` prints."""

from __future__ import annotations

from claimx.clauses import Modality, clause_at
from claimx.lexicon.verbs import SAYING_LEMMAS
from claimx.link.claims.phrases import UNKNOWN, Counted, is_ordinal, words_of
from claimx.link.claims.relations import is_one_of, is_pair
from claimx.link.claims.setting import Setting
from claimx.link.scene import Scene, connects, governor, is_passive, skip_left
from claimx.models import AnyLoss, CarriedLoss, Form, Item, Loss, Refusal, Sentence
from claimx.schema import Category, Event, Kind

# Verbs that people and much else suffer: "lost two", "none was hit" tell a loss only of a noun for people.
NAMED_ONLY = frozenset(["casualties.lost", "wounded.hit", "captured.capture", "missing.disappear", "casualties.harm"])
# Places are taken, too: whatever the text is about, only of a noun.
_OF_NOUNS = frozenset(["captured.take-from", "captured.fighters-take", "abducted.take"])
# Verbs whose object lives: an unknown plural behind them is a kind of people.
LIVING = frozenset(
    "killed.kill killed.shoot-dead killed.die killed.dead wounded.wound wounded.stab casualties.shoot "
    "casualties.mixed abducted.abduct".split()
)
# One person may have several.
_WOUNDS = frozenset({"wound", "wounds", "bruises", "fractures", "cuts", "lacerations"})
# "no one | can ever really know".
_AHEAD = 4
# Links by which "another" is one person more: "another was hurt", "another in Agra", "left another missing".
_OF_ANOTHER = frozenset(
    "link.verb-before link.verb-after link.gapped link.syntax link.counted-noun link.shared".split()
)
# Arms changing hands.
_HANDED = frozenset([Event.DELIVERED, Event.PLEDGED])
# Links between a verb and the noun that suffers it.
_SUFFERED = frozenset(["link.verb-before", "link.verb-after", "link.syntax", "link.shared"])
# A singular that no lexicon has is a person right beside a word of death or harm alone.
_NEXT_TO = frozenset(["link.verb-before", "link.verb-after", "link.shared"])


def refusal(sentence: Sentence, counted: Counted, reason: str) -> Refusal:
    """The counting expression with the reason why it is no claim."""
    phrase = counted.quantity.phrase
    return Refusal(phrase.start, phrase.end, sentence.slice(phrase), counted.quantity.rule, reason)


def unlinked(scene: Scene, counted: Counted) -> str:
    """Why no loss word was found."""
    return "no loss word governs it" if counted.foreign is None else _foreign(scene, counted.foreign)


def unfit(scene: Scene, counted: Counted, loss: AnyLoss, rule: str, setting: Setting) -> str | None:
    """Why the loss word that a rule found does not suit what it would count, or None."""
    number = counted.quantity.number.first
    if any(first <= number < last for first, last in setting.hypotheticals):
        return "stands in a hypothetical or a plan"
    if _is_rate(scene, counted):
        return "is a rate, or the base of one"
    if is_one_of(scene, counted):
        return "tells that somebody is among those counted"
    if _speaks(scene, counted) or _tells(scene, counted, loss):
        return "tells who speaks"
    if _knows_nothing(scene, counted):
        return "tells that nobody knows"
    if _floats(scene, counted):
        return "repeats those named before the verb"
    reason = _article(scene, counted, rule) if counted.quantity.form is Form.ARTICLE else None
    if reason is not None:
        return reason
    at = skip_left(scene.sentence, counted.first)
    part = counted.bare and isinstance(loss, Loss) and at > 0 and scene.sentence.tokens[at].lower == "including"
    told = counted.loss or (loss if part and isinstance(loss, Loss) else None)
    if told is not None and scene.sentence.tokens[told.anchor].lower in _WOUNDS:
        return "counts wounds, not the wounded"  # "gunshot wounds, including one to the head"
    if counted.foreign is not None and not _is_victim(scene, counted, loss, rule):
        return _foreign(scene, counted.foreign)
    if isinstance(counted.item, Item) and counted.item.entry == UNKNOWN and Kind.EQUIPMENT in loss.events:
        return _foreign(scene, counted.item.head)  # only a loss that befalls people alone makes people of it
    if (
        rule not in _NEXT_TO
        and isinstance(counted.item, Item)
        and counted.item.entry == UNKNOWN
        and not counted.item.plural
    ):
        return _foreign(scene, counted.item.head)
    if counted.quantity.form is Form.ARTICLE and _is_undone(scene, loss):
        return "tells what has not been done"
    bare = None if rule == "link.figure" else _bare(scene, counted, loss, setting)
    return bare or _unmeant(scene, counted, loss, rule)


def _is_undone(scene: Scene, loss: AnyLoss) -> bool:
    """True for "has not executed a prisoner", "never lost a ship"."""
    if not isinstance(loss, Loss) or not scene.sentence.parsed or loss.frame != "transitive":
        return False
    tokens = scene.sentence.tokens
    return any(
        tokens[j].dep == "neg" and tokens[j].lower in ("not", "n't", "never")
        for j in scene.sentence.children[loss.anchor]
    )


_EACH = frozenset(["every", "each"])


def _is_rate(scene: Scene, counted: Counted) -> bool:
    """True for "11 deaths for every 1,000 births" and "71 deaths per 100,000", and for the thousand itself."""
    tokens, last = scene.sentence.tokens, counted.last
    lowers = [t.lower for t in tokens[last : last + 4]]
    if lowers[:2] and lowers[0] in ("for", "in", "out", "of", "per"):
        base = 2 if len(lowers) > 2 and lowers[1] in _EACH else 1
        numbered = any(other.quantity.number.first == last + base for other in scene.counted) or (
            len(lowers) > base and lowers[base][0].isdigit()
        )
        if (numbered and (base == 2 or lowers[0] == "per")) or (counted.bare and base == 2):
            return True  # "one for each of the people killed"
    first = counted.quantity.phrase.first
    before = [t.lower for t in tokens[max(0, first - 2) : first]]
    ratio = any(
        other.quantity.number.first == last + 1 and other.quantity.form is Form.NUMBER for other in scene.counted
    )
    if (lowers[:1] == ["in"] and ratio and tokens[first].lower in ("one", "1")) or before in (
        ["one", "in"],
        ["1", "in"],
    ):
        return True  # "kills one in 10,000 patients"
    return before[-1:] == ["per"] or (before[:1] == ["for"] and before[-1] in _EACH)


def _speaks(scene: Scene, counted: Counted) -> bool:
    """True for "..., an officer said", "..., residents and a lawmaker said": who tells of losses is none of them."""
    tokens, at, first = scene.sentence.tokens, counted.last, counted.first
    if counted.quantity.form is not Form.ARTICLE or first == 0 or at >= len(tokens):
        return False
    if tokens[at].lemma not in SAYING_LEMMAS or tokens[at].tag not in ("VBD", "VBZ", "VBP"):
        return False
    if tokens[first - 1].lower == "and":
        first -= 1
        while first > 0 and tokens[first - 1].pos in ("NOUN", "PROPN", "ADJ", "DET"):
            first -= 1
    return first > 0 and tokens[first - 1].text in (",", '"', "\u201d")


# What nobody does, where the number of the dead is unknown: "no one knows how many died", "nobody can say who was hurt".
_KNOWING = frozenset("know say tell understand count imagine guess explain remember".split())


def _knows_nothing(scene: Scene, counted: Counted) -> bool:
    """True for "no one knows how many died", which counts no dead."""
    tokens = scene.sentence.tokens
    ahead = tokens[counted.last : counted.last + _AHEAD]
    return counted.quantity.form is Form.NONE and any(
        token.lemma in _KNOWING and all(t.pos in ("AUX", "ADV", "PART") for t in ahead[:k])
        for k, token in enumerate(ahead)
    )


def _tells(scene: Scene, counted: Counted, loss: AnyLoss) -> bool:
    """True for "An official confirmed two dead", "A guard says that the bus fell, killing two": the one who tells of others' fate."""
    tokens, at = scene.sentence.tokens, counted.last
    if not isinstance(loss, Loss) or counted.quantity.form is not Form.ARTICLE or at >= loss.phrase.first:
        return False
    head = tokens[counted.head]
    if tokens[at].lower == "reported" and at + 1 < len(tokens) and tokens[at + 1].lower == "missing":
        return False
    if head.dep == "nsubj" and head.head < loss.phrase.first and tokens[head.head].lemma in SAYING_LEMMAS:
        return True
    if counted.first > 0:
        return False
    told = tokens[at].lemma in SAYING_LEMMAS and tokens[at].tag in ("VBD", "VBZ")
    return told and any(at < other.first < loss.phrase.last for other in scene.counted)


def _floats(scene: Scene, counted: Counted) -> bool:
    """True for "X and Y were both killed": the word counts again whom the subject names."""
    tokens, phrase = scene.sentence.tokens, counted.quantity.phrase
    return (
        counted.bare
        and [t.lower for t in tokens[phrase.first : phrase.last]] == ["both"]
        and phrase.first > 0
        and tokens[phrase.first - 1].lower in ("were", "are", "was", "been")
    )


# Links so tight that people may be the object even of a verb for things.
_TIGHT = frozenset(["link.verb-before", "link.verb-after", "link.shared", "link.part"])


def unkilled(loss: AnyLoss, rule: str) -> str | None:
    """Why people are not the ones destroyed, or None."""
    if loss.entry == "destroyed.destroy" and rule not in _TIGHT:
        return "people are destroyed only as the verb's own object"
    return None


def _foreign(scene: Scene, noun: int) -> str:
    return f"counts {scene.sentence.tokens[noun].text!r}, which is neither people nor equipment"


_ONE_OF_THEM = (["one", "of", "them"], ["one", "of", "whom"])


def _article(scene: Scene, counted: Counted, rule: str) -> str | None:
    """Why an article does not count one here."""
    item = counted.item
    if item is None:
        one_more = is_ordinal(scene.sentence, counted.quantity.phrase.last) and counted.first > 0
        another = one_more or scene.sentence.tokens[counted.quantity.number.first].lower == "another"
        if not (another and rule in _OF_ANOTHER):
            return "an article counts one only before a person or a piece of equipment"
    elif item.plural and not is_pair(scene.sentence, counted):
        return "an article before a plural counts nothing"
    before = scene.sentence.lowers()[max(0, counted.first - 3) : counted.first]
    if before[-1:] == ["one"] or before in _ONE_OF_THEM:
        return "tells what the one before it is"  # "one of them a child"
    return None


def _is_victim(scene: Scene, counted: Counted, loss: AnyLoss, rule: str) -> bool:
    """True for a plural noun that the lexicon does not know as the object of a verb of harm: "eight yatris killed"."""
    if counted.foreign is None or loss.entry not in LIVING or Kind.EQUIPMENT in loss.events or rule not in _SUFFERED:
        return False
    token = scene.sentence.tokens[counted.foreign]
    within = counted.quantity.phrase.covers(scene.sentence.tokens[token.head].head)  # "thousands of Huguenots"
    if token.dep == "pobj" and not within and isinstance(loss, Loss) and loss.phrase.first >= counted.last:
        return False  # "a veteran of two wars died"
    counts = counted.quantity.form in (Form.NUMBER, Form.VAGUE)
    return counts and token.tag == "NNS" and token.lower not in scene.words.never_people


def _bare(scene: Scene, counted: Counted, loss: AnyLoss, setting: Setting) -> str | None:
    """Why a number without a noun is not of people."""
    if not counted.bare:
        return None
    form = counted.quantity.form
    tokens, last = scene.sentence.tokens, counted.last
    told = setting.conflict and form in (Form.NUMBER, Form.VAGUE)
    goes_on = any(
        isinstance(item, Item) and item.kind is Kind.EQUIPMENT and item.phrase.last <= counted.first
        for item in scene.items
    )
    if loss.entry in _OF_NOUNS:
        return "the verb is too wide for a number without a noun"
    told = told or any(
        isinstance(item, Item) and item.kind in loss.events and other.last <= counted.first and item.entry != UNKNOWN
        for other in scene.counted
        for item in other.items
    )
    fate = scene.loss_beginning(last)  # "lost 43 | killed"
    told = told or (
        loss.entry == "casualties.lost" and fate is not None and fate.entry.startswith(("killed.", "casualties."))
    )
    if not counted.other and loss.entry in NAMED_ONLY and not told and not (goes_on and Kind.EQUIPMENT in loss.events):
        return "the verb is too wide for a number without a noun"
    before = tokens[counted.first - 1].lower if counted.first else ""
    after = [t.lower for t in tokens[last : last + 3]]
    if before in ("was", "is", "turned") and (after[:1] == ["when"] or after == ["at", "the", "time"]):
        return "is an age"
    if before == "at" and counted.first > 1 and tokens[counted.first - 2].lower in ("dead", "died", "dies", "death"):
        if scene.words.putting.isdisjoint(scene.sentence.lowers()):
            return "is an age"
    of_which = [t.lower for t in tokens[last : last + 2]] == ["of", "which"]
    if form in (Form.NONE, Form.PRONOUN) and of_which and not (goes_on and Kind.EQUIPMENT in loss.events):
        return "stands for things, not for people"
    return None


def of_things(scene: Scene, counted: Counted, loss: AnyLoss) -> str | None:
    """Why a number without a noun is of arms that nobody named, and not of people: "had destroyed two more"."""
    people = any(
        isinstance(item, Item) and item.kind is Kind.CASUALTY for other in scene.counted for item in other.items
    )
    if counted.bare and loss.entry.startswith("destroyed.") and not people:
        return "the verb is of arms, and no word for what is counted stands by the number"
    return None


def _unmeant(scene: Scene, counted: Counted, loss: AnyLoss, rule: str) -> str | None:
    """Why the loss word means something else beside this number or noun."""
    item, form = counted.item, counted.quantity.form
    single = form is Form.ARTICLE
    if (
        loss.entry == "lost.crash"
        and single
        and item is not None
        and item.model is None
        and item.category in (Category.VEHICLE, Category.SHIP)
    ):
        return "a vehicle or vessel in an accident is no equipment of war"
    told = Kind.CASUALTY in loss.events or loss.entry.startswith("launched.")
    if told and isinstance(loss, Loss) and _is_future(scene.sentence, loss):
        return "tells of what is to come"
    # "the casualties included seven children and a woman", "lost a colonel and 19 men"
    listed = rule in ("link.shared", "link.among") or _is_listed(scene, counted)
    if (
        single
        and not listed
        and (item is None or item.kind is Kind.CASUALTY)
        and loss.entry.startswith("casualties.")
        and "shot" not in words_of(scene.sentence, loss)
        and not (loss.entry == "casualties.lost" and item is not None and item.entry in _KIN)
    ):
        return "one person's loss or victimhood is no casualty count"
    if loss.events.get(Kind.EQUIPMENT) in _HANDED and governor(scene.sentence, loss) in scene.words.stopping:
        return "a handover that is stopped or asked for is none"
    toll = loss.entry == "killed.toll" or any("toll" in word for word in words_of(scene.sentence, loss))
    before = scene.sentence.lowers()[max(0, counted.first - 2) : counted.first]
    if counted.quantity.high == 1 and before[1:] == ["only"] and before[0] in _OWNERS:
        return "the only one is told of, not counted"
    if form is Form.NONE and (toll or loss.entry in ("killed.body", "killed.body-found")):
        return "no toll or no body found is no count of none"
    if single and counted.loss is not None and loss.entry.startswith(("lost.", "damaged.")):
        return "an article before a wreck only describes"
    munition = item is not None and item.category in (Category.MISSILE, Category.AMMUNITION)
    if munition and single and loss.events.get(Kind.EQUIPMENT) is Event.DAMAGED and _precedes(loss, counted):
        return "a mine or bomb that is struck harms who strikes it"
    if (
        munition
        and single
        and rule != "link.used"
        and loss.entry.startswith("launched.")
        and _explodes(scene, loss, counted)
    ):
        return "a munition that explodes is an incident, not a loss"
    if single and loss.entry == "destroyed.sink" and item is not None and isinstance(loss, Loss):
        by_itself = not is_passive(scene.sentence, loss) and loss.phrase.first >= counted.last and item.model is None
        if by_itself and scene.words.warring.isdisjoint(scene.sentence.lowers()):
            return "a vessel that sinks by itself is an accident"
    if munition and _is_figure(scene, counted):
        return "a rocket that carries satellites, or a shot at goal, is no weapon"
    if munition and single and loss.entry == "lost.crash":
        return "a munition that comes down is an incident, not a loss"
    if munition and loss.entry == "destroyed.sink":
        return "a munition that explodes is an incident, not a loss"
    return None


def _is_figure(scene: Scene, counted: Counted) -> bool:
    """True for a rocket of spaceflight or of football, by what else its sentence tells of."""
    rocket = scene.sentence.tokens[counted.head].lemma == "rocket"
    return rocket and not scene.words.peaceful.isdisjoint(scene.sentence.lowers())


def _is_listed(scene: Scene, counted: Counted) -> bool:
    """True for one of several that are counted in a row: "two uncles and a cousin"."""
    return any(
        connects(scene.sentence, counted.last, other.first) or connects(scene.sentence, other.last, counted.first)
        for other in scene.counted
        if other is not counted
        and other.quantity.form is Form.NUMBER
        and isinstance(other.item, Item)
        and other.item.kind is Kind.CASUALTY
    )


# Who is lost to somebody is dead: "lost a son in the raid".
_KIN = frozenset(["person.child", "person.family", "person.woman"])
_OWNERS = frozenset(["the", "his", "her", "their", "its", "our", "my"])


def _precedes(loss: AnyLoss, counted: Counted) -> bool:
    """True where the loss word governs from the left; one that is carried comes from above."""
    return isinstance(loss, CarriedLoss) or loss.anchor < counted.first


def _explodes(scene: Scene, loss: AnyLoss, counted: Counted) -> bool:
    """True for "a bomb detonated": what goes off by itself was planted, not fired."""
    if not isinstance(loss, Loss):
        return False
    anchor = scene.sentence.tokens[loss.anchor]
    return (
        anchor.lemma in ("detonate", "explode") and not is_passive(scene.sentence, loss) and counted.last <= loss.anchor
    )


_COMING = frozenset(["will", "'ll", "wo", "shall"])
_SCENARIO = frozenset(["could", "would", "might", "can"])


def _is_future(sentence: Sentence, loss: Loss) -> bool:
    """True for "will die", "shall be killed": no one has died yet."""
    j = loss.phrase.first - 1
    while j >= 0 and (
        sentence.tokens[j].tag == "RB" or sentence.tokens[j].lower in ("be", "have", "been", "all", "also")
    ):
        j -= 1
    if j < 0 or sentence.tokens[loss.anchor].tag not in ("VB", "VBN"):
        return False
    modal = sentence.tokens[j].lower
    # "could kill thousands" is a scenario; "could have killed", "may be dead" are possible.
    bare = sentence.tokens[loss.anchor].tag == "VB"
    clause = clause_at(sentence, loss.anchor) if bare and modal == "to" else None
    if clause is not None and clause.modality is Modality.PLANNED:
        return True  # "expect 900 men to die", "vowed to kill 12 hostages"
    return modal in _COMING or (modal in _SCENARIO and bare and loss.frame in ("transitive", "intransitive"))
