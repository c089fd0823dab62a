"""The side that the words in an agent's place name: its own name, its fighters, its attack, or who leads them."""

from __future__ import annotations

from collections.abc import Container

from claimx.lexicon.parties import PartyVocabulary, Role
from claimx.link.parties.agents import agents
from claimx.link.parties.attacks import DATING, MUTUAL, is_mishap
from claimx.models import PartyMention, Sentence
from claimx.schema import PartyType

# A noun phrase has its modifiers within so many steps of its head; more are a misparse.
_DEPTH = 6
# Heads whose nationality tells the side though they are no fighters or attacks.
_ACTORS = frozenset(
    (
        "government authorities officials state regime gunner gunman bomber commander sniper snipers agents crew crews pilots pilot side "
        "units unit defence defense defenders invaders occupiers aggressors imperialists border guards personnel settlers "
        "mercenaries tanks jet ship ships systems defences defenses brigade division battalion regiment corps "
        "command service services members group groups coalition allies terrorist terrorists leader leaders "
        "ministry aircraft plane planes warplane helicopter boats vessels navy gang gangs cartel militia militias "
        "faction men branch affiliate wing arm offshoot franchise gunmen mine mines landmine landmines shells bullets "
        "destroyer destroyers frigate frigates corvette corvettes cruiser cruisers submarine submarines gunboat gunboats "
        "warship warships minesweeper minesweepers battleship battleships u-boat u-boats bombers jets"
    ).split()
)
# Words for many of what stands behind their "of": "a string of Taliban attacks".
_SERIES = frozenset("string series wave spate barrage flurry rash slew succession handful number dozens".split())
# Whom others help is not named by them: "troops backed by coalition aircraft".
_AIDING = frozenset("back support assist accompany aid join escort cover help follow lead".split())
# Verbs whose subject leads the attack that is their object.
_STAGING = frozenset(
    ("launch carry conduct stage stag wage mount begin start fire step intensify escalate resume").split()
)

# Verbs whose object is the weapon: "planted a mine that killed six".
_SETTING_OFF = frozenset(("detonate plant explode hurl lob throw drop").split())


def party_of(
    sentence: Sentence,
    mentions: tuple[PartyMention, ...],
    head: int,
    vocabulary: PartyVocabulary,
    *,
    armed: bool = False,
    arms: Container[int] = (),
) -> PartyMention | None:
    """The party that the noun phrase headed by ``head`` names as the one who acts.

    Its own name (``Ukrainian forces``), or where the noun is an attack, who leads it (``Russian shelling``, ``a strike by Israel``).
    ``armed``: the deed is done with arms alone, so that whatever of a country's forces does it acts for them (``a US Navy F-18``).
    ``arms``: tokens that name equipment of war, which acts for its owner (``Danish frigates``).
    """
    named = _named(sentence, mentions, head)
    if named is not None:
        return named
    tokens, word = sentence.tokens, sentence.tokens[head].lower
    if word in _SERIES and sentence.parsed:
        of = [k for j in sentence.children[head] if tokens[j].lower == "of" for k in sentence.children[j]]
        return party_of(sentence, mentions, of[0], vocabulary) if of else None
    if word in MUTUAL and (
        tokens[head - 1].lower == "civil" or not any(tokens[j].tag == "POS" for j in range(max(0, head - _DEPTH), head))
    ):
        return None
    if not sentence.parsed:
        return None
    attack = vocabulary.has_role(Role.ATTACK, word)
    fighters = any(vocabulary.has_role(role, word) for role in (Role.MILITANT, Role.STATE, Role.ARMY))
    before = [
        m
        for m in mentions
        if _is_modifier(sentence, m, head)
        and not only_places(sentence, m, head, vocabulary)
        and not (attack and _is_scene(sentence, m))
    ]
    if before:
        chosen = _closest(sentence, before)
        if chosen.type is PartyType.COUNTRY and is_mishap(sentence, chosen, head):
            return None
        if _is_half(sentence, chosen, word, attack=attack) or (
            word in DATING and tokens[chosen.phrase.last - 1].lower == "led"
        ):
            return None
        if attack or fighters or word in _ACTORS or head in arms or (armed and chosen.form == "force"):
            return chosen
    if attack or tokens[tokens[head].head].lemma in _SETTING_OFF:
        stager = _stager(sentence, mentions, head)
        if stager is not None:
            return stager
    leads = ("by", "of", "from") if fighters else ("by",)
    if attack or fighters:
        return _leader(sentence, mentions, head, vocabulary, leads)
    armed = head in arms
    member = _leader(sentence, mentions, head, vocabulary, ("of", "from")) if word in _ACTORS or armed else None
    acts = member is not None and (member.type is PartyType.GROUP or (armed and member.form == "force"))
    return member if acts else None  # "a sniper of X", "a gunboat of the Latvian navy"


def _named(sentence: Sentence, mentions: tuple[PartyMention, ...], head: int) -> PartyMention | None:
    """The party whose own name holds the head; of "Colombian rebels of X" it is X."""
    mention = next((m for m in mentions if m.phrase.covers(head) and m.form != "own"), None)
    if mention is None or not mention.id.endswith("-rebels") or not sentence.parsed:
        return mention
    of = [j for j in sentence.children[head] if sentence.tokens[j].lower in ("of", "from")]
    return next(
        (
            other
            for j in of
            for other in mentions
            if other.type is PartyType.GROUP and any(other.phrase.covers(k) for k in sentence.children[j])
        ),
        mention,
    )


def _closest(sentence: Sentence, before: list[PartyMention]) -> PartyMention:
    """The last of the parties before a noun; of a country and a group ("Russian and Wagner forces") the country."""
    chosen = before[-1]
    if chosen.type is not PartyType.GROUP:
        first = before[0]
        joint = [t.lower for t in sentence.tokens[first.phrase.last : chosen.phrase.first]]
        # "US and British strikes": of two powers the first.
        return first if first.type is PartyType.COUNTRY and joint in (["and"], ["-"], ["/"]) else chosen
    return next(
        (
            m
            for m in before
            if m.type is PartyType.COUNTRY
            and any(t.lower == "and" for t in sentence.tokens[m.phrase.last : chosen.phrase.first])
        ),
        chosen,
    )


def _is_half(sentence: Sentence, mention: PartyMention, noun: str, *, attack: bool) -> bool:
    """True for "Israeli-occupied", "Iranian-made": the hyphen makes another adjective, unless it tells who leads or backs an attack.

    Fighters whom a country backs are not that country's.
    """
    after = [t.lower for t in sentence.tokens[mention.phrase.last : mention.phrase.last + 2]]
    if after[:1] not in (["-"], ["\u2010"], ["\u2011"]):
        return False
    return after[1:] != ["led"] and not (after[1:] == ["backed"] and attack) or noun in DATING


def _stager(sentence: Sentence, mentions: tuple[PartyMention, ...], attack: int) -> PartyMention | None:
    """The subject of the verb whose object the attack is: "Israel launched air strikes that killed 30"."""
    tokens = sentence.tokens
    verb = tokens[attack].head
    if tokens[attack].dep != "dobj" or tokens[verb].lemma not in _STAGING | _SETTING_OFF:
        return None
    for j in sentence.children[verb]:
        if tokens[j].dep == "nsubj":
            for mention in mentions:
                if mention.phrase.covers(j) or _is_modifier(sentence, mention, j):
                    return mention
    return None


def _leader(
    sentence: Sentence,
    mentions: tuple[PartyMention, ...],
    head: int,
    vocabulary: PartyVocabulary,
    leads: tuple[str, ...],
) -> PartyMention | None:
    """The party behind the noun: after a preposition of ``leads`` ("a strike by Israel"), or the agent of its participle."""
    tokens, children = sentence.tokens, sentence.children
    for j in children[head]:
        heads: list[int] = []
        if tokens[j].dep in ("prep", "agent") and tokens[j].lower in leads:
            heads.extend(children[j])
        if tokens[j].dep == "acl" and tokens[j].lemma not in _AIDING:
            heads.extend(agents(sentence, j))
        for k in heads:
            found = party_of(sentence, mentions, k, vocabulary) if k != head else None
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
