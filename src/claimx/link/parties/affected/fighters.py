"""Whose the soldiers or the militants are that a claim counts without saying it."""

from __future__ import annotations

from claimx.lexicon.parties import Role
from claimx.lexicon.ships import WARSHIPS
from claimx.link.parties.actor.reports import BOASTED, speaks_for_army
from claimx.link.parties.grounds import QUOTES, Grounds
from claimx.link.parties.ledgers import of_enemy
from claimx.models import Claim, PartyLink
from claimx.schema import Category, Event, Kind, PartyType, SourceType


def state_forces(grounds: Grounds) -> PartyLink | None:
    """ "Seven soldiers were killed": the forces of the country where they are, its foe's where it is itself the killer."""
    claim = grounds.linked
    if claim.category is not Category.MILITARY or claim.kind is not Kind.CASUALTY or not grounds.counts(Role.STATE):
        return None
    if any(word.startswith("peacekeep") for word in grounds.lowers):
        return None  # of many countries
    if "foreign" in grounds.lowers[grounds.first : grounds.last]:
        return None
    crew = _of_craft(grounds)
    if crew is not None:
        return grounds.infer(crew, "party.state-forces")
    if grounds.role(Role.CIVILIAN_SHIP, 0, len(grounds.lowers)) is not None:
        return None  # a merchant's crew
    source = claim.source
    told = None if source is None else grounds.theatre.party(source.party)
    if (
        source is not None
        and told is not None
        and told.type is PartyType.COUNTRY
        and source.type in (SourceType.MILITARY, SourceType.GOVERNMENT)
        and (claim.actor is None or claim.actor.id != told.id)
        and grounds.anchor is not None
    ):
        # "X announced the deaths of five soldiers"; an army tells of "soldiers" who died abroad: its own.
        noun = grounds.sentence.tokens[grounds.anchor]
        death = noun.lemma == "death"
        if death and grounds.sentence.tokens[noun.head].lemma == "claim":
            return _of_foe(grounds, told.id)
        abroad = claim.actor is None and grounds.own_country() not in (None, told.id)
        if death or (abroad and source.type is SourceType.MILITARY):
            return grounds.infer(told.id, "party.announced")
    if any(mention.form == "enemy" for mention in grounds.mentions) or of_enemy(grounds):
        return None  # "the enemy lost 50 soldiers": whoever speaks, they are not the state's by being soldiers
    if told is not None and grounds.anchor is not None and grounds.sentence.tokens[grounds.anchor].lemma in BOASTED:
        return _of_foe(grounds, told.id)
    here = _attacked_before(grounds, claim) or _announced(grounds, claim) or grounds.state_here()
    if here is None and grounds.theatre.is_country(grounds.speaker):
        here = grounds.speaker  # "the X army said 34 soldiers were killed"
    if here is not None and claim.actor is not None and claim.actor.id == here:
        foe = grounds.theatre.foe(here)
        if foe is not None and foe.type is PartyType.COUNTRY:
            here = foe.id
        elif claim.actor.rule in _OWN_FORCES:
            here = None  # "its troops killed 30 soldiers"
    if here is not None and not grounds.theatre.has_army(here):
        here = _army_on(grounds, here)
    return grounds.infer(here, "party.state-forces")


def _of_foe(grounds: Grounds, side: str) -> PartyLink | None:
    """The country that a side fights, whose soldiers it says have died: "X claimed the deaths of three generals"."""
    foe = grounds.theatre.foe(side)
    return None if foe is None or foe.type is not PartyType.COUNTRY else grounds.infer(foe.id, "party.state-forces")


def _announced(grounds: Grounds, claim: Claim) -> str | None:
    """Whose soldiers a defence ministry reports killed on the land that its country fights over: its own, told without a nationality."""
    if claim.source is None or grounds.speaker is None or claim.actor is not None or claim.event is Event.CAPTURED:
        return None
    side, here = grounds.speaker, grounds.country_here()
    if not grounds.theatre.is_country(side) or here is None or not grounds.theatre.fights(side, here):
        return None
    return side if speaks_for_army(claim.source) else None


def _of_craft(grounds: Grounds) -> str | None:
    """Whose ship or aircraft the crew served on, wherever it was: "A US warship hit a tanker off Singapore. Ten sailors are missing"."""
    if _CREWS.isdisjoint(grounds.lowers[grounds.first : grounds.last]):
        return None
    first = max(0, grounds.claim.sentence - _ABOARD)
    for index in range(grounds.claim.sentence, first - 1, -1):
        lowers = grounds.document.sentences[index].lowers()
        found = {
            m.id
            for m in grounds.document.mentions[index].parties
            if m.type is PartyType.COUNTRY
            and m.form in ("name", "force", "demonym")
            and (
                not _CRAFT.isdisjoint(lowers[m.phrase.first : m.phrase.last + _OF_SHIP])
                and lowers[m.phrase.last : m.phrase.last + 1] != ["-"]
            )
        }
        if found:
            return found.pop() if len(found) == 1 else None
    return None


_CREWS = frozenset(
    "sailor sailors seaman seamen submariner submariners crewman crewmen crew airman airmen aviator aviators aircrew".split()
)
_PREFIXES = frozenset("hms uss hmcs hmas hmnzs usns roks kri pns brp tcg".split())  # "HMS Ardent"
_AIRCRAFT = frozenset("aircraft plane jet helicopter gunship bomber chopper airlifter transport".split())
_CRAFT = WARSHIPS | _PREFIXES | _AIRCRAFT | {"navy", "naval", "patrol", "carrier", "carriers"}
# Ways in which the doer is told by his own words for his forces.
_OWN_FORCES = frozenset({"party.agent-speaker", "party.service"})
# "the US guided-missile destroyer": words from a country to its ship; sentences over which its crew is told of.
_OF_SHIP, _ABOARD = 4, 3


def _army_on(grounds: Grounds, land: str) -> str | None:
    """Whose soldiers die in a land that has police and no army: the state's that fights there, where the article names it."""
    if any(word.startswith("police") for word in grounds.lowers[grounds.first : grounds.last]):
        return land if grounds.speaker in (None, land) else None
    foe = grounds.theatre.foe(land)
    return None if foe is None else foe.id


def _attacked_before(grounds: Grounds, claim: Claim) -> str | None:
    """Whose convoy or base was attacked where the soldiers died: "X attacked an Ethiopian convoy. X says it killed 167 soldiers"."""
    doer = None if claim.actor is None else claim.actor.id
    for there, parties in grounds.near(0, -1):
        lowers = there.lowers()
        deed = next(
            (j for j, word in enumerate(lowers) if grounds.has_role(word, Role.ATTACK, Role.ASSAILING)), len(lowers)
        )
        found = {
            m.id
            for m in parties
            if m.type is PartyType.COUNTRY
            and m.id != doer
            and m.phrase.first > deed
            and (
                m.form == "force"
                or m.form == "demonym"
                and any(grounds.has_role(word, Role.TARGET) for word in lowers[m.phrase.last : m.phrase.last + _GAP])
            )
        }
        if len(found) == 1:
            return found.pop()
        if found:
            return None
    return None


# "an Ethiopian military convoy": words from a nationality to what is attacked.
_GAP = 5


def _is_of_unknown(grounds: Grounds) -> bool:
    """True for "17 fighters of the Popular Forces": a group by name, and none that is known."""
    tokens, j = grounds.sentence.tokens, grounds.last
    if tokens[j].lower not in ("of", "from"):
        return False
    j += 1
    while j < len(tokens) and tokens[j].lower in ("the", "a", "an"):
        j += 1
    return (
        j + 1 < len(tokens)
        and tokens[j].text[0].isupper()
        and tokens[j + 1].text[0].isupper()
        and tokens[j].ent in ("ORG", "")
        and not any(mention.phrase.covers(j) for mention in grounds.mentions)
    )


# What an armed group calls others, and never its own men.
_OTHERS = ("militia", "gunm", "terrorist", "insurgent", "bandit", "mercenar")


def militants(grounds: Grounds) -> PartyLink | None:
    """Militants without a name; never the men of the group that speaks, where its word is one for others."""
    found = _of_the_group(grounds)
    source = grounds.claim.source
    if found is None or source is None or found.id != source.party:
        return found
    words = grounds.lowers[grounds.first : grounds.last + 1]
    return None if any(word.startswith(_OTHERS) for word in words) else found


def _of_the_group(grounds: Grounds) -> PartyLink | None:
    """ "Three militants were killed": the armed group the article is about, where it is about one."""
    claim = grounds.linked
    at = grounds.role(Role.MILITANT, *grounds.counted(Role.MILITANT))
    if grounds.claim.category is not Category.MILITARY or at is None or (at and grounds.lowers[at - 1] in QUOTES):
        return None  # quotation marks: the speaker's word for any opponent
    if (
        grounds.first < at
        and grounds.role(Role.GOVERNMENT, grounds.first, at + 1) is not None
        or grounds.role(Role.STATE, grounds.first, at) is not None
    ):
        return None
    if grounds.last < len(grounds.lowers) and _is_of_unknown(grounds):
        return None
    if "suspected" in grounds.lowers[grounds.first : at] and not any(
        m.type is PartyType.GROUP for m in grounds.mentions
    ):
        return None  # nobody is sure that they are militants, still less whose
    here = grounds.country_here()
    rebels = grounds.theatre.rebels_of(here)
    if rebels is not None and grounds.lowers[at].startswith(("rebel", "opposition")):
        return grounds.infer(rebels, "party.rebels")  # a country's rebels are of many groups
    killer = None if claim.actor is None else claim.actor.id
    near = grounds.group_here(killer)
    if near is not None:
        return grounds.infer(near, "party.militants")
    if killer in grounds.theatre.groups and not grounds.lowers[at].startswith(("attack", "assail")):
        return None  # whoever one group kills is not its own
    if grounds.theatre.responsible is not None and not grounds.lowers[at].startswith("rebel"):
        return grounds.infer(grounds.theatre.responsible.mention.id, "party.militants")
    groups = [g for g in grounds.theatre.groups if here is None or here in (grounds.theatre.parties[g].home or (here,))]
    if not groups:
        # In a side's own report the militants it killed are its foe's, whatever it calls them.
        foe = grounds.theatre.foe(grounds.communique) if grounds.claim.source is None else None
        return None if foe is None else grounds.infer(foe.id, "party.militants")
    main = grounds.theatre.main_group()
    return grounds.infer(main, "party.militants") if main in groups else None


def is_militants(grounds: Grounds) -> bool:
    """True where the counted people fight against a state."""
    return grounds.claim.category is Category.MILITARY and grounds.counts(Role.MILITANT)
