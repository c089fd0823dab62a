"""Numbers that measure a loss noun, and whom such a toll counts."""

from __future__ import annotations

from claimx.clauses import clause_at, subjects_of
from claimx.lexicon.verbs import LIFTING_LEMMAS
from claimx.link.scene import AUXILIARIES, WINDOW, Scene, skip_left
from claimx.models import Form, Item, Loss, Token
from claimx.schema import Kind

# Words and marks between a toll and its number, besides the verbs of rising.
_MEASURING = frozenset("be to past above beyond at : - – — of is was were are between".split())
# "deaths doubled to 40": any verb leads to a figure with one of these.
_TOWARDS = frozenset("to past above beyond at : - – —".split())
# Back from a participle to the "of" of "the number of people reported as wounded".
_BACK = 9
# "put at four, raised to 15 and finally brought down to seven": a verb of giving a figure so many words before it.
_REVISED = 3
# From a lifted number to what the tally counts: "to nine the number of people | killed".
_AHEAD = 9


def toll(scene: Scene, k: int) -> Loss | None:
    """A loss noun as subject, a number as its measure: "the death toll rose to 12", "losses were put at 40"."""
    counted = scene.counted[k]
    if counted.foreign is not None or counted.quantity.form is Form.ARTICLE:
        return None
    best = None
    for loss in scene.losses:
        numbered = is_numbered(scene, loss)
        if (loss.frame == "noun" or numbered) and _measures(scene, k, loss, numbered=numbered):
            if best is not None and Kind.CASUALTY in best.events and Kind.CASUALTY not in loss.events:
                continue  # "the number of bodies recovered": the noun tells it, the verb is of things
            best = loss
    return best


def _measures(scene: Scene, k: int, loss: Loss, *, numbered: bool) -> bool:
    sentence, counted = scene.sentence, scene.counted[k]
    gap = counted.first - loss.phrase.last
    # "The number of people killed in clashes in the south of the province since Sunday has risen to 248."
    far = numbered or "toll" in sentence.slice(loss.phrase).lower()
    if not 0 <= gap <= (3 * WINDOW if far else WINDOW):
        return False
    words = sentence.tokens[loss.phrase.last : counted.quantity.number.first]
    if len(words) > 1 and words[0].tag == "VBN" and words[1].lower == "to":
        words = words[1:]  # "the number of bodies recovered to 63"
    aside = len(words) > 1 and words[0].text == "," and words[1].lower == "which"
    if aside:  # "the toll, which stood at 64 on Monday, has passed 80"
        close = next((j for j in range(2, len(words)) if words[j].text == ","), 1)
        words = words[close + 1 :]
        aside = close > 1
    verb = _rising_verb(scene, loss) if far else None
    if verb is not None and loss.phrase.last < verb < counted.first and not scene.between(verb, counted.first, k):
        words, aside = sentence.tokens[verb : counted.quantity.number.first], True
    if any(w.lower in (";", "who", "which", "where", "while", "whereas") for w in words):
        return False
    before = sentence.tokens[loss.phrase.last : counted.first]
    if before and before[-1].lower == "of" and any(w.lower in ("and", "or") for w in before):
        return False  # "deaths and the displacement of 11 million": the second noun's
    revised = any(w.lower in scene.words.putting for w in words[-_REVISED:]) and words[-1].lower == "to"
    rises_by = words[-1:] and words[-1].lower == "to" and any(w.lower == "by" for w in words)  # "rose by 12 to 340"
    alone = revised or rises_by or any(w.lower in ("from", "between") for w in words)
    if scene.between(loss.phrase.last, counted.first, k) and not (alone or aside):
        return False
    rising = scene.words.rising
    # "Deaths: 40", "toll 40"; a verb that measures nothing ("the toll shocked 40 mayors") has an object instead.
    beside = gap <= 1 and not any(w.tag.startswith("VB") for w in words)
    if not (far or alone) and words and words[-1].lower not in _TOWARDS and any(_is_told_else(scene, w) for w in words):
        return False  # "victims told of the presence of three officers"
    return beside or any(
        w.lower in _MEASURING or w.lower in rising or w.lemma in rising or w.lemma in _MEASURING for w in words
    )


def _is_told_else(scene: Scene, word: Token) -> bool:
    """True for a finite verb that tells neither a loss nor a figure."""
    words = scene.words
    return (
        word.tag in ("VBD", "VBP", "VBZ")
        and word.lower not in AUXILIARIES | words.putting
        and word.lemma not in words.rising | words.carrying
        and scene.loss_at(word.i) is None
    )


def _rising_verb(scene: Scene, loss: Loss) -> int | None:
    """The verb of which a toll is the subject, where it tells of a measure: "the toll in a fire which gutted a mill *rose* to 43"."""
    tokens, rising = scene.sentence.tokens, scene.words.rising
    if not scene.sentence.parsed:
        return None
    # Of "the number of people killed" the verb of loss stands below the subject.
    chain = (loss.anchor, *scene.sentence.ancestors(loss.anchor))
    subject = next((i for i in chain if tokens[i].dep not in _WITHIN), None)
    if subject is None or tokens[subject].dep != "nsubj":
        return None
    verb = tokens[tokens[subject].head]
    return verb.i if verb.lower in rising or verb.lemma in rising else None


_WITHIN = frozenset(["acl", "amod", "pobj", "prep", "relcl"])


def lifted(scene: Scene, k: int) -> Loss | None:
    """The number to which a tally behind it is lifted: "taking to nine the number of people killed"."""
    tokens, counted = scene.sentence.tokens, scene.counted[k]
    at, last = counted.first - 1, counted.quantity.phrase.last
    if at < 1 or tokens[at].lower != "to" or tokens[at - 1].lemma not in LIFTING_LEMMAS:
        return None
    ahead = [t.lower for t in tokens[last : last + _TALLY]]
    if ahead[:1] not in (["the"], ["its"], ["their"]) or scene.words.tallies.isdisjoint(ahead):
        return None
    behind = (
        loss for loss in scene.losses if last < loss.phrase.first <= last + _AHEAD and Kind.CASUALTY in loss.events
    )
    return next(behind, None)


# "the total number": words from the number to the noun of a tally.
_TALLY = 3


def numbering(scene: Scene, k: int) -> Loss | None:
    """The number is the predicate of those who suffered: "fighters killed in the raid numbered three"."""
    counted, sentence = scene.counted[k], scene.sentence
    if not counted.bare or not sentence.parsed or sentence.tokens[counted.head].dep not in ("dobj", "attr", "npadvmod"):
        return None
    verb = sentence.tokens[counted.head].head
    if sentence.tokens[verb].lemma not in ("number", "total") or scene.loss_beginning(counted.last) is not None:
        return None  # "casualties numbered 52 killed" tells of the 52 itself
    subjects = subjects_of(sentence, verb)
    for loss in scene.losses:
        clause = clause_at(sentence, loss.anchor)
        if (
            clause is not None
            and loss.anchor < verb
            and not set(subjects).isdisjoint((*clause.patients, clause.trigger))
        ):
            return loss
    return None


def numbered_patients(scene: Scene, k: int, loss: Loss) -> Item | None:
    """Whom a verb of number counts: the fighters of "fighters killed in the raid numbered three"."""
    if numbering(scene, k) is not loss:
        return None
    clause = clause_at(scene.sentence, loss.anchor)
    patients = () if clause is None else clause.patients
    return next((item for item in scene.items if item.kind in loss.events and item.head in patients), None)


def numbered_toll(scene: Scene, k: int) -> Loss | None:
    """As ``toll``, where another rule would take a word for a verb of loss: "the number of wounded is 12", "the toll hit 12"."""
    loss = toll(scene, k)
    if loss is None or is_numbered(scene, loss):
        return loss
    verb = scene.sentence.tokens[max(0, skip_left(scene.sentence, scene.counted[k].first))]
    told = "toll" in scene.sentence.slice(loss.phrase).lower() and verb.lemma == "hit"
    return loss if told and scene.counted[k].bare else None


# Between "of" and the participle of a tally: "of those who had been | killed".
_INSIDE = frozenset("the those as who had have been".split())


def is_numbered(scene: Scene, loss: Loss) -> bool:
    """True for "the number of wounded", "the toll of people killed": the participle names a toll."""
    tokens, words = scene.sentence.tokens, scene.words
    first = loss.phrase.first
    if first and tokens[first - 1].lower in words.tallies:
        return True
    after = tokens[loss.phrase.last].lower if loss.phrase.last < len(tokens) else ""
    if (
        first
        and tokens[first - 1].lower in ("'s", "the", "its", "their", "our", "his", "own")
        and after in ("at", "stood", "rose", "reached")
    ):
        return True  # "put his country's dead at 640"
    if loss.frame == "adjective" and loss.phrase.last < len(tokens):
        measure = tokens[loss.phrase.last]
        if measure.lemma in ("number", "total", "exceed") and measure.tag in ("VBD", "VBZ", "VBP", "VBN"):
            return True  # "American dead numbered 640"
    for j in range(first - 1, max(0, first - _BACK), -1):  # "of people reported as"
        if tokens[j].lower == "of":
            before = tokens[j - 1].lower
            if before in words.tallies or before in words.figures or before == "that":
                return True
            if tokens[j - 1].tag in ("NNS", "NNPS"):  # "the number of members of the army killed"
                continue
            return False
        if not tokens[j].tag.startswith(("NN", "JJ", "DT", "VBN", "RB")) and tokens[j].lower not in _INSIDE:
            return False
    return False
