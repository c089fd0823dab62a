"""Parties that go on from claim to claim: parts of a whole, lists under one verb, lines under a heading."""

from __future__ import annotations

from claimx.lexicon.parties import Role
from claimx.lexicon.places import Rank
from claimx.link.cues import SELF_KILLERS
from claimx.link.parties.grounds import Grounds
from claimx.link.parties.handover import HANDED
from claimx.models import Claim, Item, NodeKind, PartyLink
from claimx.schema import Category, Event, Kind, PartyType


def of_whole(grounds: Grounds) -> PartyLink | None:
    """A part, an increment or a multiple is of the same party as the claim it refers to."""
    found = ((whole, whole.affected) for whole in grounds.wholes())
    return next((grounds.carried(link, whole, "party.whole") for whole, link in found if link is not None), None)


def just_fired(grounds: Grounds) -> Claim | None:
    """The claim before of like things launched, where this one counts what of them was shot down."""
    claim = grounds.claim
    if claim.event is not Event.SHOT_DOWN:
        return None
    items = grounds.document.layout.within(claim.sentence, NodeKind.LIST)
    first = claim.sentence if items is None else min((items.first, *items.lead))
    for before in reversed(grounds.claims[: grounds.i]):
        if before.event not in (Event.LAUNCHED, Event.SHOT_DOWN) or first - before.sentence > 1:
            return None
        if before.event is Event.LAUNCHED and before.category is claim.category:
            return before
    return None


def of_coordinate(grounds: Grounds) -> PartyLink | None:
    """Under one verb a list goes on with the same side: "destroyed 304 Russian aircraft, 289 helicopters"; "and wounded 20 others"."""
    claims, i = grounds.claims, grounds.i
    claim = grounds.claim
    nearer: set[str] = set()
    mixed = False
    for j in range(i - 1, -1, -1):
        before = claims[j]
        if before.sentence != claim.sentence:
            break
        link = before.affected
        if isinstance(before.item, Item) and not SELF_KILLERS.isdisjoint(grounds.sentence.lowered(before.item.phrase)):
            continue  # "a bomber blew himself up and wounded nine": others than he
        if claim.kind is Kind.CASUALTY and before.subset_of is not None and before.subset_of != claim.subset_of:
            continue  # "five rebels, including a foreigner, were killed and 80 others hurt": others than the rebels
        if link is None and before.kind is Kind.CASUALTY and claim.category is not before.category:
            mixed = True
        if link is not None and mixed and claim.event is not before.event:
            return None  # "six Malian soldiers and three civilians were killed and 11 people wounded": 11 of both
        if claim.quantity.high == 0 and before.kind is not claim.kind:
            continue  # "shot down a missile, and nobody was hurt": not those who fired it
        if link is None or before.event in HANDED or before.event is Event.LAUNCHED or before.quantity.high == 0:
            continue  # who suffered no loss is nobody that was hit
        if link.rule == "party.counted" and before.kind is not claim.kind and not _both_lost(before, claim):
            nearer.add(link.id)
            continue
        if nearer - {link.id}:
            return None  # between them the sentence has turned to another side's losses
        other = any(
            grounds.lowers[k] in ("other", "others", "more", "another", "further")
            for k in range(grounds.first, min(len(grounds.lowers), grounds.last + 2))
        )
        # "killed 15 soldiers and took another nine prisoner"
        alike = claim.category is before.category and before.category is not Category.UNSPECIFIED
        other = other or (alike and grounds.lowers[max(0, grounds.first - 1)] in ("another", "further"))
        if claim.kind is Kind.EQUIPMENT or claim.item is None or other:
            return grounds.carried(link, before, "party.coordinate")
        break
    return None


def _both_lost(before: Claim, claim: Claim) -> bool:
    """ "Killed 200 X fighters and destroyed 14 vehicles": fighters and equipment that one side lost together."""
    return (
        before.category is Category.MILITARY
        and before.event is Event.KILLED
        and claim.event in (Event.DESTROYED, Event.CAPTURED)
        and (claim.loss.frame == "verb" or claim.loss.shape == "verb")
    )


def of_these(grounds: Grounds) -> PartyLink | None:
    """ "Of these, 25,200 ..." goes on with the claim before."""
    claims, i = grounds.claims, grounds.i
    lowers = grounds.lowers
    if i == 0 or claims[i - 1].affected is None or grounds.claim.sentence - claims[i - 1].sentence > 1:
        return None
    if claims[i - 1].kind is not grounds.claim.kind:
        return None  # people are none of the trucks told of before
    if (
        len(lowers) > 2
        and lowers[0] == "of"
        and lowers[1] in ("these", "those", "them", "whom")
        or (
            grounds.last + 1 < len(lowers)
            and lowers[grounds.last] == "of"
            and lowers[grounds.last + 1] in ("them", "these", "those", "whom", "which")
        )
    ):
        link = claims[i - 1].affected
        return None if link is None else grounds.carried(link, claims[i - 1], "party.of-these")
    return None


_CREW = frozenset({"pilot", "pilots", "crew", "crewmen", "aviators", "airmen", "sailors", "occupants", "navigator"})


def of_crew(grounds: Grounds) -> PartyLink | None:
    """The crew of an aircraft or ship lost in the sentence before, and all on board, are of its party."""
    claims, i = grounds.claims, grounds.i
    behind = grounds.lowers[grounds.last : grounds.last + 2]
    on_board = behind == ("on", "board") or behind[:1] == ("aboard",)
    if i == 0 or not (on_board or any(word in _CREW for word in grounds.lowers[grounds.first : grounds.last])):
        return None
    before = claims[i - 1]
    if before.affected is None or before.kind is not Kind.EQUIPMENT or grounds.claim.sentence - before.sentence > 1:
        return None
    if before.category in _UNMANNED:
        return None
    return grounds.carried(before.affected, before, "party.crew")


_UNMANNED = frozenset([Category.UAV, Category.MISSILE, Category.AMMUNITION, Category.SMALL_ARMS])
# A line of a list is short: name, dash, number, bracket.
_LINE = 18
_DASHES = frozenset({"-", "\u2012", "\u2013", "\u2014", ":", "--", "\u2026", "|"})


def is_line(grounds: Grounds) -> bool:
    """True for an item of a list, and for a short line whose loss is told by its heading."""
    if grounds.sentence.block.listed:
        return True
    return len(grounds.lowers) <= _LINE and (grounds.anchor is None or any(word in _DASHES for word in grounds.lowers))


def line_owner(grounds: Grounds) -> PartyLink | None:
    """The party that begins the line: "British Army - 123 (7 officers)", "RUSSIA: 50 dead"."""
    tokens = grounds.sentence.tokens
    dash = next(
        (
            j
            for j, word in enumerate(grounds.lowers)
            if word in _DASHES and 0 < j < grounds.first and (word == ":" or tokens[j - 1].space)
        ),
        None,
    )
    if dash is None or dash > _LINE:
        return None
    if not is_line(grounds) and not any(
        m.phrase.first == 0 and grounds.lowers[m.phrase.last] in ("(", grounds.lowers[dash])
        for m in grounds.within(0, 1)
    ):
        return None
    found = [m for m in grounds.within(0, dash) if m.form != "metonym"]
    if (
        found
        and found[0].type is PartyType.COUNTRY
        and found[0].form == "name"
        and any(m.id != found[0].id for m in grounds.within(dash, grounds.first))
    ):
        return None
    places = grounds.document.mentions[grounds.claim.sentence].places
    if found and any(p.country == found[0].id and p.rank > Rank.COUNTRY and p.phrase.first > dash for p in places):
        return None  # "DR Congo: rebels of X killed 26": the country is where
    if grounds.role(Role.MILITANT, grounds.first, grounds.last) is not None:
        return None  # "Burundi's army: 10 dead; 20 militants killed"
    if not found or any(word in _LOCAL for word in grounds.lowers[:dash]):
        return None
    if found[0].type is PartyType.COUNTRY and found[0].form == "name" and _tells_story(grounds, dash):
        return None
    following = tokens[found[0].phrase.last]
    if (
        found[0].form == "name"
        and following.pos == "NOUN"
        and following.text.isalpha()
        and not grounds.acts(following.lower)
    ):
        return None  # "Peru mine collapse: two dead"
    arms = [item.phrase for item in grounds.document.mentions[grounds.claim.sentence].items]
    for j in range(found[0].phrase.last, dash):
        deed = grounds.has_role(grounds.lowers[j], Role.ATTACK, Role.ASSAILING)
        if deed and not any(phrase.covers(j) for phrase in arms):
            return None  # "Russian shelling of Kherson: 2 killed"; not "Russian artillery: 40"
    if any(tokens[j].tag in ("VBD", "VBZ", "VBP") for j in range(found[0].phrase.last, dash)):
        return None  # "Rebels shell the town: 2 killed"
    return grounds.link(found[0], "party.line")


def _tells_story(grounds: Grounds, dash: int) -> bool:
    """True for a headline behind a country's name: in "Sudan: 28 killed in market shelling" the country tells where."""
    if grounds.sentence.block.listed or grounds.claim.category is Category.MILITARY or grounds.lowers[dash - 1] == ")":
        return False
    return grounds.claim.kind is Kind.CASUALTY and any(word in _STORY for word in grounds.lowers[dash:])


_STORY = frozenset({"in", "at", "by", "as", "after", "when", "near", "during", "from", "for", "off", "on"})
_LOCAL = frozenset({"in", "near", "at", "on", "kills", "kill", "killed", "says", "said"})


def section_owner(grounds: Grounds) -> PartyLink | None:
    """A row without a party of its own stands under a total with one: "Torvan - 812" above "tanks - 120"."""
    before = grounds.claims[grounds.i - 1] if grounds.i else None
    if before is None or before.affected is None or before.affected.rule not in ("party.line", "party.section"):
        return None
    layout = grounds.document.layout
    mine, theirs = (
        layout.within(at, NodeKind.LIST, NodeKind.TABLE) for at in (grounds.claim.sentence, before.sentence)
    )
    return grounds.carried(before.affected, before, "party.section") if mine and mine is theirs else None
