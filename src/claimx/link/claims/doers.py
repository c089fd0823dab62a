"""Who is counted and yet suffers nothing: who acts, who is let go, who is only described."""

from __future__ import annotations

from claimx.clauses import objects_of
from claimx.link.claims.injuries import injuries_borne
from claimx.link.claims.phrases import Counted
from claimx.link.claims.syntax import fate_below, is_headline
from claimx.link.scene import AUXILIARIES, WINDOW, Scene, connects, has_passive, skip_left
from claimx.models import Form, Sentence
from claimx.schema import Event, Kind

# What becomes of captives and missing people ends when they are let go.
_FOUND = frozenset(["found", "located", "traced"])
_SAFE = frozenset(["alive", "unharmed", "unhurt", "safe", "uninjured", "well"])
# Whom captors hold may be told to be so: "a hostage who has been detained for months".
_HELD = frozenset(["arrested", "detained"])
_CAPTIVITY = frozenset([Event.ABDUCTED, Event.CAPTURED, Event.MISSING])


def suffers_nothing(scene: Scene, k: int) -> bool:
    """True where no loss can be told of counted phrase k."""
    return (
        is_doer(scene, k)
        or is_freed(scene, k)
        or is_aside(scene, k)
        or _is_carried(scene, k)
        or _is_spared(scene, k)
        or _is_unharmed(scene, k)
        or _outlives(scene, k)
    )


def _outlives(scene: Scene, k: int) -> bool:
    """True for survivors of whom nothing more is told: "found one dead and one survivor"."""
    counted = scene.counted[k]
    survived = scene.sentence.tokens[counted.head].lemma == "survivor"
    return survived and all(loss.phrase.first < counted.first for loss in scene.losses)


def _is_unharmed(scene: Scene, k: int) -> bool:
    """True for those who are told to be whole, or only stuck: "28 are still trapped", "five who had not been harmed"."""
    tokens, j = scene.sentence.tokens, scene.counted[k].last
    if j < len(tokens) and tokens[j].lower in ("who", "that"):
        j += 1
    negated = False
    while j < len(tokens) and (tokens[j].lower in AUXILIARIES or tokens[j].tag == "RB"):
        negated = negated or tokens[j].lower in ("not", "n't")
        j += 1
    if j >= len(tokens):
        return False
    loss = scene.loss_at(j)
    if negated:
        return loss is not None and Kind.CASUALTY in loss.events
    if loss is not None or tokens[j].lower not in scene.words.states - _HELD:
        return False
    if any(t.lower.startswith("fear") for t in tokens[: scene.counted[k].first]):
        return False  # "We fear that 15 were trapped in the hold"
    first = scene.counted[k].first
    if j == scene.counted[k].last and any(
        other.phrase.last <= first
        and not any(t.tag in ("VBD", "VBZ", "VBP") for t in tokens[other.phrase.last : first])
        for other in scene.losses
    ):
        return False  # "burned nine people alive", "left nine dead and 200 people homeless"
    # "nine trapped by the fire died", "twelve were trapped and killed"
    ends = next((i for i in range(j + 1, len(tokens)) if tokens[i].text in (",", ";", "and", "but", '"')), len(tokens))
    joined = [token.text for token in tokens[ends : ends + 1]] == ["and"]
    return all(scene.loss_at(i) is None for i in range(j + 1, ends + 2 * joined))


def _is_spared(scene: Scene, k: int) -> bool:
    """True for those whom a loss of all others leaves out: "all but two of the passengers died", "everyone except a guard"."""
    lowers = scene.sentence.lowers()
    if _UNIVERSAL.isdisjoint(lowers):
        return False
    before = lowers[: skip_left(scene.sentence, scene.counted[k].first) + 1]
    if before[-1:] and before[-1] in _BUT and len(before) > 1 and before[-2] in _UNIVERSAL:
        return True
    return any(tuple(before[-len(words) :]) == words for words in _EXCEPTING)


_UNIVERSAL = frozenset("all every everyone everybody each".split())
# They except right behind "all" alone: elsewhere "but" opens a clause, and to bar or save is a verb.
_BUT = frozenset({"but", "bar", "save"})
_EXCEPTING = tuple(
    tuple(words.split())
    for words in (
        "except", "excepting", "except for", "but for", "save for", "barring", "apart from", "aside from", "other than",
        "with the exception of",
    )
)  # fmt: skip


def _is_carried(scene: Scene, k: int) -> bool:
    """True for people of whom only the vessel that carries them tells: "the driver of a bus carrying 40 pupils was killed"."""
    tokens, counted = scene.sentence.tokens, scene.counted[k]
    at = skip_left(scene.sentence, counted.first)
    told = counted.loss or counted.noun_loss or scene.loss_beginning(counted.last)  # "Plane carrying 12 missing"
    return at > 0 and tokens[at].lower in _CARRYING and tokens[at - 1].tag.startswith("NN") and told is None


_CARRYING = frozenset(("carrying", "transporting", "ferrying"))


def is_doer(scene: Scene, k: int) -> bool:
    """True where the counted people act: the agent of a passive, the subject of an active verb that has its own object."""
    sentence, counted = scene.sentence, scene.counted[k]
    tokens = sentence.tokens
    before = skip_left(sentence, counted.first)
    if before >= 0 and tokens[before].lower == "by" and counted.item is not None:
        # "by 12" after a rise is an increment, "killed by two men" and "an attack conducted by two men" have agents.
        conducted = before > 0 and tokens[before - 1].tag == "VBN" and counted.item.kind is Kind.CASUALTY
        return conducted or any(loss.phrase.first < before for loss in scene.losses)
    if counted.first and tokens[counted.first - 1].lower == "to" and _is_lost_to(scene, counted.first - 1):
        return True
    if not sentence.parsed or counted.loss is not None:
        return False
    token = tokens[counted.head]
    if token.dep != "nsubj" or token.head <= counted.head:
        return False
    if any(t.text == ";" for t in tokens[counted.last : token.head]):
        return False  # "3 soldiers killed in the north; army kills gunman": two headlines
    loss = scene.loss_at(token.head)
    if loss is not None and Kind.CASUALTY not in loss.events and injuries_borne(scene, k) is not None:
        return False  # "four soldiers received wounds"
    if loss is None or loss.frame != "transitive" or not _has_object(scene, token.head):
        return False
    if fate_below(scene, counted.head) is not None or is_headline(scene, k, loss):
        return False
    return tokens[token.head].tag.startswith("VB") and not has_passive(sentence, token.head)


def _is_lost_to(scene: Scene, to: int) -> bool:
    """True for the "to" of "lost 17 fighters to a drone": what follows took them."""
    tokens = scene.sentence.tokens
    return any(
        loss.entry == "casualties.lost"
        and loss.phrase.last <= to
        and not any(t.tag in ("VBD", "VBZ", "VBP", "MD") or t.text in (";", ",") for t in tokens[loss.phrase.last : to])
        for loss in scene.losses
    )


def _has_object(scene: Scene, verb: int) -> bool:
    """True where the verb has an object that is no number with a participle of its own ("25 fighters killed, nine guards hurt")."""
    apart = [t.text for t in scene.sentence.tokens[verb + 1 : verb + 2]] == [","]
    return any(
        not any((n.bare or apart) and n.head == c and scene.loss_beginning(n.last) for n in scene.counted)
        for c in objects_of(scene.sentence, verb)
    )


def is_freed(scene: Scene, k: int) -> bool:
    """True where the counted captives or missing are let go: "21 kidnapped girls were freed" is no loss."""
    sentence, counted = scene.sentence, scene.counted[k]
    freeing = scene.words.freeing
    loss = counted.loss or counted.noun_loss
    if injuries_borne(scene, k) is not None:
        return False  # "three escaped with bullet wounds"
    if loss is not None and not any(event in _CAPTIVITY for event in loss.events.values()):
        return False
    words = {token.lower for token in sentence.tokens[counted.first : counted.last]}
    held = loss is not None or not words.isdisjoint(_CAPTIVES | {"captured"})
    if _is_found_safe(scene, k) or (held and _is_swapped(sentence)):
        return True
    at = skip_left(sentence, counted.first)
    if at >= 0 and sentence.tokens[at].lower in freeing:
        return True
    if at >= 1 and sentence.tokens[at].lower == "for" and sentence.tokens[at - 1].lower in freeing | _SWAPS:
        return True  # "was released in exchange for nine soldiers"
    after = next((t for t in sentence.tokens[counted.last :] if not t.tag.startswith(("NN", "JJ"))), None)
    if after is not None and after.lower in freeing and after.tag in ("VBN", "VBD"):
        return True  # "30 kidnapped pupils released", as headlines have it
    return any(
        t.lower in freeing and t.tag in ("VBN", "VBD", "VBZ", "VBP", "") and _is_subject(sentence, t.i, counted)
        for t in sentence.tokens[counted.last :]
    )


def _is_swapped(sentence: Sentence) -> bool:
    """True for "in a prisoner swap", "after an exchange of captives"."""
    lowers = sentence.lowers()
    return any(
        word in _SWAPS and not _CAPTIVES.isdisjoint(lowers[max(0, i - 1) : i + 3]) for i, word in enumerate(lowers)
    )


_SWAPS = frozenset(["swap", "swaps", "exchange", "exchanges"])
_CAPTIVES = frozenset(["prisoner", "prisoners", "captive", "captives", "hostage", "hostages", "pow", "pows"])


def _is_found_safe(scene: Scene, k: int) -> bool:
    """True for "one man reported missing was found unharmed": he is missing no more."""
    tokens, last = scene.sentence.tokens, scene.counted[k].last
    if _SAFE.isdisjoint(scene.sentence.lowers()):
        return False
    for j in range(last, len(tokens) - 2):
        if tokens[j].text in (";", ",") or (scene.between(j, j + 1, k) and tokens[j].lower not in ("a", "an")):
            return False
        if tokens[j].lower in AUXILIARIES and tokens[j + 1].lower in _FOUND and tokens[j + 2].lower in _SAFE:
            return True
    return False


def _is_subject(sentence: Sentence, verb: int, counted: Counted) -> bool:
    """True where the counted phrase is the subject of the verb."""
    if not sentence.parsed:
        return verb - counted.last < WINDOW
    tokens = sentence.tokens
    subjects = [c for c in sentence.children[verb] if tokens[c].dep in ("nsubj", "nsubjpass")]
    # "Two nurses held hostage were freed": a parser that takes the participle for the main verb leaves the other without a subject, or
    # gives it the hostage.
    lost = not subjects or any(tokens[c].lower in _CAPTIVES and c >= counted.last for c in subjects)
    if lost and tokens[verb - 1].lower in AUXILIARIES:
        return not any(t.text in _BORDERS or t.lower in _BORDERS for t in tokens[counted.last : verb])
    return any(counted.first <= c < counted.last for c in subjects)


_BORDERS = frozenset({",", ";", ":", "to", "and", "but", "or", "while", "when", "after", "as", "who", "that"})


def is_aside(scene: Scene, k: int) -> bool:
    """True for an apposition that describes ("the girl, a passenger") and an age after a name ("Anna Lee, four, ...")."""
    sentence, counted = scene.sentence, scene.counted[k]
    tokens = sentence.tokens
    if _is_predicate_of_counted(scene, counted):
        return True
    before = counted.first - 1
    if before < 1 or tokens[before].lower != ",":
        return False
    if counted.quantity.form is Form.ARTICLE:
        return _describes(scene, counted, before)
    if tokens[counted.quantity.number.first].lower == "both" and any(c.first < before for c in scene.counted):
        return True  # "two passengers, both women in their fifties,"
    after = tokens[counted.last].lower if counted.last < len(tokens) else ""
    point = counted.quantity.low == counted.quantity.high
    return counted.bare and tokens[before - 1].tag.startswith("NNP") and after in (",", ")") and point


def _is_predicate_of_counted(scene: Scene, counted: Counted) -> bool:
    """True for what those counted before are: in "one of whom was a nurse" the nurse is the one."""
    tokens = scene.sentence.tokens
    head = tokens[counted.head]
    if counted.quantity.form is not Form.ARTICLE or not scene.sentence.parsed or head.dep != "attr":
        return False
    subjects = [c for c in scene.sentence.children[head.head] if tokens[c].dep == "nsubj"]
    return any(
        other is not counted and other.quantity.form is not Form.ARTICLE and other.first <= c < other.last
        for c in subjects
        for other in scene.counted
    )


def _describes(scene: Scene, counted: Counted, comma: int) -> bool:
    """True where an article behind a comma opens an apposition to the noun before it, not the next item of a list."""
    sentence = scene.sentence
    tokens = sentence.tokens
    after = next((c for c in scene.counted if c.first >= counted.last), None)
    if after is not None and connects(sentence, counted.last, after.first):
        return False  # the first item of one: "his passengers, a woman and two boys, were hurt"
    if any(_tells(scene, counted, c) for c in scene.counted):
        return True  # "a third passenger, a boy of 11, was hurt"
    if any(c.first <= comma - 1 < c.last for c in scene.counted):
        return False  # an item of a list
    # "In Chiapas, a priest was killed": a phrase of place or time of up to six words opens the sentence.
    opened = tokens[0].tag == "IN" and comma <= 6
    return (
        tokens[comma - 1].tag.startswith("NN")
        and not opened
        and sentence.parsed
        and tokens[counted.head].dep == "appos"
        and not _names_victim(scene, tokens[counted.head].head)
    )


def described(scene: Scene, counted: Counted) -> Counted | None:
    """Who those counted are told to be between commas: "one of them, *a nurse*, died"."""
    return next((other for other in scene.counted if _tells(scene, other, counted)), None)


def _tells(scene: Scene, other: Counted, counted: Counted) -> bool:
    """True where an article between commas opens what as many people counted before it are."""
    tokens, head = scene.sentence.tokens, scene.sentence.tokens[other.head]
    if other.quantity.form is not Form.ARTICLE or head.dep != "appos" or tokens[other.first - 1].lower != ",":
        return False
    people = [c.item is None or c.item.kind is Kind.CASUALTY for c in (other, counted)]
    as_many = (other.quantity.low, other.quantity.high) == (counted.quantity.low, counted.quantity.high)
    if not all(people) or other.item is None or not as_many or other.first <= counted.last:
        return False
    noun, (_, end) = head.head, scene.sentence.subtree(other.head)
    above = tokens[tokens[noun].head].head  # "one of the | victims, a priest, died"
    closed = [token.lower for token in tokens[end : end + 1]] == [","]
    return closed and any(counted.first <= i < counted.last for i in (noun, above))


# Up from a name to whom it names: "a farmer identified as Joan Bell", "a farmer, Joan Bell".
_NAMING = ("appos", "pobj", "prep", "acl", "oprd")


def _is_counted(scene: Scene, noun: int) -> bool:
    """True for a name that only names somebody counted before it."""
    tokens, at = scene.sentence.tokens, noun
    for _ in _NAMING:
        if tokens[at].dep not in _NAMING or tokens[at].head >= at:
            return False
        if tokens[at].dep == "prep" and tokens[at].lower != "as":
            return False
        at = tokens[at].head
        if any(other.first <= at < other.last and other.item is not None for other in scene.counted):
            return True
    return False


def _names_victim(scene: Scene, noun: int) -> bool:
    """True for a person who does nothing to others, told by name or by whose they are, whom no other word counts.

    "Joan Bell, a nurse, was killed" and "her neighbour, a nurse, was killed" count the nurse.
    """
    sentence = scene.sentence
    token = sentence.tokens[noun]
    own = token.tag == "NN" and any(sentence.tokens[c].dep == "poss" for c in sentence.children[noun])
    if not (token.tag == "NNP" or own) or any(party.phrase.covers(noun) for party in scene.parties):
        return False
    if _is_counted(scene, noun):
        return False  # "a farmer named Joan Bell, a mother of two, was killed"
    verb, loss = sentence.tokens[token.head], scene.loss_at(token.head)
    if loss is None or loss.frame != "transitive" or token.dep != "nsubj" or has_passive(sentence, verb.i):
        return True
    return sentence.tokens[verb.i + 1].tag == "IN"  # "Joan Bell, a nurse, killed in a blast": a headline
