"""The loss word that the parse ties to the counted noun."""

from __future__ import annotations

from claimx.clauses import clause_at, objects_of
from claimx.link.claims.phrases import Counted
from claimx.link.claims.refusals import LIVING
from claimx.link.scene import AUXILIARIES, Scene, has_own_participle, has_passive
from claimx.models import Form, Loss, Sentence
from claimx.schema import Kind

# Relations through which a counted noun is still part of the phrase above it.
_CLIMB = frozenset(
    "conj appos nmod compound dep amod nummod quantmod pobj prep npadvmod attr poss det advmod pcomp".split()
)
_INCLUSIVE = frozenset(["of", "including", "among", "like", "with", "plus", "besides"])
# Longer chains are parser errors more often than not.
_STEPS = 8


def patient(scene: Scene, k: int) -> Loss | None:
    """The verb whose clause makes the counted phrase suffer it, across coordinated verbs: "were attacked and kidnapped"."""
    sentence, counted = scene.sentence, scene.counted[k]
    if not sentence.parsed or has_own_participle(scene, k):
        return None
    for loss in scene.losses:
        if loss.frame in ("noun", "adjective") or loss.entry.startswith("launched.land"):
            continue
        if counted.foreign is not None and loss.entry not in LIVING:
            continue
        relative = sentence.tokens[loss.anchor]
        of_others = _is_of_part(sentence, relative.i) or _is_of_others(sentence, relative.i)
        if relative.dep == "relcl" and relative.head == counted.head and of_others:
            continue
        clause = clause_at(sentence, loss.anchor)
        if clause is not None and not clause.nominal and not clause.negated and counted.head in clause.patients:
            kind = Kind.CASUALTY if counted.item is None else counted.item.kind
            if kind in loss.events:
                return loss
    return None


def is_headline(scene: Scene, k: int, loss: Loss) -> bool:
    """True for a headline whose participle is taken for an active verb: "Dozens killed bridge damaged" kills no bridge."""
    tokens = scene.sentence.tokens
    if loss.entry not in LIVING or loss.phrase.first != scene.counted[k].last or tokens[loss.anchor].tag == "VBZ":
        return False
    objects = [j for j in scene.sentence.children[loss.anchor] if tokens[j].dep in ("dobj", "obj")]
    return bool(objects) and all(
        tokens[j].tag in ("NN", "NNS")
        and not scene.between(j, j + 1, k)
        and not any(item.phrase.covers(j) for item in scene.items)
        and not any(c.first <= j < c.last for c in scene.counted)
        and not any(tokens[c].dep in ("det", "poss", "nummod") for c in scene.sentence.children[j])
        for j in objects
    )


def syntax(scene: Scene, k: int) -> Loss | None:
    """Object, passive subject, reduced or full relative clause, complement."""
    sentence, counted = scene.sentence, scene.counted[k]
    if not sentence.parsed or has_own_participle(scene, k):
        return None
    tokens = sentence.tokens
    i, steps = counted.head, 0
    while steps < _STEPS:
        below = fate_below(scene, i)
        if below is not None and (i == counted.head or tokens[counted.head].dep == "conj"):
            return below
        token = tokens[i]
        loss = scene.loss_at(token.head) if token.head != i else None
        if loss is not None and _is_argument(scene, i, loss, counted):
            return loss
        if token.dep not in _CLIMB:
            governed = loss is None and token.dep in ("nsubj", "nsubjpass", "dobj", "attr") and token.head != i
            return _complement(scene, token.head, i) if governed else None
        if token.head == i or (token.dep == "prep" and token.lower not in _INCLUSIVE):
            return None
        i, steps = token.head, steps + 1
    return None


def fate_of_part(scene: Scene, k: int) -> Loss | None:
    """What the verb tells of a part, whatever a participle tells of the whole: "two of the nine people injured have died"."""
    tokens, number = scene.sentence.tokens, scene.counted[k].quantity.number
    last = scene.counted[k].quantity.phrase.last
    if last < len(tokens) and tokens[last].lower == "out":
        last += 1  # "two out of the nine people injured have died"
    if not scene.sentence.parsed or last >= len(tokens) or tokens[last].lower != "of":
        return None
    token = tokens[number.last - 1]
    while token.dep in ("quantmod", "nummod") and token.head > token.i:  # "two of four people" as one number
        token = tokens[token.head]
    loss = scene.loss_at(token.head) if token.head > last else None
    if loss is None or loss.frame == "noun":
        return None
    suffers = token.dep == "nsubjpass" or (token.dep == "nsubj" and loss.frame in ("intransitive", "adjective"))
    return loss if suffers else None


def _is_argument(scene: Scene, i: int, loss: Loss, counted: Counted) -> bool:
    """True where token i, a dependant of the loss word, is what suffers it."""
    sentence = scene.sentence
    token = sentence.tokens[i]
    verb = sentence.tokens[token.head]
    if loss.frame == "noun":
        if token.dep == "conj" and (i == counted.foreign or token.lower in ("cases", "infections")):
            return False  # "12 deaths and 4,000 suspected cases"
        belongs = token.dep == "prep" and token.lower in ("of", "to", "among", "including")
        return belongs or token.dep in ("conj", "appos", "nummod", "amod", "compound")
    if token.dep == "nsubjpass":
        return True
    if token.dep in ("prep", "prt", "advmod") and [t.lower for t in sentence.tokens[i : i + 2]] == ["along", "with"]:
        return verb.i < i  # "was killed along with five guards"
    if token.dep in ("dobj", "obj"):
        return loss.frame == "transitive"
    if token.dep == "nsubj":
        if loss.frame in ("intransitive", "adjective"):
            return True
        return verb.tag in ("VBN", "VBD") and not _has_object(sentence, verb.i) and loss.phrase.first > counted.first
    if token.dep in ("nummod", "amod", "compound", "nmod", "dep") and loss.frame in (
        "adjective",
        "transitive",
        "intransitive",
    ):
        return verb.tag in ("VBN", "JJ", "VBD") and verb.i > i
    return False


def fate_below(scene: Scene, i: int) -> Loss | None:
    """A participle or relative clause that hangs on noun i: "12 people killed in", "soldiers who died"."""
    sentence = scene.sentence
    for c in sentence.children[i]:
        token = sentence.tokens[c]
        loss = scene.loss_at(c)
        if loss is None or loss.frame == "noun" or c < i:
            continue
        participle = token.tag in ("VBN", "VBD", "JJ") or loss.frame == "intransitive"
        if token.dep == "acl" and participle and not _has_object(sentence, c):
            return loss
        if token.dep == "relcl" and any(sentence.tokens[n].dep == "neg" for n in sentence.children[c]):
            continue  # "the two missiles that were not destroyed"
        if token.dep == "relcl" and (_is_of_part(sentence, c) or _is_of_others(sentence, c)):
            continue  # "nine men, two of whom were wounded", "60 men fought the fire, in which a woman died"
        if token.dep == "relcl" and (
            loss.frame in ("intransitive", "adjective") or has_passive(sentence, c) or _is_object_relative(sentence, c)
        ):
            return loss
        if token.dep in ("amod", "acomp", "oprd") and loss.frame == "adjective":
            return loss
    return None


def _is_of_part(sentence: Sentence, verb: int) -> bool:
    """True for a relative clause about some of those before it: "two of whom were wounded"."""
    tokens = sentence.tokens
    return any(
        tokens[c].dep in ("nsubj", "nsubjpass")
        and tokens[c].lower not in ("all", "both")
        and [t.lower for t in tokens[c + 1 : c + 3]] in (["of", "whom"], ["of", "which"])
        for c in sentence.children[verb]
    )


def _is_of_others(sentence: Sentence, verb: int) -> bool:
    """True for a clause of "in which" with a subject of its own."""
    tokens, children = sentence.tokens, sentence.children[verb]
    within = any(tokens[c].dep == "prep" and tokens[c + 1].lower == "which" for c in children if c + 1 < len(tokens))
    return within and any(tokens[c].dep in ("nsubj", "nsubjpass") for c in children)


def _is_object_relative(sentence: Sentence, verb: int) -> bool:
    """True for "the men they killed": a relative clause with its own subject and no object but the pronoun."""
    kinds = {sentence.tokens[c].dep: sentence.tokens[c].lower for c in sentence.children[verb]}
    subject = kinds.get("nsubj")
    return (
        subject is not None
        and subject not in ("who", "that", "which")
        and kinds.get("dobj", "that") in ("that", "which", "whom", "who")
    )


def _complement(scene: Scene, verb: int, i: int) -> Loss | None:
    """A fate told by a complement of the verb that governs noun i: "were found dead", "left 12 dead", "are reported missing"."""
    sentence = scene.sentence
    tokens = sentence.tokens
    if not (tokens[verb].lemma in scene.words.carrying or tokens[verb].lower in AUXILIARIES):
        return None
    for c in sentence.children[verb]:
        loss = scene.loss_at(c)
        if loss is None or c < i:
            continue
        if loss.frame == "noun":
            if tokens[c].dep == "attr" and loss.entry.startswith(("abducted.", "captured.", "missing.")):
                return loss  # "197 girls remain captives"
            continue
        if tokens[c].dep in ("acomp", "oprd", "xcomp", "ccomp", "attr", "advcl", "conj", "dep", "acl"):
            own = loss.frame == "transitive" or tokens[c].dep in ("ccomp", "advcl", "conj")
            if own and _has_others(sentence, c):
                continue  # "a doctor said 12 people died", "with four others wounded": others' fate
            if is_active_perfect(sentence, loss):
                continue
            closing = (each for each in scene.losses if i < each.anchor < c and each.frame == "adjective")
            nearer = next((one for one in closing if any(c.last == one.phrase.first for c in scene.counted)), None)
            if nearer is not None:
                return nearer  # "left 17 soldiers and a guard dead plus several injured"
            told = any(verb < other.first < c and other.quantity.form is Form.NUMBER for other in scene.counted)
            if told and tokens[c].dep == "conj" and any(t.lower in _SUBORDINATING for t in tokens[verb:c]):
                continue  # "soldiers were called out after nine people - two of them boys - died": a broken parse
            return loss
    return None


def is_active_perfect(sentence: Sentence, loss: Loss) -> bool:
    """True for "two men are said to have shot and killed a clerk": the subject acts."""
    before = [t.lower for t in sentence.tokens[max(0, loss.phrase.first - 2) : loss.phrase.first]]
    return before == ["to", "have"] and loss.frame == "transitive" and _has_object(sentence, loss.anchor)


_SUBORDINATING = frozenset(["after", "when", "because", "while"])


def _has_object(sentence: Sentence, verb: int) -> bool:
    """True for a verb with an object, shared with the next verb too: "fighters killed and wounded hundreds"."""
    tokens, children = sentence.tokens, sentence.children[verb]
    joined = [
        c for c in children if tokens[c].dep == "conj" and c == verb + 2 and tokens[verb + 1].lower in ("and", "or")
    ]
    objects = [j for each in (verb, *joined) for j in objects_of(sentence, each)]
    return any(not _is_crossed(sentence, j) for j in objects)


def _is_crossed(sentence: Sentence, noun: int) -> bool:
    """True for the regions of "drones launched over five regions", which the parser takes for more than five, and for an object."""
    tokens = sentence.tokens
    number = next((c for c in sentence.children[noun] if tokens[c].dep == "nummod"), noun)
    return tokens[number - 1].lower == "over" and tokens[noun].lemma in _LANDS


_LANDS = frozenset("region province district oblast city town village area governorate county country state".split())


def _has_others(sentence: Sentence, verb: int) -> bool:
    """True where a verb has a subject or object of its own, "who" aside."""
    return any(
        sentence.tokens[c].dep in ("dobj", "obj", "nsubj", "nsubjpass") and sentence.tokens[c].lower != "who"
        for c in sentence.children[verb]
    )
