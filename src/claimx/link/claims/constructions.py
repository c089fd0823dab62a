"""Constructions told by the order of the words: the loss word before or after what it counts.

Each takes a scene and the number of a counted phrase, and returns the loss word that governs it, or None.
"""

from __future__ import annotations

from claimx.clauses import objects_of, subjects_of
from claimx.link.claims.phrases import QUOTES
from claimx.link.claims.relations import is_one_of
from claimx.link.claims.syntax import is_active_perfect, is_headline
from claimx.link.scene import AUXILIARIES, VERBAL, WINDOW, Scene, is_passive, skip_left
from claimx.models import Form, Loss
from claimx.schema import Event, Kind

_NOUN_PREPOSITIONS = frozenset(["of", "to", "among", "amongst", "for", "in", "from", "at"])
# After these a number is somebody else's: "known to millions".
_GOVERNING = frozenset(
    "to for in on at from into onto against near under within behind beyond through throughout versus v".split()
)
# Where a clause turns, what follows is told of something else.
_TURNS = frozenset([";", ":", "but", "while", "whereas", "after", "when", "as", "because", "by", "said"])
_BARRIERS = frozenset("; : , ( ) that who which after when by in on at near from with for to into onto than as".split())
# Between a verb and the number that is not its direct object stand this many tokens at most: "killed, overnight, some".
_BACK = 8


def counted_noun(scene: Scene, k: int) -> Loss | None:
    """The counted noun or its adjective tells the loss: "12 deaths", "30 wounded", "14 missing miners", "38 soldiers' bodies"."""
    own = scene.counted[k].loss
    if own is not None and own.events.get(Kind.CASUALTY) not in (None, Event.KILLED):
        found = noun_before(scene, k)
        if found is not None and found.entry.startswith("killed."):
            return found  # "the bodies of eight missing soldiers", "of two abducted officers"
        return _owned_bodies(scene, k) or own  # "a missing diver's body"
    return own or _owned_bodies(scene, k)


def _owned_bodies(scene: Scene, k: int) -> Loss | None:
    """The end that the counted people's genitive leads to: "38 soldiers' bodies", "two hikers' deaths"."""
    counted, tokens = scene.counted[k], scene.sentence.tokens
    last = counted.last
    if counted.item is None or last + 1 >= len(tokens) or tokens[last].text not in ("'", "\u2019", "'s", "\u2019s"):
        return None
    loss = scene.loss_beginning(last + 1)
    return (
        loss if loss is not None and loss.entry.startswith(("killed.body", "killed.remains", "killed.death")) else None
    )


def fate_noun(scene: Scene, k: int) -> Loss | None:
    """The noun for people tells their fate, and nothing else does: "68 bodies", "nearly 200 captives"."""
    return scene.counted[k].noun_loss


def verb_before(scene: Scene, k: int) -> Loss | None:
    """An active verb directly before: "killed at least 12", "shot down three drones", "wounding 30"."""
    sentence, counted = scene.sentence, scene.counted[k]
    at = skip_left(sentence, counted.first)
    # "set fire to 45 houses": the verb's own particle is among the words that may stand before a number.
    loss = next((found for j in range(at + 1, counted.first + 1) if (found := scene.loss_ending(j)) is not None), None)
    if loss is None and at >= 2 and sentence.tokens[at].tag in VERBAL and sentence.tokens[at - 1].lower == "and":
        loss = scene.loss_ending(at - 1)  # "killed and buried 30 people"
    if loss is None or is_passive(sentence, loss):
        return None
    if loss.phrase.last < counted.first and sentence.tokens[loss.phrase.last].lower == "at":
        return None  # "shot at about 60 people": a target may go unhurt; the "at" of "at least" is the number's own
    own = scene.loss_beginning(counted.last)
    if counted.bare and own is not None:
        if any(c.last == loss.phrase.first for c in scene.counted):
            return None  # "25 Fighters Killed 110 Injured": each number has its participle after it
        if Kind.CASUALTY in own.events and Kind.CASUALTY not in loss.events:
            return None  # "leaving behind 18 killed"
    if loss.frame == "transitive" or (loss.frame == "adjective" and sentence.tokens[loss.anchor].tag in VERBAL):
        return loss
    return None


def noun_before(scene: Scene, k: int) -> Loss | None:
    """A loss noun and a preposition: "the death of 12", "injuries to five", "a toll of 40"."""
    sentence, counted = scene.sentence, scene.counted[k]
    article = counted.first - 1 - (sentence.tokens[counted.first - 1].lower in ("the", "those", "these"))
    for j in (skip_left(sentence, counted.first), article):
        if j < 1 or sentence.tokens[j].lower not in _NOUN_PREPOSITIONS:
            continue
        loss = scene.loss_ending(j)
        close = sentence.tokens[j].lower in ("of", "to", "among", "amongst")
        if loss is not None and loss.frame == "noun" and (close or counted.bare):
            return loss
    return None


def verb_after(scene: Scene, k: int) -> Loss | None:
    """A participle or intransitive verb directly after: "12 people killed", "five soldiers died", "30 hurt"."""
    sentence, counted = scene.sentence, scene.counted[k]
    tokens = sentence.tokens
    j = counted.last
    if scene.between(counted.quantity.phrase.last, counted.last, k) and (
        j >= len(tokens) or tokens[j].lower not in AUXILIARIES
    ):
        return None  # "one of two missiles launched": the participle tells of the two
    while j < len(tokens) and (_carries(scene, j) or (counted.other and tokens[j].lower in _MORE)):
        j += 1
    loss = scene.loss_beginning(j)
    if loss is None or loss.frame == "noun":
        return None
    return loss if suffers(scene, k, loss, j) else None


_MORE = frozenset(["more", "others", "other", "further"])


def _carries(scene: Scene, j: int) -> bool:
    """True for words between the counted and their fate: auxiliaries, relative pronouns, adverbs, "were found", "are feared"."""
    token = scene.sentence.tokens[j]
    if token.lower == "as":
        return scene.loss_beginning(j + 1) is not None  # "listed 14 sailors as missing"
    if (
        token.text in QUOTES
        or token.lower in AUXILIARIES
        or token.lower in ("who", "that", "which", "to", "also", "of", "whom", "them")
        or (token.tag == "RB" and scene.loss_beginning(j) is None)
    ):
        return True
    return token.lemma in scene.words.carrying and token.tag.startswith("VB") and scene.loss_beginning(j) is None


def passive_after(scene: Scene, k: int) -> Loss | None:
    """A passive or intransitive verb further on in the clause: "three people, including two students, were killed"."""
    sentence, counted = scene.sentence, scene.counted[k]
    tokens = sentence.tokens
    if counted.foreign is not None:
        return None
    at = skip_left(sentence, counted.first)
    if at >= 0 and tokens[at].tag in ("IN", "TO") and tokens[at].lower in _GOVERNING:
        return None  # "known to millions ..., has died": the number is somebody else's
    depth = 0  # of brackets: what stands in them tells nothing of the fate
    for j in range(counted.last, min(len(tokens), counted.last + WINDOW)):
        word = tokens[j]
        if (
            word.lower in ("whom", "which")
            and tokens[j - 1].lower == "of"
            and tokens[j - 2].lower not in ("all", "both")
        ):
            return None  # "100 hostages, a third of whom are dead"
        depth += (word.lower in ("(", "[")) - (word.lower in (")", "]"))
        if depth > 0:
            continue
        if word.lower == "by" and j > counted.last and tokens[j - 1].lower == ",":
            continue
        if word.lower in _TURNS or _turns_to_others(scene, k, j):
            return None
        if any(other.quantity.phrase.first == j and is_one_of(scene, other) for other in scene.counted):
            return None  # "a guard was one of six men to die"
        loss = scene.loss_beginning(j)
        if _is_of_another(scene, k, j, loss):
            return None
        fits = loss is not None and (counted.item is None or counted.item.kind in loss.events)
        others = (
            word.tag in ("JJ", "VBN", "NN", "NNS") and tokens[j - 1].lower == "the"
        )  # "a doctor treating the wounded"
        if loss is not None and fits and loss.frame != "noun" and not others and suffers(scene, k, loss, j):
            return loss
        if loss is not None and [t.lower for t in tokens[j - 2 : j]] in (["among", "the"], ["among", "those"]):
            return loss  # "ten villagers were also among the casualties"
        finite = word.tag in ("VBD", "VBZ", "VBP", "MD")
        if j == counted.last and word.tag == "VBD" and j + 1 < len(tokens) and tokens[j + 1].lower in ("with", "by"):
            continue  # "trucks mounted with machine guns were burnt"
        if finite and word.lower not in AUXILIARIES and word.lemma not in scene.words.carrying:
            return None
    return None


def _is_of_another(scene: Scene, k: int, j: int, loss: Loss | None) -> bool:
    """True where token j goes on from another counted phrase: "a bus with 40 on board left 12 dead", "five, among them a boy who died"."""
    told = scene.sentence.tokens[j].lower == "who" or (loss is not None and loss.frame == "adjective")
    return told and any(
        other.first < j <= other.last
        and other.first >= scene.counted[k].last
        and (other.item is not None or other.quantity.form is not Form.ARTICLE)  # not "in a critical condition"
        for other in scene.counted
    )


def _turns_to_others(scene: Scene, k: int, j: int) -> bool:
    """True for the participle of a clause about others: "pulled out 39 people, leaving 76 unaccounted for"."""
    tokens = scene.sentence.tokens
    if tokens[j].tag != "VBG" or tokens[j].lower == "including" or tokens[j - 1].lower != ",":
        return False
    return scene.between(j + 1, j + 4, k)  # a hedge between at most: "leaving at least 76"


def verb_further_before(scene: Scene, k: int) -> Loss | None:
    """An active verb further back in the clause, nothing else counted in between: "killed overnight some 12 men"."""
    sentence, counted = scene.sentence, scene.counted[k]
    if (
        counted.foreign is not None
        or counted.quantity.form is Form.ARTICLE
        or counted.item is None
        and not counted.other
    ):
        return None
    for j in range(counted.first - 1, max(-1, counted.first - _BACK), -1):
        word = sentence.tokens[j]
        loss = scene.loss_at(j)
        if loss is not None:
            acts = loss.frame == "transitive" and not is_passive(sentence, loss) and word.dep != "amod"
            return loss if acts else None
        verb = word.tag in ("VBD", "VBZ", "VBP", "MD", "VBN", "VBG")
        if word.text == "," and j == counted.first - 1 and _is_listed(scene, k):
            continue  # "kills teacher, three pupils"
        if word.lower in _BARRIERS or verb and word.lower not in AUXILIARIES:
            return None
    return None


def _is_listed(scene: Scene, k: int) -> bool:
    """True behind a noun and a comma, where no clause begins: "kills teacher, three pupils", not "stabbed the guard, two clerks said"."""
    tokens, counted = scene.sentence.tokens, scene.counted[k]
    verb = counted.last < len(tokens) and tokens[counted.last].tag in ("VBD", "VBZ", "VBP", "MD")
    return tokens[counted.first - 2].tag in ("NN", "NNS") and not verb


def opens_clause(scene: Scene, k: int) -> bool:
    """True for the subject of a clause behind "and": "took the town and 200 people were moved out" takes nobody."""
    tokens, counted = scene.sentence.tokens, scene.counted[k]
    before = skip_left(scene.sentence, counted.first)
    return (
        before >= 0
        and tokens[before].lower in ("and", "while", "as", "but")
        and counted.last < len(tokens)
        and tokens[counted.last].tag in ("VBD", "VBZ", "VBP", "MD")
        and scene.loss_beginning(counted.last) is None  # a tagger takes "and two wounded" for a clause
    )


# Words that set one more person beside those whose fate the verb before them tells.
_BESIDE = (("along", "with"), ("together", "with"), ("with",), ("alongside",))


def accompanied(scene: Scene, k: int) -> Loss | None:
    """They shared the fate of somebody who is not counted: "the driver was killed along with two passengers"."""
    sentence, counted = scene.sentence, scene.counted[k]
    lowers = sentence.lowers()
    if counted.item is None or counted.item.kind is not Kind.CASUALTY or counted.quantity.form is Form.PRONOUN:
        return None
    for words in _BESIDE:
        at = counted.first - len(words)
        loss = scene.loss_ending(at) if tuple(lowers[at : at + len(words)]) == words else None
        if loss is not None and Kind.CASUALTY in loss.events:
            return loss if loss.frame == "intransitive" or is_passive(sentence, loss) else None
    return None


def taken_captive(scene: Scene, k: int) -> Loss | None:
    """Took 22 prisoner, taken several hostage: the number stands between the verb and its second word."""
    tokens, counted = scene.sentence.tokens, scene.counted[k]
    at = skip_left(scene.sentence, counted.first)
    last = counted.quantity.phrase.last
    if at < 0 or tokens[at].lower not in scene.words.taking or last >= len(tokens):
        return None
    if tokens[last].lower == "of" and last + 1 < len(tokens):
        last += 1  # "took hundreds of prisoners"
    while (
        last + 1 < len(tokens) and tokens[last].tag in ("JJ", "NNP") and tokens[last].lower not in scene.words.captives
    ):
        last += 1  # "took 400 French prisoners"
    event = scene.words.captives.get(tokens[last].lower)
    if event is None:
        return None
    return Loss(
        scene.sentence.phrase(at, at + 1), at, {Kind.CASUALTY: event}, "verb", "captured.take", f"loss.{event.value}"
    )


def listed_captive(scene: Scene, k: int) -> Loss | None:
    """Lost 900 killed and 2,400 prisoners: in a list of a side's losses they are its men whom the foe took."""
    tokens, counted = scene.sentence.tokens, scene.counted[k]
    at, after = skip_left(scene.sentence, counted.first), tokens[counted.last : counted.last + 1]
    listed = (
        at > 0
        and tokens[at].lower in ("and", ",", "including")
        and all(not t.text[0].isalpha() or t.tag == "IN" for t in after)
    )
    if not listed or tokens[counted.head].lower not in ("prisoners", "captives"):
        return None
    before = [loss for loss in scene.losses if loss.phrase.last <= counted.first]
    told = (
        loss
        for loss in before
        if loss.entry == "casualties.lost"
        or any(loss in (each.loss, scene.loss_beginning(each.last)) for each in scene.counted[:k])
    )
    event = {Kind.CASUALTY: Event.CAPTURED}
    phrase = scene.sentence.phrase(counted.head, counted.head + 1)
    return next((Loss(phrase, counted.head, event, "noun", "captured.take", "loss.captured") for _ in told), None)


def suffers(scene: Scene, k: int, loss: Loss, j: int) -> bool:
    """True where the loss word after the counted phrase, reached at token j, tells the fate of that phrase."""
    sentence, counted = scene.sentence, scene.counted[k]
    if sentence.parsed and (_has_own_subject(scene, k, loss) or _is_object_within(scene, k, loss)):
        return False
    clause = [t.lower for t in sentence.tokens[counted.last : j]]
    if clause[:1] in (["that"], ["which"], ["who"]) and not _NEGATIONS.isdisjoint(clause):
        return False  # "the two missiles that were not destroyed"
    if loss.frame in ("intransitive", "adjective"):
        return True
    if loss.frame != "transitive":
        return False
    after = loss.phrase.last
    ends = after == len(sentence.tokens) or not sentence.tokens[after].text[0].isalnum()
    if loss.entry == "casualties.mixed" and j == counted.last and ends:
        return True  # "240 troops killed and wounded, three vehicles ..."
    if is_passive(sentence, loss):
        return True
    if sentence.tokens[loss.anchor].tag in ("VBG", "VBZ", "VBP", "VB"):
        return False
    if is_active_perfect(sentence, loss):
        return False
    return not _acts_on(scene, k, loss) or is_headline(scene, k, loss)


def _is_object_within(scene: Scene, k: int, loss: Loss) -> bool:
    """True for the object of a clause about people who suffer: "the mayor, who has two sons, was shot", not a crew "comprising 12 men"."""
    tokens, i = scene.sentence.tokens, scene.counted[k].head
    while tokens[i].dep in ("conj", "nummod", "compound") and tokens[i].head != i:
        i = tokens[i].head
    verb = tokens[i].head
    if tokens[i].dep != "dobj" or tokens[verb].dep != "relcl" or not tokens[verb].head < verb < i:
        return False
    if scene.loss_at(verb) is not None or tokens[verb].lemma in ("include", "comprise", "number", "total"):
        return False
    people = {item.head for item in scene.items if item.kind is Kind.CASUALTY}
    return tokens[verb].head in people.intersection(subjects_of(scene.sentence, loss.anchor))


def _has_own_subject(scene: Scene, k: int, loss: Loss) -> bool:
    sentence, counted = scene.sentence, scene.counted[k]
    tokens = sentence.tokens
    if any(t.lower in ("them", "whom") for t in tokens[counted.last : loss.phrase.first]):
        return False  # ", most of them children,"
    return any(
        tokens[c].dep in ("nsubj", "nsubjpass") and counted.last <= c < loss.phrase.first
        and tokens[c].lower not in ("who", "that", "which", "most", "many", "some", "half", "majority", "all")
        for c in sentence.children[loss.anchor]
    )  # fmt: skip


def _acts_on(scene: Scene, k: int, loss: Loss) -> bool:
    """True where a participle without an auxiliary, or what the tagger takes for a past tense, has an object and so is active."""
    sentence, counted = scene.sentence, scene.counted[k]
    after = loss.phrase.last
    if after < len(sentence.tokens) and sentence.tokens[after].lower in ("(", "["):
        return False  # "16 guards killed (friendly fire)"
    if loss.phrase.first == counted.last and sentence.tokens[after : after + 1] and sentence.tokens[after].text == ",":
        return False  # "23 killed, up to 80 wounded": a headline's number and its participle
    for i, other in enumerate(scene.counted):
        if i != k and after in (other.first, other.quantity.phrase.first) and other.quantity.form is not Form.NONE:
            return not (other.bare and scene.loss_beginning(other.last) is not None)
    nominal = after < len(sentence.tokens) and sentence.tokens[after].tag.startswith(("NN", "PRP", "DT", "JJ"))
    if nominal and sentence.tokens[loss.anchor].tag == "VBD" and counted.item is not None:
        return True
    return sentence.parsed and bool(objects_of(sentence, loss.anchor))


_NEGATIONS = frozenset({"not", "n't", "never"})


def named_of_uncounted(scene: Scene, k: int) -> Loss | None:
    """Those named by "including" of a whole without a number: "aid shipped, including: nine howitzers", "many died, including six nuns"."""
    counted, tokens = scene.counted[k], scene.sentence.tokens
    at = skip_left(scene.sentence, counted.first)
    at -= at > 0 and tokens[at].text == ":"
    if counted.item is None or at < 1 or tokens[at].lower != "including":
        return None
    kind = counted.item.kind
    before = next((loss for loss in reversed(scene.losses) if loss.phrase.last <= at), None)
    if before is None or before.events.get(kind) not in (_HANDED if kind is Kind.EQUIPMENT else _SUFFERED):
        return None
    if kind is Kind.CASUALTY and (before.frame == "noun" or any(other.last <= at for other in scene.counted)):
        return None  # the whole has a number
    between = tokens[before.phrase.last : at]
    told = any(t.tag in ("VBD", "VBZ", "VBP", "MD") or t.text in ";:" or t.lower == "by" for t in between)
    return None if told or len(between) > WINDOW else before


_HANDED = frozenset([Event.DELIVERED, Event.PLEDGED])
_SUFFERED = frozenset([Event.KILLED, Event.WOUNDED, Event.MISSING, Event.ABDUCTED, Event.CAPTURED])
