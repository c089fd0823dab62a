"""Who did it, read from the parse: the words in the agent's place of a loss, and the side that words name.

The parser errs often on long news sentences, so the readings are narrow: subject, by-phrase, and the attack that a preposition
or a participle ties to the loss.
"""

from __future__ import annotations

from claimx.lexicon.parties import PartyVocabulary, Role
from claimx.link.attacks import DATING, MUTUAL
from claimx.models import PartyMention, Sentence
from claimx.schema import PartyType

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
# A clause chain longer than this is a misparse.
_DEPTH = 6


def agents(sentence: Sentence, anchor: int) -> list[int]:
    """Tokens that stand as agents of the loss at ``anchor``, the likeliest first; empty where the sentence is not parsed."""
    if not sentence.parsed:
        return []
    out: list[int] = []
    _clause_agents(sentence, anchor, out, 0)
    return list(dict.fromkeys(out))


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
        out.extend(_antecedent(sentence, anchor, j) for j in own)
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
    tokens = sentence.tokens
    token = tokens[anchor]
    if token.head in (anchor, -1):
        return
    if (
        token.dep == "pcomp"
        and tokens[token.head].lower in ("of", "for")
        and tokens[tokens[token.head].head].lemma in ("accuse", "suspect", "convict", "blame")
    ):
        accused = tokens[tokens[token.head].head].i
        passive = any(tokens[j].dep in _PASSIVE for j in sentence.children[accused])
        wanted = ("nsubjpass",) if passive else ("dobj",)
        out.extend(j for j in sentence.children[accused] if tokens[j].dep in wanted)
        if tokens[accused].dep in ("acl", "relcl"):
            out.append(tokens[accused].head)
        return
    if token.dep in (
        "conj",
        "xcomp",
        "advcl",
        "dobj",
        "oprd",
        "ccomp",
        "acomp",
        "pobj",
        "prep",
        "appos",
        "dep",
        "attr",
        "amod",
        "nmod",
        "compound",
    ):
        above = tokens[token.head]
        if token.dep == "ccomp" and token.tag != "VB":
            return  # the content of "said": its agent stands inside
        if token.dep == "acl":
            out.append(token.head)
        elif above.pos in ("VERB", "AUX") and token.pos not in ("VERB", "AUX") and above.lemma not in _CAUSING:
            for j in sentence.children[token.head]:
                if tokens[j].dep == "prep" and tokens[j].lower in _CAUSES:
                    out.extend(k for k in sentence.children[j] if tokens[k].dep == "pobj")
        elif above.pos in ("VERB", "AUX"):
            if token.dep == "advcl" and token.tag != "VBG":
                return
            if above.lemma in ("say", "report", "confirm", "announce", "tell", "add", "claim") and token.dep not in (
                "conj",
                "xcomp",
            ):
                return
            if any(tokens[j].dep in _PASSIVE for j in sentence.children[token.head]) and token.dep == "xcomp":
                out.extend(
                    _antecedent(sentence, token.head, j)
                    for j in sentence.children[token.head]
                    if tokens[j].dep == "nsubjpass"
                )
                return
            if any(tokens[j].dep in _PASSIVE for j in sentence.children[token.head]) and token.dep == "advcl":
                out.extend(j for j in sentence.children[token.head] if tokens[j].dep == "nsubjpass")
                return
            _clause_agents(sentence, token.head, out, depth + 1)
        elif above.dep in ("dobj", "pobj", "prep", "oprd", "appos", "conj", "nsubj", "attr", "acomp") or above.pos in (
            "ADP",
            "NOUN",
            "NUM",
        ):
            if above.dep in ("nsubj", "nsubjpass"):
                return
            _clause_agents(sentence, token.head, out, depth + 1)
    elif token.dep in ("acl", "relcl"):
        out.append(token.head)


def _antecedent(sentence: Sentence, verb: int, subject: int) -> int:
    """The noun that a relative pronoun stands for."""
    tokens = sentence.tokens
    if tokens[subject].lower in _RELATIVES:
        if tokens[verb].dep == "relcl":
            noun = tokens[verb].head
            # "attacks on border posts which left 9 dead": the attack did it, not the posts.
            above = tokens[noun].head
            if tokens[noun].dep == "pobj" and tokens[above].lower in ("on", "against", "along", "at", "in"):
                return tokens[above].head if tokens[tokens[above].head].pos == "NOUN" else noun
            return noun
        if tokens[verb].dep == "conj" and tokens[tokens[verb].head].dep == "relcl":
            return tokens[tokens[verb].head].head
    return subject


def party_of(
    sentence: Sentence, mentions: tuple[PartyMention, ...], head: int, vocabulary: PartyVocabulary
) -> PartyMention | None:
    """The party that the noun phrase headed by ``head`` names as the one who acts.

    Its own name (``Ukrainian forces``), or where the noun is an attack, who leads it (``Russian shelling``, ``a strike by Israel``).
    """
    for mention in mentions:
        if mention.phrase.covers(head) and mention.form != "own":
            if mention.id.endswith("-rebels") and sentence.parsed:
                for j in sentence.children[head]:  # "Colombian rebels of X"
                    if sentence.tokens[j].lower in ("of", "from"):
                        for other in mentions:
                            if other.type is PartyType.GROUP and any(
                                other.phrase.covers(k) for k in sentence.children[j]
                            ):
                                return other
            return mention
    lowers = sentence.tokens[head].lower
    if lowers in MUTUAL and (
        head == 0 or not any(sentence.tokens[j].tag == "POS" for j in range(max(0, head - _DEPTH), head))
    ):
        return None
    attack = vocabulary.has_role(Role.ATTACK, lowers)
    fighters = (
        vocabulary.has_role(Role.MILITANT, lowers)
        or vocabulary.has_role(Role.STATE, lowers)
        or vocabulary.has_role(Role.ARMY, lowers)
    )
    if not sentence.parsed:
        return None
    tokens, children = sentence.tokens, sentence.children
    before = [
        m
        for m in mentions
        if _is_modifier(sentence, m, head)
        and not only_places(sentence, m, head, vocabulary)
        and not (attack and _is_scene(sentence, m))
    ]
    if before:
        chosen = before[-1]
        if chosen.type is PartyType.GROUP:  # of two ("Russian and Wagner forces") the larger
            chosen = next(
                (
                    m
                    for m in before
                    if m.type is PartyType.COUNTRY
                    and any(t.lower == "and" for t in tokens[m.phrase.last : chosen.phrase.first])
                ),
                chosen,
            )
        # "Israeli-occupied", "Iranian-made": the hyphen makes another adjective, unless it tells who leads.
        after = tokens[chosen.phrase.last].lower if chosen.phrase.last < len(tokens) else ""
        if after in ("-", "\u2010", "\u2011") and (
            chosen.phrase.last + 1 >= len(tokens)
            or tokens[chosen.phrase.last + 1].lower not in ("led", "backed")
            or lowers in DATING
        ):
            return None
        if lowers in DATING and tokens[chosen.phrase.last - 1].lower == "led":
            return None
        if attack or fighters or tokens[head].lower in _ACTORS:
            return chosen
    if attack and tokens[head].dep == "dobj" and tokens[tokens[head].head].lemma in _STAGING:
        for j in children[tokens[head].head]:
            if tokens[j].dep == "nsubj":
                for mention in mentions:
                    if mention.phrase.covers(j) or _is_modifier(sentence, mention, j):
                        return mention
    if attack or fighters:
        for j in children[head]:
            if tokens[j].dep in ("prep", "agent") and tokens[j].lower in (
                ("by", "of", "from") if fighters else ("by",)
            ):
                for k in children[j]:
                    found = party_of(sentence, mentions, k, vocabulary) if k != head else None
                    if found is not None:
                        return found
            if tokens[j].dep == "acl" and tokens[j].lemma not in _AIDING:
                for k in agents(sentence, j):
                    if k != head:
                        found = party_of(sentence, mentions, k, vocabulary)
                        if found is not None:
                            return found
    return None


def only_places(sentence: Sentence, mention: PartyMention, head: int, vocabulary: PartyVocabulary) -> bool:
    """True for a country that tells where outlaws are, not whose: "Mali insurgents", "Nigeria gunmen"."""
    after = sentence.tokens[mention.phrase.last].lower if mention.phrase.last < len(sentence.tokens) else ""
    return (
        mention.form == "name"
        and mention.type is PartyType.COUNTRY
        and after not in ("'s", "\u2019s", "-")
        and vocabulary.has_role(Role.OUTLAW, sentence.tokens[head].lower)
    )


def _is_scene(sentence: Sentence, mention: PartyMention) -> bool:
    """True for a capital that tells where an attack was, not whose: "the Kabul blast"; "Moscow's strikes" are Russia's."""
    after = sentence.tokens[mention.phrase.last].lower if mention.phrase.last < len(sentence.tokens) else ""
    return mention.form == "metonym" and after not in ("'s", "\u2019s", "'", "\u2019", "-")


# Whom others help is not named by them: "troops backed by coalition aircraft".
_AIDING = frozenset("back support assist accompany aid join escort cover help follow lead".split())
# "Israel launched air strikes that killed 30": the strikes are the subject's.
_STAGING = frozenset(
    {
        "launch",
        "carry",
        "conduct",
        "stage",
        "wage",
        "mount",
        "begin",
        "start",
        "fire",
        "step",
        "intensify",
        "escalate",
        "resume",
    }
)
# Heads whose nationality tells the side even though they are no fighters or attacks.
_ACTORS = frozenset(
    "government authorities officials state regime gunner sniper snipers agents crew crews pilots pilot side units unit "
    "defenders invaders occupiers aggressors imperialists border guards personnel settlers mercenaries tanks jet ship ships systems defences defenses brigade "
    "division battalion regiment corps command service services members group groups coalition allies terrorist terrorists leader leaders "
    "ministry aircraft plane planes warplane helicopter boats vessels navy gang gangs cartel militia militias faction men gunmen".split()
)


def _is_modifier(sentence: Sentence, mention: PartyMention, head: int) -> bool:
    """True where the mention stands before the head within its noun phrase."""
    if mention.phrase.last > head or mention.form == "own":
        return False
    tokens = sentence.tokens
    if mention.phrase.last == head and mention.type is PartyType.GROUP and mention.form == "name":
        return True  # "IS militants", whatever the parser makes of "IS"
    for j in range(mention.phrase.first, mention.phrase.last):
        i, steps = j, 0
        while steps < _DEPTH and tokens[i].head != i:
            if tokens[i].dep not in ("amod", "compound", "poss", "nmod", "nummod", "conj", "npadvmod", "appos", "det"):
                break
            i = tokens[i].head
            steps += 1
            if i == head:
                return True
    return False
