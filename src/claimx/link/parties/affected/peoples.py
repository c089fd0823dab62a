"""Whose people the victims are: of the country struck, of a people persecuted, of the side that reports them."""

from __future__ import annotations

from claimx.lexicon.parties import Role
from claimx.link.parties.affected.fighters import is_militants
from claimx.link.parties.attacks import is_aimed_at, is_struck
from claimx.link.parties.grounds import Grounds
from claimx.link.parties.theatre import IN_STORY
from claimx.models import PartyLink, PartyMention
from claimx.schema import Category, Event, Kind, PartyBasis, PartyType


def across_border(grounds: Grounds) -> PartyLink | None:
    """Whom a foreign power's attack hits: the people of the country where it strikes."""
    claim = grounds.linked
    actor = claim.actor
    if (
        actor is None
        or is_militants(grounds)
        or (claim.kind is Kind.EQUIPMENT and claim.event not in (Event.DESTROYED, Event.DAMAGED))
    ):
        return None
    if claim.category is Category.SHIP:
        return None  # at sea
    party = grounds.theatre.party(actor.id)
    if party is None or not party.home or party.type is PartyType.PEOPLE:
        return None
    theatre = grounds.theatre
    struck = _struck(grounds, actor.id)
    before = _struck_before(grounds, actor)
    own = struck or grounds.own_country() or before
    told = own if actor.basis is PartyBasis.STATED else struck or before
    here = own or grounds.country_here()
    if (
        here is None
        or here in party.home
        or (here in party.guest_in and here != told)
        or (party.type is PartyType.COUNTRY and actor.id == theatre.home and (own is None or party.foes[:1] != (here,)))
    ):
        return None
    # Known foes, or an article whose places all say so: else the place may be that of a remark.
    sure = party.type is PartyType.COUNTRY and (
        own == here or (own is None and here == theatre.home and theatre.places.get(here, 0) >= _THEATRE)
    )
    if party.type is PartyType.ORGANISATION:  # a coalition strikes abroad only
        sure = own == here or (own is None and here == theatre.home)
    own_war = party.type is PartyType.GROUP and (not party.foes or party.foes[0] in party.home)
    if own_war and not (here == struck and theatre.fights(actor.id, here)):
        return None  # a group that fights its own state: a place of death abroad tells no side
    if not theatre.fights(actor.id, here) and not sure:
        return None
    holder = _holder(grounds) if claim.kind is Kind.EQUIPMENT else None
    return grounds.infer(here, "party.across-border") if holder is None else grounds.link(holder, "party.across-border")


def _holder(grounds: Grounds) -> PartyMention | None:
    """The group on whose ground arms are hit: "four drones in Houthi-controlled areas of Yemen"."""
    return next(
        (
            mention
            for mention in grounds.mentions
            if mention.type is PartyType.GROUP
            and grounds.compounded(mention)
            and grounds.lowers[mention.phrase.last + 1] in ("held", "controlled", "run", "ruled")
        ),
        None,
    )


# A country that an article's places name this often is where it happens.
_THEATRE = 4


def _struck(grounds: Grounds, attacker: str) -> str | None:
    """The country that the sentence says the attack is on: "US strikes on a Yemeni port", "hit a Yemeni port, killing two"."""
    for mention in grounds.mentions:
        if mention.type is not PartyType.COUNTRY or mention.form not in ("demonym", "name") or mention.id == attacker:
            continue
        if is_struck(grounds.sentence, mention, grounds.anchor) or is_aimed_at(
            grounds.lowers, mention, grounds.vocabulary
        ):
            return mention.id
    return None


def _struck_before(grounds: Grounds, actor: PartyLink) -> str | None:
    """The country where the attack was, told above in the paragraph or by the heading: "US drone strikes in Pakistan"."""
    if actor.basis is not PartyBasis.CARRIED or actor.start is None:
        return None
    index = grounds.document.sentence_at(actor.start)
    above = grounds.in_paragraph(index) or index in grounds.document.layout.leads(grounds.sentence.index)
    return grounds.country_of(index) if above else None


def own_people(grounds: Grounds) -> PartyLink | None:
    """A government at war with another country that reports deaths reports those of its own people."""
    claim = grounds.linked
    speaker = grounds.speaker
    if (
        speaker is None
        or claim.kind is not Kind.CASUALTY
        or not _CAPTIVES.isdisjoint(grounds.lowers[grounds.first : grounds.last])
    ):
        return None  # whom it holds captive are others' people
    told = claim.actor is not None and claim.actor.basis is PartyBasis.STATED and claim.source is not None
    accused = claim.actor if told else None
    abroad = accused is not None and accused.type is PartyType.COUNTRY and accused.id != speaker
    if accused is not None and abroad and grounds.theatre.fights(accused.id, speaker):
        if grounds.own_country() in (None, speaker) and not is_militants(grounds):
            return grounds.infer(speaker, "party.own-people")  # "Baku said that Armenia had killed nine"
    if claim.category is Category.MILITARY:
        return None  # of soldiers it reports its foe's as often
    if claim.source is None and (speaker != grounds.communique or claim.category is not Category.CIVILIAN):
        return None
    if grounds.tells(Role.CONFLICT):
        return None  # of a whole conflict it reports everybody's
    foe = grounds.theatre.foe(speaker)
    if (
        foe is None
        or not grounds.theatre.is_country(speaker)
        or grounds.theatre.counts[foe.id] < IN_STORY
        or speaker in foe.home
        or grounds.own_country() not in (None, speaker)
        or (claim.actor is not None and claim.actor.id == speaker)
    ):
        return None
    return grounds.infer(speaker, "party.own-people")


_CAPTIVES = frozenset({"hostage", "hostages", "captive", "captives", "detainee", "detainees", "prisoner", "prisoners"})


def under_attack(grounds: Grounds) -> PartyLink | None:
    """In an article about a foreign power's attacks, the people hit in the attacked country are its own."""
    claims, i, claim = grounds.claims, grounds.i, grounds.linked
    if grounds.claim.kind is not Kind.CASUALTY or is_militants(grounds):
        return None
    here = grounds.country_here()
    doer = grounds.theatre.party(claim.actor.id) if claim.actor is not None else None
    if here is None or (doer is not None and here in doer.home):
        return None
    if _is_bystander(grounds, here) and _is_invaded(grounds, here):
        return grounds.infer(here, "party.under-attack")
    if grounds.own_country() is None and grounds.tells(Role.CONFLICT):
        return None  # a war's dead are both sides', unless the words tell where they fell
    for attacker, count in grounds.theatre.attackers.items():
        party = grounds.theatre.parties[attacker]
        if (
            (count >= IN_STORY or (grounds.theatre.opening is not None and here == grounds.theatre.home))
            and party.type is PartyType.COUNTRY
            and here not in party.home
            and here not in party.guest_in
            and grounds.theatre.fights(attacker, here)
            and count > grounds.theatre.attackers.get(here, 0)
        ):
            return grounds.infer(here, "party.under-attack")
    if grounds.role(Role.CLASH, 0, len(grounds.lowers)) is not None or claim.category is Category.MILITARY:
        return None  # in fighting either side's people die
    if grounds.speaker not in (None, here):
        return None
    for other in claims[max(0, i - _BACK) : i]:
        if (
            other.category is not Category.MILITARY
            and other.actor is not None
            and (claim.actor is None or claim.actor.id == other.actor.id)
            and other.affected is not None
            and other.actor.id != other.affected.id
            and other.affected.id == here
            and other.event in (Event.KILLED, Event.WOUNDED, Event.DESTROYED, Event.DAMAGED)
            and grounds.theatre.is_country(other.actor.id)
            and grounds.theatre.fights(other.actor.id, here)
        ):
            return grounds.infer(here, "party.under-attack")
    return None


def _is_invaded(grounds: Grounds, land: str) -> bool:
    """True where the article tells of another country's war in the land; who dies where the sentence has both at it, is of neither."""
    foe = grounds.theatre.invader(land)
    return foe is not None and not {foe, land} <= {mention.id for mention in grounds.mentions}


def _is_bystander(grounds: Grounds, land: str) -> bool:
    """True for those who die in a war and fight in none: civilians, and people of a land without an army."""
    category = grounds.linked.category
    return category is Category.CIVILIAN or (category is Category.UNSPECIFIED and not grounds.theatre.has_army(land))


# No article has two hundred claims: what was told so many before is of another story of the same file.
_BACK = 200


def foe_people(grounds: Grounds) -> PartyLink | None:
    """Whom a group whose war is with another country has killed or holds, where no place of its own land is named: that country's."""
    claim = grounds.linked
    if (
        claim.actor is None
        or claim.kind is not Kind.CASUALTY
        or is_militants(grounds)
        or claim.actor.basis is not PartyBasis.STATED
    ):
        return None
    group = grounds.theatre.party(claim.actor.id)
    if (
        group is None
        or group.type is not PartyType.GROUP
        or not group.home
        or not group.foes
        or group.foes[0] in group.home
    ):
        return None
    foe = grounds.theatre.party(group.foes[0])
    own = grounds.own_country()
    held = claim.event is Event.ABDUCTED  # where they are held is not where they are from
    if (
        foe is None
        or foe.type is not PartyType.COUNTRY
        or grounds.theatre.counts[foe.id] < IN_STORY
        or not (held or own in (None, foe.id))
    ):
        return None
    return grounds.infer(foe.id, "party.foe-people")
