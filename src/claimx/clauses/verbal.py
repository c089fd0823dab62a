"""The clause of a verb, from the parse."""

from __future__ import annotations

from claimx.clauses.arguments import OBJECTS, PASSIVE, SUBJECTS, antecedent, children, is_time, prepositional, spread
from claimx.clauses.clause import Clause, Voice
from claimx.clauses.modality import modality_of, tense_of
from claimx.lexicon.verbs import SAYING_LEMMAS, SUFFERED_LEMMAS
from claimx.models import Sentence

# Prepositions that tie an event to what it did: killed in, after, during an attack; died from shelling.
CAUSING = frozenset(["in", "by", "after", "during", "from", "following", "under", "amid", "when", "as", "while", "to"])
_AT = frozenset("in at near on outside around off inside across over above along within between".split())
_WITH = frozenset(["with", "using", "through"])
_FOR = frozenset(["to", "for"])
# Relations in which a verb without a subject takes that of the verb above it.
_LENDING = frozenset(["conj", "xcomp", "advcl", "ccomp", "pcomp", "dep"])
_ACCUSED = frozenset("accuse suspect convict blame charge".split())
# Longer chains of verbs are misparses.
_DEPTH = 6


# Verbs whose "to" leads to who takes what is lost.
TAKEN_BY = frozenset(["lose", "surrender"])
_OWN = SUBJECTS | {"aux", "mark"}
# Participles that differ from the past tense.
_PARTICIPLES = ("aken", "slain", "eaten", "iven", "olen", "idden", "rown", "hewn", "torn", "sunk")
_BREAKS = frozenset(["-", "\u2013", "\u2014", "--", "|", "(", "["])
# Bare nouns that belong to their verb: "taken hostage", "held captive".
_COMPLEMENTS = frozenset(["hostage", "captive", "prisoner", "dead", "fire"])


def objects_of(sentence: Sentence, verb: int) -> list[int]:
    """The objects of the verb, nouns that are half of it left out: "took nine hostage" has the nine alone.

    What stands behind a dash or a bracket is the headline's source or an aside: "two helicopters destroyed - General Staff".
    """
    tokens = sentence.tokens
    return [
        j
        for j in children(sentence, verb, OBJECTS)
        if (tokens[j].lower not in _COMPLEMENTS or sentence.children[j])
        and not any(t.lower in _BREAKS and tokens[t.i - 1].space for t in tokens[verb + 1 : j])
    ]


def is_passive(sentence: Sentence, verb: int) -> bool:
    """True for a verb whose subject, or the noun it modifies, suffers it: "were killed", "12 people killed", "shot and killed"."""
    tokens = sentence.tokens
    token = tokens[verb]
    below = sentence.children[verb]
    # "IS" is a group's name that the tagger takes for a verb.
    if any(tokens[j].dep in PASSIVE and tokens[j].text != "IS" for j in below):
        return True
    if any(tokens[j].dep == "agent" for j in below):
        return True
    if token.tag not in ("VBN", "VBD") or objects_of(sentence, verb):
        return False
    if token.dep in ("acl", "amod"):
        return token.lemma not in SUFFERED_LEMMAS
    if token.dep == "advcl" and token.tag == "VBN" and not any(tokens[j].dep in _OWN for j in below):
        return True  # "entered the town backed by tanks"
    if token.lower.endswith(_PARTICIPLES) and not any(tokens[j].dep == "aux" for j in below):
        return True  # "two people taken hostage": no past tense, whatever its tag
    own = any(tokens[j].dep in SUBJECTS or tokens[j].dep == "aux" for j in below)
    return token.dep == "conj" and token.head != verb and not own and is_passive(sentence, token.head)


def verbal(sentence: Sentence, verb: int) -> Clause:
    """The clause of the verb."""
    tokens = sentence.tokens
    token = tokens[verb]
    passive = is_passive(sentence, verb)
    subjects = subjects_of(sentence, verb)
    objects = [antecedent(sentence, verb, j) for j in objects_of(sentence, verb)]
    objects = [noun for j in objects for noun in _meant(sentence, verb, j)]
    objects += _shared_object(sentence, verb)
    by: list[int] = []
    recipients = [j for j in sentence.children[verb] if tokens[j].dep in ("dative", "iobj") and tokens[j].pos != "ADP"]
    instruments: list[int] = []
    places: list[int] = []
    causes: list[int] = []
    times = [j for j in sentence.children[verb] if tokens[j].dep in ("npadvmod", "advmod") and is_time(sentence, j)]
    for preposition, noun in prepositional(sentence, verb):
        if is_time(sentence, noun):
            times.append(noun)
            continue
        if preposition == "by":
            by.append(noun)
        elif preposition in _WITH:
            instruments.append(noun)
        elif preposition in _FOR:
            recipients.append(noun)
        elif preposition in _AT:
            places.append(noun)
        if preposition in CAUSING and tokens[noun].lower == "which" and token.head != verb:
            causes.extend(_told_by(sentence, token.head))
        elif preposition in CAUSING and tokens[noun].pos != "PROPN":
            causes.append(noun)
    causes += [
        j
        for j in sentence.children[verb]
        if tokens[j].dep in ("advcl", "ccomp") and _tells_how(sentence, sentence.subtree(j)[0])
    ]
    relative = _object_relative(sentence, verb, subjects)
    middle = not passive and not objects and relative is None and token.lemma in SUFFERED_LEMMAS
    if passive:
        agents, patients = by, [*subjects, *_modified(sentence, verb)]
        if objects:
            recipients, patients = [*recipients, *patients], objects  # "were given six tanks"
    elif middle:
        agents, patients = by, subjects
    else:
        agents, patients = subjects, [*objects, *([relative] if relative is not None else [])]
    if token.lemma in TAKEN_BY:  # "lost 12 men to shelling", "surrendered to the rebels": those took them
        to = [noun for j in (verb, *objects) for word, noun in prepositional(sentence, j) if word == "to"]
        agents = [*agents, *to]
    return Clause(
        verb,
        False,
        Voice.PASSIVE if passive else Voice.MIDDLE if middle else Voice.ACTIVE,
        tense_of(sentence, verb),
        modality_of(sentence, verb),
        any(tokens[j].dep == "neg" for j in sentence.children[verb]),
        spread(sentence, agents),
        spread(sentence, patients),
        spread(sentence, recipients),
        spread(sentence, instruments),
        spread(sentence, places),
        spread(sentence, times),
        spread(sentence, causes),
    )


def _told_by(sentence: Sentence, noun: int) -> list[int]:
    """What "in which" tells on of: the noun before it, else the object above: "staged a raid in Tera on Monday, in which nine died"."""
    tokens = sentence.tokens
    if tokens[noun].dep in OBJECTS:
        return [noun]
    verb = next((i for i in (noun, *sentence.ancestors(noun)) if tokens[i].pos == "VERB"), None)
    return [noun, *(children(sentence, verb, OBJECTS) if verb is not None else [])]


def _tells_how(sentence: Sentence, first: int) -> bool:
    """True for a clause that tells how: "died when rockets hit"; "as" behind a comma begins another event."""
    tokens = sentence.tokens
    if tokens[first].lower == "as":
        return not first or tokens[first - 1].text != ","
    return tokens[first].lower in ("when", "after", "while")


def _modified(sentence: Sentence, verb: int) -> list[int]:
    """The noun that a participle stands behind or before: "12 people killed", "the wounded men"."""
    token = sentence.tokens[verb]
    has_subject = bool(children(sentence, verb, SUBJECTS))
    return [token.head] if token.dep in ("acl", "amod") and not has_subject and token.head != verb else []


def _shared_object(sentence: Sentence, verb: int) -> list[int]:
    """The object that stands behind the last of several verbs: "killed and wounded hundreds"."""
    tokens = sentence.tokens
    if children(sentence, verb, OBJECTS):
        return []
    for j in sentence.children[verb]:
        if tokens[j].dep == "conj" and verb < j <= verb + 3 and not children(sentence, j, SUBJECTS):
            return children(sentence, j, OBJECTS)
    return []


# Object pronouns, and whether they stand for several.
_PRONOUNS = {"them": True, "him": False, "her": False}


def _meant(sentence: Sentence, verb: int, noun: int) -> list[int]:
    """The object itself, and what a pronoun stands for: the object of the verb before, in "seized nine men and shot them"."""
    tokens = sentence.tokens
    plural = _PRONOUNS.get(tokens[noun].lower)
    above = tokens[verb].head
    if plural is None or tokens[verb].dep != "conj" or above >= verb:
        return [noun]
    return [noun, *(j for j in objects_of(sentence, above) if tokens[j].tag.endswith("S") is plural)]


def _object_relative(sentence: Sentence, verb: int, subjects: list[int]) -> int | None:
    """The noun that a relative clause with a subject of its own is about: "the men they killed", "the tanks it lost"."""
    token = sentence.tokens[verb]
    own = children(sentence, verb, SUBJECTS)
    if token.dep != "relcl" or not own or children(sentence, verb, OBJECTS):
        return None
    return token.head if token.head not in subjects else None


def subjects_of(sentence: Sentence, verb: int, depth: int = 0) -> list[int]:
    """The verb's own subjects, else those lent by what governs it."""
    tokens = sentence.tokens
    token = tokens[verb]
    own = children(sentence, verb, SUBJECTS)
    if own:
        return [antecedent(sentence, verb, j) for j in own]
    if depth > _DEPTH or token.head in (verb, -1):
        return []
    above = token.head
    if token.dep in ("relcl", "acl"):
        return [above] if token.dep == "relcl" or token.tag == "VBG" else []
    if token.dep not in _LENDING:
        return []
    if token.dep == "pcomp":  # "accused of killing", "responsible for killing", "after killing"
        governor = tokens[above].head
        if tokens[governor].lemma in _ACCUSED:
            return _accused(sentence, governor)
        return subjects_of(sentence, governor, depth + 1) if tokens[governor].pos in ("VERB", "AUX") else []
    if tokens[above].pos not in ("VERB", "AUX"):
        return []
    if token.dep == "ccomp" and (token.tag != "VB" or tokens[above].lemma in SAYING_LEMMAS):
        return []
    if token.dep == "xcomp":
        told = children(sentence, above, OBJECTS)
        if told:
            return told
    # "a bus crashed, killing six" has no doer, "they crashed a car into the gate, killing six" has.
    suffered = tokens[above].lemma in SUFFERED_LEMMAS and not objects_of(sentence, above)
    if token.dep == "advcl" and (token.tag not in ("VBG", "VBN") or suffered):
        return []
    if token.dep == "advcl" and (there := _told_there(sentence, above, verb)) is not None:
        return subjects_of(sentence, there, depth + 1)
    if token.dep == "advcl" and is_passive(sentence, above):
        return [noun for preposition, noun in prepositional(sentence, above) if preposition == "by"]
    return subjects_of(sentence, above, depth + 1)


def _told_there(sentence: Sentence, above: int, verb: int) -> int | None:
    """The verb that a participle goes on from where the parse ties it higher up.

    That of what is said ("the army said a rocket hit a farm, killing two"), or of the place ("the raid took place in Jos, where
    rebels stormed a camp, killing 21").
    """
    tokens = sentence.tokens
    if tokens[above].lemma in SAYING_LEMMAS:
        return next(
            (j for j in reversed(sentence.children[above]) if tokens[j].dep == "ccomp" and above < j < verb), None
        )
    place = any(tokens[j].lower == "place" for j in sentence.children[above])
    if tokens[above].lemma not in ("happen", "occur", "be") and not (tokens[above].lemma == "take" and place):
        return None
    between = (j for j in range(verb - 1, above, -1) if tokens[j].dep == "relcl")
    return next((j for j in between if any(tokens[c].lower == "where" for c in sentence.children[j])), None)


def _accused(sentence: Sentence, verb: int) -> list[int]:
    """Whom "accused of killing" accuses: its object, its passive subject, or the noun it modifies."""
    wanted = frozenset(["nsubjpass"]) if is_passive(sentence, verb) else OBJECTS
    return children(sentence, verb, wanted) or _modified(sentence, verb)


# What a group owns to by itself: "claimed the attack", "has claimed a bombing".
DEEDS = frozenset(
    "attack attacks assault ambush bombing bombings blast blasts explosion explosions raid raids shooting shootings killing "
    "killings massacre strike strikes assassination kidnapping abduction operation".split()
)


def claims_deed(sentence: Sentence, verb: int) -> bool:
    """True for a claim whose object is the deed itself, not its telling: "claimed a bombing that killed 14"."""
    token = sentence.tokens[verb]
    if not sentence.parsed or token.lemma != "claim" or token.pos != "VERB":
        return False
    deed = next((j for j in children(sentence, verb, OBJECTS) if sentence.tokens[j].lower in DEEDS), None)
    if deed is None:
        return False
    # A parser takes the subject of what is claimed for its object: "claimed a strike on the post killed two".
    behind = next((t for t in sentence.tokens[deed:] if t.tag in _FINITE or t.text == ","), None)
    if behind is None or behind.text == ",":
        return True
    return any(t.lower in _JOINED for t in sentence.tokens[deed : behind.i])


_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_JOINED = frozenset({"that", "which", "who", "and", "but", "after", "when", "as"})
