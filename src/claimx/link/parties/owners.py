"""Whose people or equipment the words name: "2,300 Armenian soldiers", "20 trucks of the enemy", "Russian casualties"."""

from __future__ import annotations

from claimx.counts import Position, stated_parties
from claimx.lexicon.parties import Role
from claimx.link.cues import deadly_for
from claimx.link.parties.agents import agents
from claimx.link.parties.grounds import Grounds
from claimx.link.parties.loss_nouns import LOSS_NOUNS, REPORTED, is_parted
from claimx.link.parties.nameless import of_nameless
from claimx.link.parties.sides import party_of
from claimx.link.parties.theatre import IN_STORY
from claimx.models import Item, PartyLink, PartyMention
from claimx.schema import Category, Event, Kind, PartyType

# Last words of names of forces: "members of the Iraqi border guard".
_CORPS = frozenset("guard guards service services coastguard fleet legion corps militia contingent unit".split())


def counted_owner(grounds: Grounds) -> PartyLink | None:
    """ "2,300 Armenian soldiers", "12 Palestinians", "soldiers of the Syrian army"."""
    stated = [
        party
        for party in stated_parties(
            grounds.phrase,
            grounds.mentions,
            lambda word: word in _CORPS or grounds.has_role(word, Role.ARMY, Role.STATE, Role.UNIT),
        )
        if not (
            grounds.is_us_state(party.mention)
            or _is_maker(grounds, party.mention)
            or _is_in_item(grounds, party.mention)
        )
    ]
    found = [party.mention for party in stated if party.position is Position.MODIFIER]
    if found:
        # Of a nationality and a group the group is closer to the noun: "Syrian Kurdish fighters", "Palestinian Hamas fighters".
        # ... but what a nationality tells of people outdoes whom they serve: "Tanzanian UN peacekeepers".
        chosen = found[0] if found[0].type is not PartyType.PEOPLE or len(found) == 1 else found[-1]
        if chosen.type is PartyType.ORGANISATION and found[-1].form == "demonym":
            chosen = found[-1]
        nameless = grounds.vocabulary.is_nameless
        if nameless(chosen.id) and len(found) == 1:
            named = grounds.group_here() or next((g for g in grounds.theatre.groups if not nameless(g)), None)
            if named is not None:  # "dozens of Islamists" in an article about one Islamist group
                return grounds.infer(named, "party.militants", chosen.phrase)
        return grounds.link(chosen, "party.counted")
    if stated:
        rule = "party.counted" if stated[0].position is Position.POSSESSOR else "party.owner-after"
        return grounds.link(stated[0].mention, rule)
    after = _said_of(grounds) or _the_group_after(grounds)
    if after is not None:
        return grounds.link(after, "party.owner-after")
    return _numbered_owner(grounds) or of_nameless(grounds)


def _said_of(grounds: Grounds) -> PartyMention | None:
    """What the sentence says of those counted: "all seven victims were Italian nationals", "the six dead were all from Nepal"."""
    lowers, j = grounds.lowers, grounds.last
    if grounds.claim.kind is not Kind.CASUALTY:
        return None
    while j < len(lowers) and lowers[j] in _OF_THEM:
        j += 1
    from_there = lowers[j - 1 : j + 1] in (("them", "from"), ("whom", "from"))  # "ten tourists, six of them from Nepal"
    if lowers[j : j + 1] not in (("were",), ("was",), ("are",), ("came",), ("held",)) and not from_there:
        return None
    while j < len(lowers) and lowers[j] in _SAID:
        j += 1
    for mention in grounds.within(j, j + 1):
        if mention.form == "demonym" or lowers[j - 1] == "from":
            return mention
    return None


_OF_THEM = frozenset(
    "of the those dead killed wounded injured victims people them whom who died casualties fatalities passengers".split()
)
_SAID = frozenset("were was are came held all both from reportedly also mostly identified as".split())


def _numbered_owner(grounds: Grounds) -> PartyLink | None:
    """Whose "the number of Malian soldiers killed" counts that "rose to 90"."""
    noun = None if isinstance(grounds.claim.item, Item) else grounds.noun_before()
    if noun is None:
        return None
    named = [m for m in grounds.within(*noun) if not _is_make(grounds, m)]
    return grounds.link(named[-1], "party.counted") if named else None


def _the_group_after(grounds: Grounds) -> PartyMention | None:
    """The group just named in the sentence: "al Qaeda said two members of the group had been killed"."""
    if grounds.lowers[grounds.last : grounds.last + 3] not in (("of", "the", "group"), ("of", "the", "movement")):
        return None
    before = [m for m in grounds.mentions if m.phrase.last <= grounds.first and m.type is PartyType.GROUP]
    return before[-1] if before else None


def _is_make(grounds: Grounds, mention: PartyMention) -> bool:
    """True for a place within the counted phrase ("civilians in Gaza") or a metonym, which is no side of its own."""
    if mention.form == "metonym":
        return True
    if mention.form == "name" and mention.type is PartyType.COUNTRY:
        before = grounds.lowers[mention.phrase.first - 1] if mention.phrase.first else ""
        return before in ("in", "at", "near", "across", "inside", "outside", "to", "into", "over")
    return False


def _is_in_item(grounds: Grounds, mention: PartyMention) -> bool:
    """True for a nationality that is part of a weapon's name: "Dane guns" are no Danish losses."""
    item = grounds.claim.item
    arms = isinstance(item, Item) and item.kind is Kind.EQUIPMENT and item.phrase.covers(mention.phrase.first)
    return arms and mention.form not in ("enemy", "own")


def _is_maker(grounds: Grounds, mention: PartyMention) -> bool:
    """True for the maker of equipment in others' war: an "American Abrams" that Russia shows is no American loss."""
    if grounds.claim.kind is not Kind.EQUIPMENT:
        return False
    if grounds.claim.category in (Category.AMMUNITION, Category.SMALL_ARMS) and mention.type is PartyType.ORGANISATION:
        return True  # "5.56 mm NATO ammunition" is a calibre
    if (
        grounds.claim.event not in (Event.CAPTURED, Event.DESTROYED, Event.DAMAGED)
        or mention.type is not PartyType.COUNTRY
    ):
        return False
    theatre = grounds.theatre
    arms = grounds.claim.category in (Category.SMALL_ARMS, Category.AMMUNITION)
    if arms and mention.form == "demonym" and grounds.claim.event is Event.CAPTURED and mention.id != theatre.home:
        return theatre.counts[mention.id] < IN_STORY  # "one Chinese pistol"
    warring = [
        c
        for c, n in theatre.counts.items()
        if n >= IN_STORY and (foe := theatre.foe(c)) is not None and theatre.counts[foe.id] >= IN_STORY
    ]
    return bool(warring) and not any(c == mention.id or theatre.fights(c, mention.id) for c in warring)


def subject_owner(grounds: Grounds) -> PartyLink | None:
    """The owner that closes a list before its passive: "3 tanks, 7 howitzers and 20 trucks of the enemy were destroyed"."""
    anchor = grounds.anchor
    if anchor is None or grounds.claim.loss.shape != "verb":
        return None
    lowers, tokens = grounds.lowers, grounds.sentence.tokens
    if anchor < grounds.first:
        return None
    last = anchor
    while last > grounds.last and (lowers[last - 1] in REPORTED or tokens[last - 1].tag in ("RB", "MD")):
        last -= 1
    if last == anchor:
        return None
    for mention in grounds.mentions:
        if grounds.last <= mention.phrase.first and mention.phrase.last <= last <= mention.phrase.last + _FORCES:
            before = [
                j
                for j in range(max(grounds.last, mention.phrase.first - 2), mention.phrase.first)
                if lowers[j] in ("of", "to")
            ]
            pronoun = bool(before) and not {"them", "whom", "these", "which"}.isdisjoint(
                lowers[before[-1] : mention.phrase.first]
            )
            if before and not pronoun and (lowers[before[-1]] == "of" or lowers[before[-1] - 1] == "belonging"):
                return grounds.link(mention, "party.owner-after")
    return None


# "of the Armenian armed forces were destroyed": words between a side and the passive.
_FORCES = 2


_SUBJECTS = frozenset(
    "nationals citizens national citizen people workers peacekeepers diplomats tourists men members own".split()
)


def member(grounds: Grounds) -> PartyLink | None:
    """ "one of its commanders": the possessor is the sentence's subject."""
    lowers = grounds.lowers
    # "six of its pilgrims", "its 12 dead": a possessor of the phrase itself owns whatever the noun is.
    theirs = grounds.phrase.pronoun == "its" or any(
        word in _SUBJECTS for word in lowers[grounds.first : grounds.last + 2]
    )
    at = [*range(grounds.first, min(len(lowers), grounds.last + 1))]
    if grounds.phrase.possessor is not None and grounds.phrase.possessor[0] < grounds.first:
        at.insert(0, grounds.phrase.possessor[0])
    agent = _strikes(grounds)
    if grounds.speaker is not None and grounds.claim.source is not None:
        noun = grounds.anchor
        led = noun - (lowers[noun - 1] in ("own", "death")) if noun else 0
        bare = noun is not None and led > 0 and lowers[led - 1] == "its" and lowers[noun] in LOSS_NOUNS
        spoke = (
            grounds.claim.source.end <= grounds.sentence.tokens[grounds.first].start
        )  # "the rebels say 40 of their men"
        own = ("its", "their") if spoke else ("its",)
        owned = any(lowers[j] in own and (grounds.claim.category is Category.MILITARY or theirs) for j in at)
        if agent == grounds.speaker:
            return None  # "he said that Israel had killed thousands of its men"
        topic = _topic(grounds, grounds.claim.source.start) if owned else None
        if topic is not None:
            return grounds.link(topic, "party.member")
        if bare or owned:  # "the ministry said three of its troops had been killed, bringing its losses to 13"
            return grounds.infer(grounds.speaker, "party.member")
    for j in at:
        if lowers[j] in ("its", "their", "his") and (
            grounds.claim.category is Category.MILITARY or (theirs and lowers[j] == "its")
        ):
            before = [
                m
                for m in grounds.mentions
                if m.phrase.last <= j
                and m.type is not PartyType.PEOPLE
                and m.form in ("name", "force")
                and m.id != agent
            ]
            if before:
                # "X attacked Y, killing six of its men": who kills is not who owns.
                return grounds.link(before[-1 if agent is not None else 0], "party.member")
    return None


def _topic(grounds: Grounds, start: int) -> PartyMention | None:
    """The side that the sentence is about, before an official of another begins to speak of "its soldiers"."""
    tokens = grounds.sentence.tokens
    return next(
        (
            m
            for m in grounds.mentions
            if m.phrase.end <= start
            and m.form == "name"
            and m.id != grounds.speaker
            and tokens[m.phrase.last - 1].dep == "nsubj"
            and ";" not in grounds.lowers[m.phrase.last : grounds.first]
        ),
        None,
    )


def _strikes(grounds: Grounds) -> str | None:
    """The party that the claim's active verb has as its subject."""
    if grounds.anchor is None or grounds.anchor > grounds.first:
        return None
    for head in agents(grounds.sentence, grounds.anchor):
        mention = party_of(grounds.sentence, grounds.mentions, head, grounds.vocabulary)
        if mention is not None:
            return mention.id
    return None


def on_side(grounds: Grounds) -> PartyLink | None:
    """The losses of a side named by its opening or end: "On the X side, over 70 have died", "70 dead on the X side"."""
    lowers = grounds.lowers
    for mention in grounds.within(0, grounds.first):
        first, last = mention.phrase.first, mention.phrase.last
        if (
            lowers[max(0, first - 2) : first] == ("on", "the")
            and lowers[last : last + 1] == ("side",)
            and mention.form in ("demonym", "name")
        ):
            if first == 2 or lowers[first - 3] in (",", ";", "and", "but", "while"):
                return grounds.link(mention, "party.on-side")
        led = first - (lowers[first - 1] == "the")
        if lowers[max(0, led - 4) : led] == ("on", "the", "side", "of") and led == 4 and lowers[last] == ",":
            return grounds.link(mention, "party.on-side")  # "On the side of X, five were killed"
    behind = max(grounds.claim.quantity.phrase.last, 0 if grounds.anchor is None else grounds.anchor + 1)
    at = next((j for j in range(behind, len(lowers) - 2) if lowers[j : j + 3] in _OWN_SIDE), None)
    if at is not None and grounds.speaker is not None and grounds.claim.source is not None:
        return None if is_parted(grounds, behind, at) else grounds.infer(grounds.speaker, "party.on-side")
    for mention in grounds.within(behind, len(lowers)):  # "40 were wounded on the Serb side"
        first, last = mention.phrase.first, mention.phrase.last
        if lowers[first - 2 : first] == ("on", "the") and lowers[last : last + 1] == ("side",):
            return None if is_parted(grounds, behind, first) else grounds.link(mention, "party.on-side")
    return None


# "Islamabad said six died on its side"
_OWN_SIDE = (("on", "its", "side"), ("on", "their", "side"), ("on", "our", "side"))


def of_opening(grounds: Grounds) -> PartyLink | None:
    """The people of whom the sentence opens with the whole: "Of the 86 Royal Navy men, 22 were lost in one ship"."""
    lowers = grounds.lowers
    if (
        lowers[grounds.last : grounds.last + 2] == ("of", "whom")
        and grounds.first > 1
        and lowers[grounds.first - 1] == ","
    ):
        people = [m for m in grounds.within(0, grounds.first) if m.form == "demonym"]
        if people and people[-1].phrase.last == grounds.first - 1:
            return grounds.link(people[-1], "party.of-opening")  # "found nine Israelis, two of whom were dead"
    comma = next((j for j, word in enumerate(lowers[:_OPENING]) if word == ","), None)
    if (
        lowers[0] != "of"
        or comma is None
        or comma > grounds.first
        or not any(map(str.isdigit, "".join(lowers[1:comma])))
    ):
        return None
    found = [m for m in grounds.within(1, comma) if not _is_make(grounds, m)]
    return grounds.link(found[0], "party.of-opening") if len({m.id for m in found}) == 1 else None


# "Of the 1,740 men of the Argentine army who fell in the war," is as long as such openings get.
_OPENING = 14


_SUPERLATIVES = frozenset({"deadliest", "bloodiest", "costliest", "deadly", "bloody", "costly", "worst"})


def costly_for(grounds: Grounds) -> PartyLink | None:
    """The losses are those of whom a day was the deadliest for: "With 40 dead, it was the deadliest day for the army"."""
    whom = deadly_for(grounds.sentence.lowers(), _SUPERLATIVES)
    return grounds.link(next((m for m in grounds.mentions if m.phrase.first in whom), None), "party.deadly-for")
