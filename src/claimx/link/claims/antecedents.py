"""Whom a number counts that has no noun of its own: who was struck, who lost them, whose toll it is, who was told of before."""

from __future__ import annotations

from collections.abc import Iterator

from claimx.clauses import Voice, clause_at, objects_of, subjects_of
from claimx.clauses.arguments import conjoined, prepositional
from claimx.lexicon.verbs import ASSAULT_LEMMAS, SAYING_LEMMAS, SUFFERED_LEMMAS
from claimx.link.claims.crews import is_of_war
from claimx.link.claims.phrases import NOMINAL, Counted
from claimx.link.claims.tolls import is_numbered
from claimx.link.cues import deadly_for
from claimx.link.scene import Scene, attack_above, skip_left
from claimx.models import AnyLoss, Loss, Sentence
from claimx.schema import Category, Kind, PartyType

# "among the Mexican National Guard | troops": words from the preposition to the noun.
_AMONG = 6
# "32 deaths from hunger and want | among children": words from a noun of loss, or back to "the number of".
_AHEAD = 9
# From a loss up to the clause that tells who was attacked.
_ABOVE = 3
_OF = frozenset({"of", "among", "amongst", "from", "on"})
_OWNERS = frozenset({"its", "their", "our", "my", "his", "her"})
_TARGETS = frozenset({"at", "on", "upon", "against", "into", "through", "among"})
_BEARING = frozenset("lose suffer sustain have incur".split())
_CARRYING = frozenset("carrying carried transporting transported ferrying ferried taking bringing where".split())
_FULL = frozenset({"full", "packed", "crowded", "loaded", "filled"})
_HOLDING = _CARRYING | _FULL | {"that", "which", "was", "were", "with"}
# Words between a vehicle and those in it: "carrying some 40 Shia pilgrims".
_BETWEEN = 4
_ABOARD = frozenset({"aboard", "board"})
_PATROLS = frozenset({"patrol", "patrols"})
_FORCES = _PATROLS | {"unit", "units", "detachment", "detachments", "contingent", "contingents"}
# Sides of wars gone by, called so as armies.
_ARMIES = frozenset(
    "confederate confederates federals allied allies axis coalition royalist royalists redcoats".split()
)
# Nobody but fighters stays in these.
_POSTS = frozenset("military base bases barracks outpost outposts checkpoint checkpoints".split())
# What a vehicle runs into: its crew is struck, not the mine.
_MINES = frozenset("mine mines landmine landmines bomb ied explosive device".split())
_GENITIVES = frozenset({"'s", "\u2019s", "'", "\u2019"})


def named(scene: Scene, noun: int) -> Category | None:
    """The category of those whom a noun names: people, a unit or men of one, passengers of what carries them; None where it names nobody."""
    sentence, tokens = scene.sentence, scene.sentence.tokens
    own = next((item for item in scene.items if item.phrase.covers(noun) and item.kind is Kind.CASUALTY), None)
    if own is not None and own.category is not Category.UNSPECIFIED:
        return own.category
    within = {noun, *(j for j in sentence.children[noun] if tokens[j].tag.startswith((*NOMINAL, "PRP")))}
    if own is not None:
        within.update(range(own.phrase.first, own.phrase.last))
    of = {j for word, j in prepositional(sentence, noun) if word == "of"}  # "personnel of the 1st rifle regiment"
    within |= of
    if any(scene.words.whose.get(tokens[i].lower) is Category.MILITARY for i in within if i != noun):
        return Category.MILITARY  # "a militant training camp"
    if not {tokens[i].lower for i in within}.isdisjoint(scene.words.units | scene.words.navies | _FORCES | _POSTS):
        return Category.MILITARY
    arms = (item for item in scene.items if item.kind is Kind.EQUIPMENT and item.phrase.covers(noun))
    if any(is_of_war(scene, item) for item in arms) or tokens[noun].lower in _ARMIES:
        return Category.MILITARY
    if any(i.category is Category.MILITARY and i.kind is Kind.CASUALTY and i.head in within for i in scene.items):
        return Category.MILITARY
    if any(p.form in ("force", "enemy") and any(p.phrase.covers(i) for i in within) for p in scene.parties):
        return Category.MILITARY
    if own is not None:
        return Category.UNSPECIFIED
    if any(p.type is PartyType.GROUP and p.form == "name" and p.phrase.covers(noun) for p in scene.parties):
        return Category.MILITARY
    return carried_by(scene, noun) or one_of(people(scene, i) for i in of)


def people(scene: Scene, noun: int) -> Category | None:
    """The category of several people whom a noun names."""
    item = next((item for item in scene.items if item.head == noun and item.kind is Kind.CASUALTY), None)
    return item.category if item is not None and item.plural else None


def carried_by(scene: Scene, noun: int) -> Category | None:
    """The category of those in a vehicle or a place, by the words behind it: "a bus carrying pupils", "a helicopter with 11 soldiers on board"."""
    lowers = scene.sentence.lowers()
    at = noun + 1
    while lowers[at : at + 1] and lowers[at] in ("that", "which", "was", "were"):
        at += 1
    word, after = (*lowers[at : at + 2], "", "")[:2]
    if word in _FULL and after in ("of", "with"):
        at += 1
    elif word == "with":
        if _ABOARD.isdisjoint(lowers):
            return None
    elif word not in _CARRYING:
        return None
    within = range(at + 1, at + 1 + _BETWEEN)
    found = (item for item in scene.items if item.phrase.first in within and item.kind is Kind.CASUALTY and item.plural)
    return next((item.category for item in found), None)


def _aboard(scene: Scene, number: int) -> Iterator[Category | None]:
    """Those in what sank, crashed or overturned before the number: "a boat packed with pilgrims sank, drowning 40"."""
    tokens = scene.sentence.tokens
    if all(token.lemma not in SUFFERED_LEMMAS for token in tokens[:number]):
        return
    for noun in range(number - 1):
        if tokens[noun].tag.startswith("NN") and tokens[noun + 1].lower in _HOLDING:
            told = carried_by(scene, noun)
            if told is not None and any(token.lemma in SUFFERED_LEMMAS for token in tokens[noun:number]):
                yield told
                return


def one_of(found: Iterator[Category | None]) -> Category | None:
    """The category of all that are told; UNSPECIFIED where they are of several."""
    told = {category for category in found if category is not None}
    return told.pop() if len(told) == 1 else Category.UNSPECIFIED if told else None


def belonging(scene: Scene, counted: Counted, loss: AnyLoss) -> Category | None:
    """Whom the words right around the number or its noun of loss name: "32 of the troops", "the toll among guards", "journalists killed"."""
    behind = _behind(scene, counted.quantity.phrase.last)
    if behind is None and counted.last > counted.quantity.phrase.last:
        behind = _behind(scene, counted.last)
    if behind is not None:
        return behind
    if not isinstance(loss, Loss):
        return None
    noun = loss.frame == "noun" or counted.loss is loss
    if noun and (told := _among(scene, loss.phrase.last)) is not None:
        return told
    if scene.sentence.tokens[0].lower in ("among", "amongst") and (told := _behind(scene, 0)) is not None:
        return told
    if not counted.bare or noun:
        return _deadly_for(scene)
    clause = clause_at(scene.sentence, loss.anchor) if scene.sentence.parsed else None
    suffered = (i for i in (() if clause is None else clause.patients) if i < counted.first)
    numbered = _numbered(scene, loss) if is_numbered(scene, loss) else None
    told = numbered or one_of(named(scene, i) for i in suffered) or _deadly_for(scene)
    return None if told is Category.UNSPECIFIED else told


def _numbered(scene: Scene, loss: Loss) -> Category | None:
    """Whom a tally counts: "the number of journalists | killed", "of | fallen Ukrainian soldiers"."""
    tokens, first, last = scene.sentence.tokens, loss.phrase.first, loss.phrase.last
    of = next((j for j in range(first - 1, max(0, first - _AHEAD), -1) if tokens[j].lower == "of"), first)
    if of + 1 < first:
        return (
            named(scene, first - 1)
            if not scene.sentence.parsed
            else one_of(named(scene, j) for j in range(of + 1, first) if tokens[j].tag.startswith("NN"))
        )
    while last < len(tokens) and tokens[last].tag.startswith("JJ"):
        last += 1
    item = next((item for item in scene.items if item.phrase.first == last and item.kind is Kind.CASUALTY), None)
    return None if item is None else item.category


def _among(scene: Scene, last: int) -> Category | None:
    """Whom a noun of loss is of, words of cause between: "32 deaths from hunger | among children"."""
    tokens = scene.sentence.tokens
    for j in range(last, min(len(tokens), last + _AHEAD)):
        if tokens[j].lower in _OF and (told := _behind(scene, j)) is not None:
            return told
        if tokens[j].lower in (",", ";", "and", "but") or tokens[j].tag.startswith(("VB", "MD", "CD")):
            return None
    return None


def _behind(scene: Scene, at: int) -> Category | None:
    """The people or the unit that a preposition at token ``at`` names."""
    tokens = scene.sentence.tokens
    if at >= len(tokens) or tokens[at].lower not in _OF:
        return None
    for j in range(at + 1, min(len(tokens), at + 1 + _AMONG)):
        token = tokens[j]
        if token.lower in _OWNERS and any(t.lower in scene.words.ranks for t in tokens[j + 1 : j + 3]):
            return Category.MILITARY  # "27 dead among its own ranks"
        item = next((i for i in scene.items if i.phrase.covers(j) and i.kind is Kind.CASUALTY), None)
        if item is not None:
            return item.category if item.category is not Category.UNSPECIFIED else None
        if token.lower in scene.words.units | _PATROLS and not tokens[min(j + 1, len(tokens) - 1)].tag.startswith("NN"):
            return Category.MILITARY
        if any(p.phrase.covers(j) and p.form in ("force", "enemy") for p in scene.parties):
            return Category.MILITARY
        if not token.tag.startswith((*NOMINAL, "DT", "PRP")):
            return None
    return None


def _deadly_for(scene: Scene) -> Category | None:
    """Whom a sentence calls a day deadly for: "with 40 dead, the deadliest day for soldiers"."""
    whom = deadly_for(scene.sentence.lowers(), scene.words.deadliest)
    item = next((item for item in scene.items if item.phrase.first in whom), None)
    return item.category if item is not None and item.kind is Kind.CASUALTY else None


def sufferers(scene: Scene, counted: Counted, loss: AnyLoss) -> Category | None:
    """Who was struck, or who lost them, by the clauses around the loss."""
    if not isinstance(loss, Loss) or not scene.sentence.parsed:
        return None
    struck = one_of(named(scene, noun) for noun in _struck(scene, loss.anchor, counted.first))
    struck = struck or one_of(_aboard(scene, counted.first))
    return struck or bereaved(scene, counted, loss)


def _struck(scene: Scene, anchor: int, number: int) -> Iterator[int]:
    """Those aimed at by the attack of which the loss is the outcome: "ambushed a patrol, killing five", "a raid on the post killed ten"."""
    sentence, tokens = scene.sentence, scene.sentence.tokens
    above = attack_above(sentence, anchor)
    at = anchor
    for _ in range(_ABOVE):
        if above is not None or tokens[at].dep not in _HANGING or tokens[at].head == at:
            break
        at = tokens[at].head
        aimed = scene.loss_at(at) is None or tokens[at].lemma in _STRIKING
        above = at if at < anchor and tokens[at].pos == "VERB" and aimed else None
    # "Gunmen stopped a bus and singled out the pilgrims; nine were shot": the parser hangs the first clause on the second.
    joint = skip_left(sentence, number)
    beside = joint >= 0 and tokens[joint].lower in (";", "and")
    before = [j for j in sentence.children[anchor] if j < anchor and tokens[j].dep in ("ccomp", "parataxis") and beside]
    told = [*([above] if above is not None else []), *(each for j in before for each in conjoined(sentence, j))]
    for verb in told:
        if tokens[verb].lemma not in SAYING_LEMMAS:
            yield from _aimed_at(sentence, verb, number)
    causes = (clause for verb in conjoined(sentence, anchor) if (clause := clause_at(sentence, verb)) is not None)
    for event in (each for clause in causes for each in (*clause.agents, *clause.causes)):
        if tokens[event].pos == "NOUN":
            yield from (noun for word, noun in prepositional(sentence, event) if word in ("on", "against", "upon"))
        elif tokens[event].pos == "VERB" and not _MINES.isdisjoint(
            tokens[j].lower for j in objects_of(sentence, event)
        ):
            yield from subjects_of(sentence, event)  # "died when their patrol hit a mine"


# How a loss hangs on the attack of which it is the outcome: "hit a convoy and killed 12", "with 12 killed".
_HANGING = frozenset(["conj", "parataxis", "ccomp", "pcomp", "prep"])
_STRIKING = ASSAULT_LEMMAS | {"hit", "target"}


def _aimed_at(sentence: Sentence, verb: int, number: int) -> Iterator[int]:
    """The objects of a verb of attacking, and what it or its object is aimed at: "opened fire on pilgrims"."""
    objects = objects_of(sentence, verb)
    clause = clause_at(sentence, verb)
    if clause is not None and clause.voice is Voice.PASSIVE:
        objects = list(clause.patients)
    aimed = [noun for head in (verb, *objects) for word, noun in prepositional(sentence, head) if word in _TARGETS]
    yield from (each for noun in (*objects, *aimed) if noun < number for each in conjoined(sentence, noun))


def bereaved(scene: Scene, counted: Counted, loss: AnyLoss) -> Category | None:
    """Who bears the loss: "the regiment lost up to 40", "the enemy had 20 dead", "it cost the army 40", "the army's losses were 48"."""
    sentence, tokens = scene.sentence, scene.sentence.tokens
    if not isinstance(loss, Loss) or not sentence.parsed:
        return None
    if loss.entry == "casualties.cost":
        return one_of(named(scene, c) for c in sentence.children[loss.anchor] if loss.anchor < c < counted.first)
    chain = (loss.anchor, *sentence.ancestors(loss.anchor)[: 1 if counted.item is not None else _ABOVE])
    verb = next((i for i in chain if tokens[i].lemma in _BEARING and tokens[i].pos in ("VERB", "AUX")), None)
    if verb is not None:
        who = [noun for noun in subjects_of(sentence, verb) if noun < verb]
        force = any(named(scene, noun) is Category.MILITARY for noun in who)  # a town too has its dead
        if force or (_is_told_apart(scene) and any(_is_side(scene, noun) for noun in who)):
            return Category.MILITARY
    return _owner(scene, counted)


def _is_told_apart(scene: Scene) -> bool:
    """True where killed and wounded, missing or captured are counted apart, as after a battle: "lost 200 killed and 500 wounded"."""
    lowers = frozenset(scene.sentence.lowers())
    return not lowers.isdisjoint(("killed", "dead")) and not lowers.isdisjoint(("wounded", "missing", "captured"))


_SELVES = frozenset({"we", "they", "sides", "side", "attackers", "defenders"})


def _is_side(scene: Scene, noun: int) -> bool:
    """True for a side of a battle: "the British", "both sides", "we"."""
    token = scene.sentence.tokens[noun]
    nation = any(party.form == "demonym" and party.phrase.covers(noun) for party in scene.parties)
    union = token.lower == "union" and (noun == 0 or scene.sentence.tokens[noun - 1].lower == "the")
    return nation or union or token.lower in _ARMIES | _SELVES


def _owner(scene: Scene, counted: Counted) -> Category | None:
    """Whose losses the number measures: "put the army's losses at 48 dead", "Burundi's army: 10 dead", "our own losses: six killed"."""
    tokens, first = scene.sentence.tokens, counted.quantity.phrase.first
    lowers = scene.sentence.lowers()
    if ":" in lowers[:first] and _is_heading(scene, counted):
        return Category.MILITARY
    for noun in scene.losses:
        if noun.frame != "noun" or not noun.entry.startswith("casualties.") or noun.phrase.last > first:
            continue
        between = lowers[noun.phrase.last : first]
        if not any(word in ("at", "were", "are", "was", ":", "totalled", "numbered") for word in between):
            continue
        at = noun.phrase.first - 1
        while at > 0 and tokens[at].tag == "JJ":
            at -= 1
        owner = at - 1 if tokens[at].lower in _GENITIVES else at
        if owner < 0:
            continue
        if (told := scene.words.whose.get(lowers[at])) is not None:
            return told
        if lowers[owner] in ("our", "enemy") or named(scene, owner) is Category.MILITARY:
            return Category.MILITARY
        fought = lowers[noun.phrase.last - 1] == "losses" or "battle" in lowers or _is_side(scene, owner)
        if fought and _is_told_apart(scene):
            return Category.MILITARY
    return None


_TELLING = frozenset({"as", "after", "when", "by"})
# Forces that report the deaths of others every day: before a colon they speak, unless the losses are called their own.
_REPORTING = frozenset({"police", "gendarmerie", "carabinieri", "coast", "coastguard"})
_SIDES = frozenset(["our", "own", "enemy", "enemy's", "military"])


def _is_heading(scene: Scene, counted: Counted) -> bool:
    """True where a colon sets the losses under a force."""
    lowers = scene.sentence.lowers()
    if not _TELLING.isdisjoint(lowers[counted.quantity.phrase.last :]):
        return False  # "Army: 38 dead as rebels shell the town": the force speaks
    before = set(lowers[: lowers.index(":")])
    if not before.isdisjoint(_REPORTING) and before.isdisjoint(_SIDES):
        return False  # "Traffic police: nine dead in blast"
    return bool(before & scene.words.units) or bool(before & scene.words.ledgers and before & _SIDES)
