"""Who did it, read from the parse: the words in the agent's place of a loss.

The parser errs often on long news sentences, so the readings are narrow: subject, by-phrase, and the attack that a preposition
or a participle ties to the loss.
"""

from __future__ import annotations

from claimx.clauses import agents_of
from claimx.lexicon.verbs import ASSAULT_LEMMAS, SAYING_LEMMAS
from claimx.models import Sentence

_SUBJECTS = frozenset({"nsubj", "csubj"})
_PASSIVE = frozenset({"nsubjpass", "auxpass", "csubjpass"})
# Prepositions that tie an attack to a loss: killed in, after, during an attack; deaths from shelling.
_CAUSES = frozenset({"in", "by", "after", "during", "from", "following", "under", "as", "with", "when", "to"})
_RELATIVES = frozenset({"which", "that", "who", "whom"})
# Verbs whose subject suffers rather than does it.
_INTRANSITIVE = frozenset({"die", "perish", "succumb", "drown", "crash", "fall", "be"})
# Verbs through which a subject brings about a noun: "left 20 dead", "resulted in the deaths of".
_CAUSING = frozenset(
    {
        "leave",
        "cause",
        "hold",
        "result",
        "take",
        "cost",
        "inflict",
        "claim",
        "lead",
        "bring",
        "deal",
        "trigger",
        "kill",
        "wound",
        "injure",
        "conduct",
        "shoot",
        "carry",
        "commit",
        "detonate",
        "accuse",
        "destroy",
        "strike",
        "hit",
        "attack",
        "target",
        "damage",
    }
)
# Verbs whose object is an attack, whatever place stands between it and the clause that tells what it did.
_STAGING = frozenset({"carry", "launch", "conduct", "stage", "mount", "make"})
# A clause chain longer than this is a misparse.
_DEPTH = 6


def agents(sentence: Sentence, anchor: int) -> list[int]:
    """Tokens that stand as agents of the loss at ``anchor``, the likeliest first; empty where the sentence is not parsed."""
    if not sentence.parsed:
        return []
    out: list[int] = []
    if sentence.tokens[anchor].pos == "PROPN":
        return agents_of(sentence, anchor)  # a verb in a headline of capitals
    _clause_agents(sentence, anchor, out, 0)
    return list(dict.fromkeys(_behind(sentence, j) for j in out))


def _behind(sentence: Sentence, noun: int) -> int:
    """Who was behind an attack, for the attack: "the group was behind an assault on a mall that killed 67"."""
    tokens = sentence.tokens
    above = tokens[noun].head
    if tokens[above].lower != "behind" or tokens[tokens[above].head].lemma != "be":
        return noun
    return next((j for j in sentence.children[tokens[above].head] if tokens[j].dep == "nsubj"), noun)


def _by(sentence: Sentence, noun: int) -> list[int]:
    """Who does what a noun tells: "artillery fire by the army"."""
    tokens, children = sentence.tokens, sentence.children
    return [
        k for j in children[noun] if tokens[j].lower == "by" for k in children[j] if tokens[k].dep in ("pobj", "pcomp")
    ]


def _clause_agents(sentence: Sentence, anchor: int, out: list[int], depth: int) -> None:
    if depth > _DEPTH:
        return
    tokens, children = sentence.tokens, sentence.children
    token = tokens[anchor]
    below = children[anchor]
    out.extend(k for j in below if tokens[j].dep == "agent" for k in children[j] if tokens[k].dep == "pobj")
    # "IS" is a group's name that the tagger takes for a verb.
    passive = any(tokens[j].dep in _PASSIVE and tokens[j].text != "IS" for j in below)
    verbal = token.pos in ("VERB", "AUX")
    own = [j for j in below if tokens[j].dep in _SUBJECTS]
    if verbal and not passive and token.lemma not in _INTRANSITIVE:
        for j in own:
            out.append(_antecedent(sentence, anchor, j))
            out.extend(_by(sentence, j))
        # A participle with an object of its own is a verb that the parser mistook: "militants killed 12 people".
        mistaken = (
            token.dep == "acl"
            and any(tokens[j].dep == "dobj" for j in below)
            and not any(tokens[j].dep == "agent" for j in below)
        )
        if not own and (mistaken or not (token.tag == "VBN" and token.dep in ("acl", "ROOT", "advcl", "amod"))):
            _head_agents(sentence, anchor, out, depth)
        left = tokens[token.head]
        if (
            not own
            and token.tag == "VBN"
            and token.dep in ("acl", "amod")
            and left.dep == "dobj"
            and tokens[left.head].lemma == "leave"
        ):
            _clause_agents(sentence, left.head, out, depth + 1)  # "fired on the town, leaving three civilians killed"
    elif not verbal:
        # "left 20 soldiers dead", "resulted in the deaths of", "40 dead in Israeli strikes": the governing verb's subject.
        _head_agents(sentence, anchor, out, depth)
    for j in below:
        if tokens[j].dep in ("prep", "agent", "advcl", "pcomp") and tokens[j].lower in _CAUSES:
            out.extend(k for k in children[j] if tokens[k].dep in ("pobj", "pcomp"))
        told = (
            tokens[j].dep in ("advcl", "ccomp")
            and tokens[j].lemma not in _ACCIDENTS
            and (passive or token.lemma in _INTRANSITIVE)
        )
        first = sentence.subtree(j)[0]
        if told and tokens[first].lower == "as" and first and tokens[first - 1].text == ",":
            continue  # "a soldier was killed, as militants fired rockets": another event
        if told and tokens[first].lower in _WHEN:
            out.extend(k for k in children[j] if tokens[k].dep == "nsubj")


# Clauses that tell how people died: "killed when X fighters ambushed their vehicle".
_WHEN = frozenset({"when", "after", "as"})
# ... but not "when a navy ship hit a bridge".
_ACCIDENTS = frozenset(
    {"hit", "strike", "slam", "collide", "crash", "run", "overturn", "sink", "explode", "fall", "lose"}
)


def _head_agents(sentence: Sentence, anchor: int, out: list[int], depth: int) -> None:
    """Agents that stand above the loss: of whom a crime is told, of the noun of a clause, of the verb that governs it."""
    tokens = sentence.tokens
    token = tokens[anchor]
    if token.head in (anchor, -1):
        return
    above = tokens[token.head]
    if token.dep == "pcomp" and above.lower in ("of", "for") and tokens[above.head].lemma in _ACCUSING:
        out.extend(_accused(sentence, above.head))
    elif token.dep in ("acl", "relcl"):
        out.append(token.head)
    elif token.dep not in _GOVERNED or (token.dep == "ccomp" and token.tag != "VB"):
        return  # the content of "said": its agent stands inside
    elif above.pos in ("VERB", "AUX"):
        if token.pos not in ("VERB", "AUX") and above.lemma not in _CAUSING:
            out.extend(_tied(sentence, token.head))
        else:
            _verb_agents(sentence, anchor, out, depth)
    elif above.dep not in ("nsubj", "nsubjpass") and (above.dep in _NOMINAL or above.pos in ("ADP", "NOUN", "NUM")):
        _clause_agents(sentence, token.head, out, depth + 1)


_ACCUSING = frozenset({"accuse", "suspect", "convict", "blame"})
# Places of a loss below what governs it, and places of a noun through which an agent is looked for further above.
_GOVERNED = frozenset("conj xcomp advcl dobj oprd ccomp acomp pobj prep appos dep attr amod nmod compound".split())
_NOMINAL = frozenset({"dobj", "pobj", "prep", "oprd", "appos", "conj", "attr", "acomp"})


def _accused(sentence: Sentence, verb: int) -> list[int]:
    """Whom "accused of killing" accuses: its object, its passive subject, or the noun it modifies."""
    tokens = sentence.tokens
    passive = any(tokens[j].dep in _PASSIVE for j in sentence.children[verb])
    wanted = "nsubjpass" if passive else "dobj"
    accused = [j for j in sentence.children[verb] if tokens[j].dep == wanted]
    return [*accused, tokens[verb].head] if tokens[verb].dep in ("acl", "relcl") else accused


def _tied(sentence: Sentence, verb: int) -> list[int]:
    """What prepositions of cause tie to a verb: "left 40 dead in Israeli strikes"."""
    tokens = sentence.tokens
    causes = [j for j in sentence.children[verb] if tokens[j].dep == "prep" and tokens[j].lower in _CAUSES]
    return [k for j in causes for k in sentence.children[j] if tokens[k].dep == "pobj"]


def _verb_agents(sentence: Sentence, anchor: int, out: list[int], depth: int) -> None:
    """Agents of the verb that governs a loss, unless that verb only tells of it."""
    tokens = sentence.tokens
    token, verb = tokens[anchor], tokens[anchor].head
    if token.dep == "advcl" and token.tag != "VBG":
        return
    # The subject of a verb of saying tells of the loss and did not cause it.
    if tokens[verb].lemma in SAYING_LEMMAS and token.dep not in ("conj", "xcomp"):
        return
    below = sentence.children[verb]
    if token.dep in ("xcomp", "advcl") and any(tokens[j].dep in _PASSIVE for j in below):
        subjects = [j for j in below if tokens[j].dep == "nsubjpass"]
        out.extend(_antecedent(sentence, verb, j) for j in subjects) if token.dep == "xcomp" else out.extend(subjects)
        return
    attack = _attack_between(sentence, verb, anchor) if token.dep == "advcl" else None
    _clause_agents(sentence, verb if attack is None else attack, out, depth + 1)


_SHOOTING = frozenset("open fire shoot kill hit".split())


def _attack_between(sentence: Sentence, verb: int, participle: int) -> int | None:
    """The attack that a participle tells on of: "X launched its offensive after Y attacked the towns, killing 90": Y killed them."""
    tokens = sentence.tokens
    if tokens[verb].lemma in ASSAULT_LEMMAS | _SHOOTING:
        return None
    return next(
        (
            j
            for j in reversed(sentence.children[verb])
            if verb < j < participle
            and tokens[j].dep == "advcl"
            and tokens[j].lemma in ASSAULT_LEMMAS
            and tokens[sentence.subtree(j)[0]].lower in _WHEN
            and any(tokens[k].dep == "nsubj" for k in sentence.children[j])
        ),
        None,
    )


def _deed(sentence: Sentence, noun: int) -> int:
    """What "which" behind a comma stands for past the noun beside it, a place or a target: the subject of the clause told.

    "The army launched a strike, hitting a market in Kutum, which killed 100": the army did it.
    """
    tokens = sentence.tokens
    for above in sentence.ancestors(noun):
        if tokens[above].pos != "VERB":
            continue
        subject = next((j for j in sentence.children[above] if tokens[j].dep == "nsubj"), None)
        if subject is not None:
            return subject if tokens[above].lemma not in SAYING_LEMMAS else noun
        if any(tokens[j].dep in _PASSIVE for j in sentence.children[above]):
            return noun
    return noun


# Places in a clause of what an attack is on, where it is, or when.
_PLACES = frozenset({"pobj", "dobj", "npadvmod"})


def _antecedent(sentence: Sentence, verb: int, subject: int) -> int:
    """The noun that a relative pronoun stands for."""
    tokens = sentence.tokens
    if tokens[subject].lower in _RELATIVES:
        if tokens[verb].dep == "relcl":
            noun = tokens[verb].head
            # "attacks on border posts which left 9 dead": the attack did it, not the posts.
            above = tokens[noun].head
            if tokens[noun].dep == "pobj" and tokens[above].lower in ("on", "against", "along", "at", "in"):
                staged = tokens[above].head
                if tokens[staged].pos == "NOUN":
                    return staged
                if (
                    tokens[subject].lower == "that" and tokens[staged].lemma in _STAGING
                ):  # "carried out a strike there that killed"
                    told = [j for j in sentence.children[staged] if tokens[j].dep == "dobj" and j < above]
                    if told:
                        return told[0]
            if tokens[subject].lower == "which" and tokens[subject - 1].text == "," and tokens[noun].dep in _PLACES:
                return _deed(sentence, noun)
            return noun
        if tokens[verb].dep == "conj" and tokens[tokens[verb].head].dep == "relcl":
            return tokens[tokens[verb].head].head
    return subject
