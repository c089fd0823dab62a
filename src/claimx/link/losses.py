"""Which loss a counted phrase suffers: a short list of constructions, tried from the tightest to the loosest.

Each rule returns the loss word or None; the first that answers wins, and its id goes into the record. A construction
that shows the counted people as the doers ("killed by two gunmen", "12 soldiers shot a man") refuses at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from claimx.link.counted import Counted
from claimx.models import Form, Item, Loss, PartyMention, Sentence
from claimx.schema import Category, Event, Kind

# Determiners and the like between a verb and the number it governs.
_LEFT = frozenset("the a an its their his her our some all another further additional total of up to as many at least another both one "
                  "what even not only just also instantly itself himself themselves : - “ \" ` ``".split())
_NOUN_PREPOSITIONS = frozenset(["of", "to", "among", "amongst", "for", "in", "from", "at"])
# Verbs and prepositions that put a number on a noun: "the toll rose to 12", "casualties are estimated at 40".
_AUXILIARY = frozenset("be is are was were been being have has had having may might could can will would shall should must do does did "
                       "get gets got gotten getting 's 're 've 'd 'll n't not".split())
# Verbs that report the fate of their subject through a second verb or adjective: "were found dead", "is feared killed".
_CARRIERS = frozenset("report confirm believe fear find leave declare pronounce presume say know think list remain lie lay go come end estimate "
                      "consider register record feel shoot become turn wind stab beat hack burn crush strike".split())
_CONNECTORS = frozenset(", and or plus & ; also as well along with another ( ) / with including include among amongst them these whom which of most "
                        "many half some were was are is being namely mostly mainly majority at least : - – — both in addition to additionally "
                        "the rest others other while but".split())
# How far the loose rules look, in tokens: half of all clauses of news are shorter (own count over wire texts).
WINDOW = 14
CLIMB = frozenset("conj appos nmod compound dep amod nummod quantmod pobj prep npadvmod attr poss det advmod pcomp".split())


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence as the linker sees it."""

    sentence: Sentence
    counted: tuple[Counted, ...]
    losses: tuple[Loss, ...]
    items: tuple[Item, ...] = ()
    parties: tuple[PartyMention, ...] = ()

    def between(self, first: int, last: int, but: int) -> bool:
        """True where another counted phrase (not number ``but``) begins in tokens first to last."""
        return any(i != but and first <= c.quantity.number.first < last for i, c in enumerate(self.counted))


Rule = Callable[[Scene, int], Loss | None]


def find_loss(scene: Scene, k: int) -> tuple[Loss, str] | None:
    """The loss of counted phrase k and the id of the rule that tells it."""
    struck = struck_by(scene, k)
    if struck is not None:
        return struck, "link.struck-by"
    if is_doer(scene, k) or freed(scene, k) or is_aside(scene, k):
        return None
    loose = scene.counted[k].quantity.form not in (Form.PRONOUN, Form.ARTICLE)
    for rule_id, rule in RULES:
        if not loose and rule in LOOSE:
            continue
        loss = rule(scene, k)
        if loss is not None:
            return loss, rule_id
    return None


def is_doer(scene: Scene, k: int) -> bool:
    """True where the counted people act: the agent of a passive, the subject of an active verb that has its own object."""
    sentence, counted = scene.sentence, scene.counted[k]
    tokens = sentence.tokens
    before = _skip_left(sentence, counted.first)
    if before >= 0 and tokens[before].lower == "by" and counted.item is not None:
        # "by 12" after a rise is an increment, "killed by two men" an agent.
        return any(loss.phrase.first < before for loss in scene.losses)
    if not sentence.parsed or counted.loss is not None:
        return False
    token = tokens[counted.head]
    if token.dep == "nsubj" and token.head > counted.head:
        verb = tokens[token.head]
        loss = _loss_at(scene, token.head)
        objects = [
            c for c in sentence.children[token.head]
            if tokens[c].dep in ("dobj", "obj") and not any(n.bare and n.head == c and _loss_beginning(scene, n.last) for n in scene.counted)
        ]
        if loss is not None and loss.frame == "transitive" and objects and verb.tag in ("VBD", "VBZ", "VBP", "VBG", "VB", "VBN"):
            return not _has_passive(sentence, token.head)
    return False


def counted_noun(scene: Scene, k: int) -> Loss | None:
    """The counted noun or its adjective tells the loss: "12 deaths", "30 wounded", "14 missing miners"."""
    return scene.counted[k].loss


def verb_before(scene: Scene, k: int) -> Loss | None:
    """An active verb directly before: "killed at least 12", "shot down three drones", "wounding 30"."""
    sentence, counted = scene.sentence, scene.counted[k]
    at = _skip_left(sentence, counted.first)
    loss = _loss_ending(scene, at + 1)
    if loss is None and at >= 2 and sentence.tokens[at].tag in _FINITE and sentence.tokens[at - 1].lower == "and":
        loss = _loss_ending(scene, at - 1)  # "killed and buried 30 people"
    own = _loss_beginning(scene, counted.last)
    if loss is not None and counted.bare and own is not None and any(c.last == loss.phrase.first for c in scene.counted):
        return None  # "25 Fighters Killed 110 Injured": each number has its participle after it
    if loss is not None and not _is_passive(sentence, loss):
        if loss.frame == "transitive" or (loss.frame == "adjective" and sentence.tokens[loss.anchor].tag in _FINITE):
            return loss
    return None


_FINITE = frozenset(["VBD", "VBN", "VBZ", "VBP", "VBG", "VB"])


def freed(scene: Scene, k: int) -> bool:
    """True where the counted captives or missing are let go: "21 kidnapped girls were freed" is no loss."""
    sentence, counted = scene.sentence, scene.counted[k]
    loss = counted.loss or counted.noun_loss
    if loss is not None and not any(event in (Event.ABDUCTED, Event.CAPTURED, Event.MISSING) for event in loss.events.values()):
        return False
    at = _skip_left(sentence, counted.first)
    if at >= 0 and sentence.tokens[at].lower in _FREED:
        return True
    return any(
        t.lower in _FREED and t.tag in ("VBN", "VBD", "VBZ", "VBP", "") and _subject(sentence, t.i, counted) for t in sentence.tokens[counted.last :]
    )


def _subject(sentence: Sentence, verb: int, counted: Counted) -> bool:
    """True where the counted phrase is the subject of the verb."""
    if not sentence.parsed:
        return verb - counted.last < WINDOW
    return any(sentence.tokens[c].dep in ("nsubj", "nsubjpass") and counted.first <= c < counted.last for c in sentence.children[verb])


_FREED = frozenset("free frees freed freeing release releases released releasing rescue rescued rescues rescuing liberated escaped escape escapes "
                   "fled reunited".split())


def injuries_borne(scene: Scene, k: int) -> Loss | None:
    """People who bear an injury: "three firefighters suffered burns", "a man was found with gunshot wounds"."""
    sentence, counted = scene.sentence, scene.counted[k]
    tokens = sentence.tokens
    if counted.item is None and not counted.other and not counted.bare or counted.foreign is not None:
        return None
    for j in range(counted.last, min(len(tokens), counted.last + WINDOW)):
        if tokens[j].lower in (";", ":", ".") or (j > counted.last and scene.between(j, j + 1, k)):
            return None
        if tokens[j].lemma in _BEARS or tokens[j].lower in _BEARS:
            for i in range(j + 1, min(len(tokens), j + 8)):  # adjectives between verb and noun: "life-changing brain"
                loss = _loss_beginning(scene, i)
                if loss is not None and loss.entry.startswith("wounded.") and loss.frame == "noun":
                    return loss
                if tokens[i].lower in (",", ";", "that", "who") or tokens[i].tag in ("VBD", "VBZ", "VBP", "MD", "IN", "NNP"):
                    break
    return None


_BEARS = frozenset("suffer sustain receive have with incur experience get suffered sustained received had".split())


_THROWN = frozenset([Category.MISSILE, Category.UAV, Category.AMMUNITION])


def flown(scene: Scene, k: int) -> Loss | None:
    """Missiles, drones and shells that strike were fired: "dozens of missiles hit the city"."""
    sentence, counted = scene.sentence, scene.counted[k]
    if counted.item is None or counted.item.category not in _THROWN or not sentence.parsed:
        return None
    i, steps = counted.head, 0
    # Up from the noun to the subject: "dozens of missiles", "a missile and 13 drones".
    while sentence.tokens[i].dep in ("pobj", "prep", "conj", "nummod", "compound", "nmod") and steps < 6:
        i, steps = sentence.tokens[i].head, steps + 1
    token = sentence.tokens[i]
    if token.dep == "nsubj" and token.head >= counted.last and not _has_passive(sentence, token.head):
        return _as_launched(_loss_at(scene, token.head))
    return None


def struck_by(scene: Scene, k: int) -> Loss | None:
    """What a target was struck by was fired: "hit by two missiles", "destroyed with an FPV drone"."""
    sentence, counted = scene.sentence, scene.counted[k]
    if counted.item is None or counted.item.category not in _THROWN or counted.quantity.form is Form.ARTICLE:
        return None  # "hit by a missile" tells of the hit; a number counts what was fired
    at = _skip_left(sentence, counted.first)
    if at < 1 or sentence.tokens[at].lower not in ("by", "with", "using"):
        return None
    loss = next((loss for loss in reversed(scene.losses) if loss.phrase.first < at and at - loss.phrase.last <= 8), None)
    return _as_launched(loss)


def _as_launched(loss: Loss | None) -> Loss | None:
    if loss is None or loss.frame == "noun" or not loss.entry.startswith(("damaged.", "wounded.", "launched.", "killed.", "destroyed.")):
        return None
    return replace(loss, events={Kind.EQUIPMENT: Event.LAUNCHED}, rule="loss.launched")


def noun_before(scene: Scene, k: int) -> Loss | None:
    """A loss noun and a preposition: "the death of 12", "injuries to five", "a toll of 40"."""
    sentence, counted = scene.sentence, scene.counted[k]
    at = _skip_left(sentence, counted.first)
    for j in (at, counted.first - 1):
        if j >= 1 and sentence.tokens[j].lower in _NOUN_PREPOSITIONS:
            loss = _loss_ending(scene, j)
            if loss is not None and loss.frame == "noun" and (sentence.tokens[j].lower in ("of", "to", "among", "amongst") or counted.bare):
                return loss
    return None


def verb_after(scene: Scene, k: int) -> Loss | None:
    """A participle or intransitive verb directly after: "12 people killed", "five soldiers died", "30 hurt"."""
    sentence, counted = scene.sentence, scene.counted[k]
    j = counted.last
    tokens = sentence.tokens
    if scene.between(counted.quantity.phrase.last, counted.last, k) and (j >= len(tokens) or tokens[j].lower not in _AUXILIARY):
        return None  # "one of two missiles launched": the participle tells of the two
    while j < len(tokens) and (
        tokens[j].lower in _AUXILIARY or tokens[j].lower in ("who", "that", "which", "to", "also", "of", "whom", "them", "have")
        or tokens[j].tag == "RB" or (tokens[j].lemma in _CARRIERS and tokens[j].tag.startswith("VB") and _loss_beginning(scene, j) is None)
    ):
        j += 1
    loss = _loss_beginning(scene, j)
    if loss is None or loss.frame == "noun":
        return None
    return loss if _suffers(scene, k, loss, j) else None


def syntax(scene: Scene, k: int) -> Loss | None:
    """The parse ties the counted noun to the loss: object, passive subject, reduced or full relative clause, complement."""
    sentence, counted = scene.sentence, scene.counted[k]
    if not sentence.parsed:
        return None
    tokens = sentence.tokens
    i, steps = counted.head, 0
    while steps < 8:  # longer chains are parser errors more often than not
        below = _loss_below(scene, i)
        if below is not None and (i == counted.head or tokens[counted.head].dep == "conj"):
            return below
        token = tokens[i]
        loss = _loss_at(scene, token.head) if token.head != i else None
        if loss is not None:
            if _argument(scene, i, loss, counted):
                return loss
            if token.dep not in CLIMB:
                return None
        elif token.dep not in CLIMB:
            if token.dep in ("nsubj", "nsubjpass", "dobj", "attr") and token.head != i:
                return _complement(scene, token.head, i)
            return None
        if token.head == i or (token.dep == "prep" and token.lower not in ("of", "including", "among", "like", "with", "plus", "besides")):
            return None
        i, steps = token.head, steps + 1
    return None


def toll(scene: Scene, k: int) -> Loss | None:
    """A loss noun as subject, a number as its measure: "the death toll rose to 12", "losses were put at 40"."""
    sentence, counted = scene.sentence, scene.counted[k]
    if counted.foreign is not None or counted.quantity.form is Form.ARTICLE:
        return None
    best = None
    for loss in scene.losses:
        gap = counted.first - loss.phrase.last
        numbered = _is_numbered(sentence, loss)
        # "The number of people killed in clashes in the south of the province since Sunday has risen to 248."
        if not 0 <= gap <= (2 * WINDOW if numbered or "toll" in sentence.slice(loss.phrase).lower() else WINDOW) or not (loss.frame == "noun" or numbered):
            continue
        words = sentence.tokens[loss.phrase.last : counted.quantity.number.first]
        if any(w.lower in (";", "who", "which", "where", "while", "whereas") for w in words):
            continue
        if scene.between(loss.phrase.last, counted.first, k) and not any(w.lower in ("from", "between") for w in words):
            continue
        if any(w.lower in _TOLL_WORDS or w.lemma in _TOLL_WORDS for w in words) or gap <= 1:
            best = loss
    return best


def numbered_toll(scene: Scene, k: int) -> Loss | None:
    """ "The number of dead rose to 57 and that of the wounded to 120": tried early, since the participle looks like a verb."""
    loss = toll(scene, k)
    return loss if loss is not None and _is_numbered(scene.sentence, loss) else None


def deadly_for(scene: Scene) -> Item | None:
    """Whom a sentence calls a day deadly for: "with 40 dead, the deadliest day for soldiers"."""
    tokens = scene.sentence.tokens
    for i, token in enumerate(tokens):
        if token.lower in ("deadliest", "bloodiest", "costliest"):
            for item in scene.items:
                if i < item.phrase.first <= i + 9 and any(t.lower == "for" for t in tokens[i : item.phrase.first]):  # "deadliest weeks so far for"
                    return item if item.kind is Kind.CASUALTY else None
    return None


def numbered_people(scene: Scene, loss: Loss) -> Item | None:
    """Whom a numbered toll counts: "the number of journalists killed"."""
    if loss.frame == "noun" or not _is_numbered(scene.sentence, loss):
        return None
    tokens = scene.sentence.tokens
    of = next((j for j in range(loss.phrase.first - 1, max(0, loss.phrase.first - 7), -1) if tokens[j].lower == "of"), loss.phrase.first)
    return next((item for item in scene.items if of < item.phrase.first < loss.phrase.first and item.kind is Kind.CASUALTY), None)


def _is_numbered(sentence: Sentence, loss: Loss) -> bool:
    """True for "the number of wounded", "the toll of people killed": the participle names a toll."""
    tokens = sentence.tokens
    if loss.phrase.first and tokens[loss.phrase.first - 1].lower in ("number", "numbers", "toll", "total", "tally"):
        return True
    after = tokens[loss.phrase.last].lower if loss.phrase.last < len(tokens) else ""
    if loss.phrase.first and tokens[loss.phrase.first - 1].lower in ("'s", "the", "its", "their", "our", "his") and after in ("at", "stood", "rose", "reached"):
        return True  # "put his country's dead at 640"
    for j in range(loss.phrase.first - 1, max(0, loss.phrase.first - 7), -1):  # "of people reported as"
        if tokens[j].lower == "of":
            return tokens[j - 1].lower in ("number", "numbers", "total", "toll", "tally", "count", "that", "figure", "estimate")
        if not tokens[j].tag.startswith(("NN", "JJ", "DT", "VBN", "RB")) and tokens[j].lower not in ("the", "those", "as", "who", "had", "have", "been"):
            return False
    return False


_TOLL_WORDS = frozenset("be reach rise stand climb pass exceed total top hit number estimate put be: to at : - – — increase grow jump soar mount surpass amount "
                        "of is was were are approach revise update raise include includes including comprise range between".split())


def among(scene: Scene, k: int) -> Loss | None:
    """The fate stands before the verb: "Among those killed were three firefighters", "Of the dead, 25 were visitors", "The missing include one rescuer"."""
    tokens = scene.sentence.tokens
    counted = scene.counted[k]
    for loss in scene.losses:
        if loss.phrase.last > counted.first:
            continue
        start = loss.phrase.first - 1
        while start >= 0 and tokens[start].lower in ("the", "those", "people"):
            start -= 1
        opener = tokens[start].lower if start >= 0 else ""
        gap = [t.lower for t in tokens[loss.phrase.last : counted.first]]
        if opener in ("among", "amongst") and gap and gap[0] in ("were", "was", "are", "is") and len(gap) <= 2:
            return loss
        if opener == "of" and start == 0 and gap == [","]:
            return loss
        named = loss.phrase.first > 0 and tokens[loss.phrase.first - 1].lower == "the" and loss.frame in ("adjective", "noun", "transitive")
        # "The dead were a bartender and a student"; not "the fighting killed were": the word stands alone as a noun.
        if named and gap and gap[0] in ("include", "includes", "included", "were", "are") and len(gap) <= 2:
            return loss
    return None


def passive_after(scene: Scene, k: int) -> Loss | None:
    """A passive or intransitive verb further on in the clause: "three people, including two students, were killed"."""
    sentence, counted = scene.sentence, scene.counted[k]
    tokens = sentence.tokens
    if counted.foreign is not None:
        return None
    at = _skip_left(sentence, counted.first)
    if at >= 0 and tokens[at].tag in ("IN", "TO") and tokens[at].lower in _GOVERNING:
        return None  # "known to millions ..., has died": the number is somebody else's
    depth = 0
    for j in range(counted.last, min(len(tokens), counted.last + WINDOW)):
        word = tokens[j]
        if word.lower in ("(", "["):
            depth += 1
        elif word.lower in (")", "]"):
            depth -= 1
        if depth > 0:
            continue
        if word.lower == "by" and j > counted.last and sentence.tokens[j - 1].lower == ",":
            continue
        if word.lower in (";", ":", "but", "while", "whereas", "after", "when", "as", "because", "by", "said"):
            return None
        loss = _loss_beginning(scene, j)
        if loss is not None and loss.frame != "noun" and _suffers(scene, k, loss, j):
            return loss
        if word.tag in ("VBD", "VBZ", "VBP", "MD") and word.lower not in _AUXILIARY and word.lemma not in _CARRIERS:
            return None
    return None


_GOVERNING = frozenset("to for in on at from into onto against near under within behind beyond through throughout versus v".split())


def verb_further_before(scene: Scene, k: int) -> Loss | None:
    """An active verb further back in the clause, nothing else counted in between: "killed, in one raid, 12 men"."""
    sentence, counted = scene.sentence, scene.counted[k]
    tokens = sentence.tokens
    if counted.foreign is not None or counted.quantity.form is Form.ARTICLE or counted.item is None and not counted.other:
        return None
    for j in range(counted.first - 1, max(-1, counted.first - 8), -1):
        word = tokens[j]
        loss = _loss_at(scene, j)
        if loss is not None:
            return loss if loss.frame == "transitive" and not _is_passive(sentence, loss) else None
        if word.lower in (";", ":", ",", "(", ")", "that", "who", "which", "after", "when", "by", "in", "on", "at", "near", "from", "with", "for", "to", "into", "onto", "than", "as") or (
            word.tag in ("VBD", "VBZ", "VBP", "MD", "VBN", "VBG") and word.lower not in _AUXILIARY
        ):
            return None
    return None


def taken_captive(scene: Scene, k: int) -> Loss | None:
    """ "took 22 prisoner", "taken several hostage": the number stands between the verb and its second word."""
    tokens, counted = scene.sentence.tokens, scene.counted[k]
    at = _skip_left(scene.sentence, counted.first)
    if at < 0 or tokens[at].lower not in ("take", "takes", "took", "taken", "taking", "hold", "holds", "held", "holding") or counted.quantity.phrase.last >= len(tokens):
        return None
    event = {"prisoner": Event.CAPTURED, "captive": Event.CAPTURED, "hostage": Event.ABDUCTED}.get(tokens[counted.quantity.phrase.last].lower)
    if event is None:
        return None
    phrase = scene.sentence.phrase(at, at + 1)
    return Loss(phrase, at, {Kind.CASUALTY: event}, "verb", "captured.take", f"loss.{event.value}")


def fate_noun(scene: Scene, k: int) -> Loss | None:
    """The noun for people tells their fate, and nothing else does: "68 bodies", "nearly 200 captives"."""
    return scene.counted[k].noun_loss


RULES: tuple[tuple[str, Rule], ...] = (
    ("link.counted-noun", counted_noun),
    ("link.flown", flown),
    ("link.taken-captive", taken_captive),
    ("link.toll", numbered_toll),
    ("link.verb-before", verb_before),
    ("link.among", among),
    ("link.noun-before", noun_before),
    ("link.verb-after", verb_after),
    ("link.syntax", syntax),
    ("link.toll", toll),
    ("link.passive-after", passive_after),
    ("link.verb-further-before", verb_further_before),
    ("link.injuries", injuries_borne),
    ("link.fate-noun", fate_noun),
)


# Pronouns and articles count in tight constructions only: they stand in every clause.
LOOSE = frozenset({toll, verb_further_before})


def is_aside(scene: Scene, k: int) -> bool:
    """True for an apposition that describes ("the girl, a passenger") and an age after a name ("Anna Lee, four, ...")."""
    sentence, counted = scene.sentence, scene.counted[k]
    tokens = sentence.tokens
    before = counted.first - 1
    if before < 1 or tokens[before].lower != ",":
        return False
    if counted.quantity.form is Form.ARTICLE:
        named = tokens[before - 1].tag.startswith("NN") and not (tokens[0].tag == "IN" and before <= 6)  # "In Chiapas, a priest ..."
        if any(c.first <= before - 1 < c.last for c in scene.counted):
            return False  # an item of a list
        after = next((c for c in scene.counted if c.first >= counted.last), None)
        if after is not None and connects(sentence, counted.last, after.first):
            return False  # the first item of one: "his passengers, a woman and two boys, were hurt"
        return named and sentence.parsed and tokens[counted.head].dep == "appos"
    after = tokens[counted.last].lower if counted.last < len(tokens) else ""
    return counted.bare and tokens[before - 1].tag.startswith("NNP") and after in (",", ")") and counted.quantity.low == counted.quantity.high


def connects(sentence: Sentence, first: int, last: int, items: Sequence[Item] = ()) -> bool:
    """True where tokens first to last only coordinate: commas, "and", "including", brackets, uncounted members of the list."""
    return last - first <= 8 and all(
        t.lower in _CONNECTORS or t.tag == "RB" or any(item.phrase.covers(t.i) for item in items) for t in sentence.tokens[first:last]
    )


def _skip_left(sentence: Sentence, first: int) -> int:
    """The first token left of ``first`` that is no determiner or the like; -1 at the beginning."""
    j = first - 1
    while j >= 0 and sentence.tokens[j].lower in _LEFT:
        j -= 1
    return j


def _loss_at(scene: Scene, token: int) -> Loss | None:
    return next((loss for loss in scene.losses if loss.anchor == token or loss.phrase.covers(token)), None)


def _loss_beginning(scene: Scene, token: int) -> Loss | None:
    return next((loss for loss in scene.losses if loss.phrase.first == token), None)


def _loss_ending(scene: Scene, token: int) -> Loss | None:
    return next((loss for loss in scene.losses if loss.phrase.last == token), None)


def _has_passive(sentence: Sentence, verb: int) -> bool:
    return any(sentence.tokens[c].dep in ("auxpass", "nsubjpass") for c in sentence.children[verb])


def _is_passive(sentence: Sentence, loss: Loss) -> bool:
    """True for "were killed", "been wounded", also with an adverb between."""
    j = loss.phrase.first - 1
    if sentence.tokens[loss.anchor].tag not in ("VBN", "VBD", ""):
        return False
    while j >= 0 and (sentence.tokens[j].tag == "RB" or sentence.tokens[j].lower in ("also", "either", "and", "or")):
        j -= 1
    return j >= 0 and sentence.tokens[j].lower in ("be", "is", "are", "was", "were", "been", "being", "get", "got", "'re")


def _suffers(scene: Scene, k: int, loss: Loss, j: int) -> bool:
    """True where the loss word after the counted phrase tells the fate of that phrase."""
    sentence, counted = scene.sentence, scene.counted[k]
    aside = any(t.lower in ("them", "whom") for t in sentence.tokens[counted.last : loss.phrase.first])  # ", most of them children,"
    if sentence.parsed and not aside and any(
        sentence.tokens[c].dep in ("nsubj", "nsubjpass") and counted.last <= c < loss.phrase.first
        and sentence.tokens[c].lower not in ("who", "that", "which", "most", "many", "some", "half", "majority", "all")
        for c in sentence.children[loss.anchor]
    ):
        return False  # the verb has a subject of its own
    if loss.frame in ("intransitive", "adjective"):
        return True
    if loss.frame != "transitive":
        return False
    after = loss.phrase.last
    if loss.entry == "casualties.mixed" and j == counted.last and (after == len(sentence.tokens) or not sentence.tokens[after].text[0].isalnum()):
        return True  # "240 troops killed and wounded, three vehicles ..."
    if _is_passive(sentence, loss):
        return True
    tag = sentence.tokens[loss.anchor].tag
    if tag in ("VBG", "VBZ", "VBP", "VB"):
        return False
    # A participle without an auxiliary, or what the tagger takes for a past tense: an object after it makes it active.
    after = loss.phrase.last
    for i, other in enumerate(scene.counted):
        if i != k and after in (other.first, other.quantity.phrase.first) and other.quantity.form is not Form.NONE:
            return other.bare and _loss_beginning(scene, other.last) is not None
    if after < len(sentence.tokens) and (sentence.tokens[after].tag.startswith(("NN", "PRP", "DT", "JJ"))) and tag == "VBD" and counted.item is not None:
        return False
    return not any(sentence.tokens[c].dep in ("dobj", "obj") for c in (sentence.children[loss.anchor] if sentence.parsed else ()))


def _argument(scene: Scene, i: int, loss: Loss, counted: Counted) -> bool:
    """True where token i, a dependant of the loss word, is what suffers it."""
    sentence = scene.sentence
    token = sentence.tokens[i]
    head = token.head
    if loss.frame == "noun":
        return (token.dep == "prep" and token.lower in ("of", "to", "among", "including")) or token.dep in ("conj", "appos", "nummod", "amod", "compound")
    if token.dep == "nsubjpass":
        return True
    if token.dep in ("dobj", "obj"):
        return loss.frame == "transitive"
    if token.dep == "nsubj":
        if loss.frame in ("intransitive", "adjective"):
            return True
        objects = any(sentence.tokens[c].dep in ("dobj", "obj") for c in sentence.children[head])
        return sentence.tokens[head].tag in ("VBN", "VBD") and not objects and loss.phrase.first > counted.first
    if token.dep in ("nummod", "amod", "compound", "nmod", "dep") and loss.frame in ("adjective", "transitive", "intransitive"):
        return sentence.tokens[head].tag in ("VBN", "JJ", "VBD") and head > i
    return False


def _loss_below(scene: Scene, i: int) -> Loss | None:
    """A participle or relative clause that hangs on noun i: "12 people killed in", "soldiers who died"."""
    sentence = scene.sentence
    for c in sentence.children[i]:
        token = sentence.tokens[c]
        loss = _loss_at(scene, c)
        if loss is None or loss.frame == "noun" or c < i:
            continue
        if token.dep == "acl" and (token.tag in ("VBN", "VBD", "JJ") if loss.frame != "intransitive" else True):
            if not any(sentence.tokens[d].dep in ("dobj", "obj") for d in sentence.children[c]):
                return loss
        if token.dep == "relcl" and (loss.frame in ("intransitive", "adjective") or _has_passive(sentence, c) or _object_relative(sentence, c)):
            return loss
        if token.dep in ("amod", "acomp", "oprd") and loss.frame == "adjective":
            return loss
    return None


def _object_relative(sentence: Sentence, verb: int) -> bool:
    """True for "the men they killed": a relative clause with its own subject and no object but the pronoun."""
    kinds = {sentence.tokens[c].dep: sentence.tokens[c].lower for c in sentence.children[verb]}
    subject = kinds.get("nsubj")
    return subject is not None and subject not in ("who", "that", "which") and kinds.get("dobj", "that") in ("that", "which", "whom", "who")


def _complement(scene: Scene, verb: int, i: int) -> Loss | None:
    """A fate told by a complement of the verb that governs noun i: "were found dead", "left 12 dead", "are reported missing"."""
    sentence = scene.sentence
    tokens = sentence.tokens
    if not (tokens[verb].lemma in _CARRIERS or tokens[verb].lower in _AUXILIARY):
        return None
    for c in sentence.children[verb]:
        loss = _loss_at(scene, c)
        if loss is None or c < i:
            continue
        if loss.frame == "noun":
            if tokens[c].dep == "attr" and loss.entry.startswith(("abducted.", "captured.", "missing.")):
                return loss  # "197 girls remain captives"
            continue
        if tokens[c].dep in ("acomp", "oprd", "xcomp", "ccomp", "attr", "advcl", "conj", "dep", "acl"):
            if loss.frame == "transitive" and any(tokens[d].dep in ("dobj", "obj", "nsubj") and tokens[d].lower not in ("who",) for d in sentence.children[c]):
                continue
            return loss
    return None


def share_losses(scene: Scene, found: Sequence[tuple[Loss, str] | None]) -> list[tuple[Loss, str] | None]:
    """Counted phrases without a loss of their own take that of the phrase they are coordinated with or part of."""
    out = list(found)
    order = sorted(range(len(scene.counted)), key=lambda k: scene.counted[k].first)
    for place, b in enumerate(order[1:], 1):  # forward: "killed 12 soldiers, three policemen and a child"
        a = order[place - 1]
        loose, before = out[b], out[a]
        if loose is not None and before is not None and loose[1] in _LOOSE_LINKS and before[0].phrase.first < scene.counted[b].first and _opens_list(scene, b):
            out[b] = (before[0], "link.part")  # "7 dead and 12 injured, including four minors": part of the nearest
        if out[b] is None and _may_share(scene, b):
            shared = out[a]
            earlier = next((out[i] for i in reversed(order[max(0, place - 4) : place]) if out[i] is not None and _conjoined(scene, i, b)), None)
            if shared is not None and _coordinated(scene, a, b):
                out[b] = (shared[0], "link.shared")
            elif earlier is not None and (scene.counted[b].item is not None or scene.counted[b].other):
                out[b] = (earlier[0], "link.shared")
            elif shared is not None and _is_degree(scene, b):
                out[b] = (shared[0], "link.part")
            elif _opens_part(scene, b) or _opens_addition(scene, b):
                whole = next((out[i] for i in reversed(order[:place]) if out[i] is not None), None)
                if whole is not None:
                    out[b] = (whole[0], "link.part" if _opens_part(scene, b) else "link.shared")
    out = [link if link is None else _fitting(scene, k, link) for k, link in enumerate(out)]
    for a, b in zip(reversed(order[:-1]), reversed(order[1:]), strict=False):  # backward: "235 rebels, 100 soldiers and 120 civilians were killed"
        left, right = scene.counted[a], scene.counted[b]
        shared = out[b]
        if out[a] is None and shared is not None and _may_share(scene, a) and connects(scene.sentence, left.last, right.first):
            joined = all(t.lower != "with" for t in scene.sentence.tokens[left.last : right.first])
            if shared[0].phrase.first >= right.last and (left.item is not None or left.other or (left.bare and joined)):
                out[a] = (shared[0], "link.shared")
    return out


_LOOSE_LINKS = frozenset(["link.syntax", "link.toll", "link.passive-after", "link.verb-further-before"])


def _fitting(scene: Scene, k: int, link: tuple[Loss, str]) -> tuple[Loss, str]:
    """A shared loss that cannot tell of the counted kind gives way to the sentence's noun of loss: "losses were 240 men killed, three tanks"."""
    item = scene.counted[k].item
    if item is None or item.kind in link[0].events:
        return link
    first = scene.counted[k].first
    other = next((loss for loss in scene.losses if item.kind in loss.events and loss.phrase.last <= first and loss.entry.startswith(("casualties.", "destroyed."))), None)
    return link if other is None else (other, link[1])


def _may_share(scene: Scene, k: int) -> bool:
    return scene.counted[k].foreign is None and not is_doer(scene, k) and not is_aside(scene, k) and scene.counted[k].quantity.form is not Form.INCREMENT


def _opens_list(scene: Scene, k: int) -> bool:
    """True where the part is named by "including" or a bracket, not by a clause of its own ("of which 12 were shot down")."""
    tokens = scene.sentence.tokens
    first = scene.counted[k].first
    return any(t.lower in ("including", "among", "namely", "(") for t in tokens[max(0, first - 3) : first])


def _coordinated(scene: Scene, a: int, b: int) -> bool:
    """True where phrase b continues the list of phrase a."""
    left, right = scene.counted[a], scene.counted[b]
    if not (right.item is not None or right.other or right.quantity.per is not None or _opens_part(scene, b)):
        return False
    return connects(scene.sentence, left.last, right.first, scene.items) or _conjoined(scene, a, b) or _listed_on(scene, a, b)


def _listed_on(scene: Scene, a: int, b: int) -> bool:
    """ "one jet near the river and seven drones": a phrase of place or time stands between two members of a list."""
    left, right = scene.counted[a], scene.counted[b]
    gap = scene.sentence.tokens[left.last : right.first]
    if right.item is None or len(gap) < 3 or len(gap) > 10 or gap[-1].lower != "and" or gap[0].tag != "IN" or gap[0].lower in ("by", "of"):
        return False
    after = scene.sentence.tokens[right.last].lower if right.last < len(scene.sentence.tokens) else "."
    return not any(t.tag.startswith(("VB", "MD")) or t.lower in (";", ":", ",") for t in gap) and after in (".", ",", ";", "in", "on", "near", "at", "and", "!")


def _is_degree(scene: Scene, k: int) -> bool:
    """ "Four more were hurt, one seriously": part of those before."""
    counted = scene.counted[k]
    tokens = scene.sentence.tokens
    return counted.bare and counted.last < len(tokens) and tokens[counted.last].lower in _DEGREES and tokens[counted.first - 1].lower in (",", "-", "–", "(", "—")


_DEGREES = frozenset("seriously critically badly severely gravely lightly slightly fatally mortally grievously".split())


def _conjoined(scene: Scene, a: int, b: int) -> bool:
    """ "one missile from Voronezh and 120 drones": a phrase between, but the parse coordinates the two nouns."""
    left, right = scene.counted[a], scene.counted[b]
    i, steps = right.head, 0
    tokens = scene.sentence.tokens
    while scene.sentence.parsed and tokens[i].dep in ("conj", "nummod", "compound") and steps < 6:
        i, steps = tokens[i].head, steps + 1
        if i == left.head:
            return True
    return False


def _opens_part(scene: Scene, k: int) -> bool:
    """True where "including", "among them", "of whom" or a bracket stands right before the phrase."""
    tokens = scene.sentence.tokens
    first = scene.counted[k].first
    last = scene.counted[k].quantity.phrase.last
    if tuple(t.lower for t in tokens[last : last + 2]) in _OF_THEM and any(c.first < first for c in scene.counted):
        return True
    for j in range(first - 1, max(-1, first - 5), -1):  # "including at least", "among whom were"
        if tokens[j].lower in _PARTITIVES:
            return tokens[j].lower != "them" or tokens[j - 1].lower in ("of", "among", "amongst")
        if tokens[j].lower in (".", ";", ")") or tokens[j].tag.startswith("NN"):
            return False
    return False


def _opens_addition(scene: Scene, k: int) -> bool:
    """True where "along with", "together with", "as well as" stands right before the phrase."""
    tokens = scene.sentence.tokens
    before = " ".join(t.lower for t in tokens[max(0, scene.counted[k].first - 3) : scene.counted[k].first])
    return before.endswith(("along with", "together with", "as well as", "in addition to", "besides", "alongside"))


# "seven of them children": a part named without a preposition before it.
_OF_THEM = (("of", "them"), ("of", "whom"), ("of", "these"))


_PARTITIVES = frozenset(["including", "include", "includes", "included", "among", "amongst", "whom", "which", "them", "namely", "(", "[", ":"])
