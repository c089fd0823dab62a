"""The affected party that the sides of the article make plain, where the claim's words do not name it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from claimx.lexicon.parties import Role
from claimx.link.agents import agents
from claimx.link.grounds import Grounds
from claimx.link.handover import HANDED, intruder
from claimx.link.lists import carried, of_coordinate, of_whole
from claimx.link.owners import ATTACKS
from claimx.link.theatre import attacks_named
from claimx.models import Claim, PartyLink
from claimx.schema import Category, Event, Kind, PartyBasis, PartyType, SourceType


def infer_affected(grounds: Grounds, claims: Sequence[Claim], i: int, listed: Claim | None) -> PartyLink | None:
    """The affected party that the sides of the article make plain; run when actors are linked. ``listed`` is ``list_owner``'s."""
    claim = grounds.claim
    if claim.event in HANDED or claim.event is Event.LAUNCHED:
        return None
    return (
        of_whole(grounds, claims)
        or of_coordinate(grounds, claims, i)
        or _persecuted(grounds, claims[i])
        or _brought_down(grounds, claims, i)
        or _target(grounds)
        or _foe_people(grounds, claims[i])
        or _state(grounds, claims[i])
        or _across_border(grounds, claims[i])
        or _militants(grounds, claims[i])
        or _opposite(grounds, claims[i])
        or _looted(grounds, claims[i])
        or _reported(grounds, claims[i])
        or intruder(grounds)
        or _own_people(grounds, claims[i])
        or _under_attack(grounds, claims, i)
        or _same_list(grounds, listed)
    )


def _across_border(grounds: Grounds, claim: Claim) -> PartyLink | None:
    """Whom a foreign power's attack hits: the people of the country where it strikes."""
    actor = claim.actor
    if (
        actor is None
        or _is_militants(grounds)
        or (claim.kind is Kind.EQUIPMENT and claim.event not in (Event.DESTROYED, Event.DAMAGED))
    ):
        return None
    if claim.category is Category.SHIP:
        return None  # at sea
    party = grounds.theatre.party(actor.id)
    if party is None or not party.home or party.type is PartyType.PEOPLE:
        return None
    theatre = grounds.theatre
    own = _struck(grounds, actor.id) or grounds.own_country()
    here = own or grounds.country_here()
    if here is None or (here in party.home and party.type is PartyType.COUNTRY):
        here = theatre.victim_of(actor.id)
    if (
        here is None
        or here in party.home
        or here in party.guest_in
        or (party.type is PartyType.COUNTRY and actor.id == theatre.home and (own is None or party.foes[:1] != (here,)))
    ):
        return None
    # Known foes, or an article whose places all say so: else the place may be that of a remark.
    sure = party.type is PartyType.COUNTRY and (
        own == here or (own is None and here == theatre.home and theatre.places.get(here, 0) >= _THEATRE)
    )
    if party.type is PartyType.ORGANISATION:  # a coalition strikes abroad only
        sure = own == here or (own is None and here == theatre.home)
    if party.type is PartyType.GROUP and (not party.foes or party.foes[0] in party.home):
        return None  # a group that fights its own state: a place of death abroad tells no side
    if not theatre.fights(actor.id, here) and not sure:
        return None
    return grounds.infer(here, "party.across-border")


def _struck(grounds: Grounds, attacker: str) -> str | None:
    """The country that the sentence says the attack is on: "US strikes on a Yemeni port"."""
    lowers = grounds.lowers
    for mention in grounds.mentions:
        if mention.type is not PartyType.COUNTRY or mention.form not in ("demonym", "name") or mention.id == attacker:
            continue
        first = mention.phrase.first
        for j in range(max(1, first - _AIM_GAP), first):
            if lowers[j] in _AIMED and grounds.vocabulary.has_role(Role.ATTACK, lowers[j - 1]):
                return mention.id
    return None


# A country that an article's places name this often is where it happens.
_THEATRE = 4


def _is_militants(grounds: Grounds) -> bool:
    return (
        grounds.claim.category is Category.MILITARY
        and grounds.role(Role.MILITANT, grounds.first, grounds.last) is not None
    )


# A people named this often is what the article is about.
_PERSECUTED = 4


def _persecuted(grounds: Grounds, claim: Claim) -> PartyLink | None:
    """The victims in an article about one people and its persecutor: Rohingya, Masalit, Yazidis."""
    if claim.kind is not Kind.CASUALTY or claim.category is Category.MILITARY:
        return None
    theatre = grounds.theatre
    most = max(theatre.counts.values(), default=0)
    for identity, count in theatre.counts.items():
        people = theatre.parties[identity]
        if people.type is not PartyType.PEOPLE or count < _PERSECUTED or not people.home:
            continue
        by_foe = claim.actor is not None and claim.actor.id in people.foes
        if by_foe or (claim.actor is None and count == most and theatre.home in people.home):
            return grounds.infer(identity, "party.persecuted")
    return None


def _state(grounds: Grounds, claim: Claim) -> PartyLink | None:
    """ "Seven soldiers were killed": the forces of the country where they are, its foe's where it is itself the killer."""
    if grounds.claim.category is not Category.MILITARY or grounds.claim.kind is not Kind.CASUALTY:
        return None
    if grounds.role(Role.STATE, grounds.first, grounds.last) is None:
        return None
    if any(word.startswith("peacekeep") for word in grounds.lowers):
        return None  # of many countries
    if grounds.role(Role.CIVILIAN_SHIP, 0, len(grounds.lowers)) is not None:
        return None  # a merchant's crew
    source = claim.source
    if (
        source is not None
        and source.type is SourceType.MILITARY
        and source.party is not None
        and (claim.actor is None or claim.actor.id != source.party)
        and grounds.anchor is not None
    ):
        own_army = grounds.theatre.party(source.party)
        if (
            own_army is not None
            and own_army.type is PartyType.COUNTRY
            and grounds.sentence.tokens[grounds.anchor].lemma == "death"
        ):
            return grounds.infer(own_army.id, "party.announced")  # "the X army announced the death of five soldiers"
    if any(mention.form == "enemy" for mention in grounds.mentions):
        return None  # "the enemy lost 50 soldiers": whoever speaks, they are not the state's by being soldiers
    here = _attacked_before(grounds, claim) or grounds.state_here()
    if (
        here is None
        and grounds.speaker is not None
        and (own := grounds.theatre.party(grounds.speaker)) is not None
        and own.type is PartyType.COUNTRY
    ):
        here = own.id  # "the X army said 34 soldiers were killed"
    if here is not None and claim.actor is not None and claim.actor.id == here:
        foe = grounds.theatre.party(grounds.theatre.named_foe(here) or "")
        here = foe.id if foe is not None and foe.type is PartyType.COUNTRY else here
    return None if here is None else grounds.infer(here, "party.state-forces")


def _attacked_before(grounds: Grounds, claim: Claim) -> str | None:
    """Whose convoy or base the group attacked that killed the soldiers: "X attacked an Ethiopian convoy. X says it killed 167 soldiers"."""
    group = None if claim.actor is None else grounds.theatre.party(claim.actor.id)
    if group is None or group.type is not PartyType.GROUP:
        return None
    for index in (grounds.claim.sentence, grounds.claim.sentence - 1):
        if index < 0 or grounds.document.sentences[index].block.index != grounds.sentence.block.index:
            continue
        lowers = grounds.document.sentences[index].lowers()
        found = {
            m.id
            for m in grounds.document.mentions[index].parties
            if m.type is PartyType.COUNTRY
            and (
                m.form == "force"
                or (m.form == "demonym" and not _TARGETS.isdisjoint(lowers[m.phrase.last : m.phrase.last + _AIM_GAP]))
            )
        }
        if len(found) == 1:
            return found.pop()
        if found:
            return None
    return None


# What a country's forces have that a group attacks.
_TARGETS = frozenset(
    "convoy base camp post outpost barracks patrol troops soldiers army contingent position positions column checkpoint garrison "
    "peacekeepers forces vehicle vehicles".split()
)


def _militants(grounds: Grounds, claim: Claim) -> PartyLink | None:
    """ "Three militants were killed": the armed group the article is about, where it is about one."""
    at = grounds.role(Role.MILITANT, grounds.first, grounds.last)
    if grounds.claim.category is not Category.MILITARY or at is None or (at and grounds.lowers[at - 1] in QUOTES):
        return None  # quotation marks: the speaker's word for any opponent
    if (
        grounds.first < at
        and grounds.role(Role.GOVERNMENT, grounds.first, at + 1) is not None
        or grounds.role(Role.STATE, grounds.first, at) is not None
    ):
        return None
    near = grounds.group_here(None if claim.actor is None else claim.actor.id)
    if near is not None and (
        not grounds.lowers[at].startswith("rebel") or not any(g.endswith("-rebels") for g in grounds.theatre.counts)
    ):
        return grounds.infer(near, "party.militants")
    if grounds.theatre.responsible is not None and not grounds.lowers[at].startswith("rebel"):
        return grounds.infer(grounds.theatre.responsible.mention.id, "party.militants")
    here = grounds.country_here()
    groups = [g for g in grounds.theatre.groups if here is None or here in (grounds.theatre.parties[g].home or (here,))]
    rebels = [g for g, party in grounds.theatre.parties.items() if g.endswith("-rebels") and party.home == (here,)]
    if grounds.lowers[at].startswith("rebel") and len(groups) != 1 and rebels:
        return grounds.infer(rebels[0], "party.rebels")
    if not groups:
        # In a side's own report the militants it killed are its foe's, whatever it calls them.
        foe = (
            grounds.theatre.named_foe(grounds.communique)
            if grounds.communique is not None and grounds.claim.source is None
            else None
        )
        return None if foe is None else grounds.infer(foe, "party.militants")
    return grounds.infer(groups[0], "party.militants")


QUOTES = frozenset({'"', "\u201c", "\u2018", "'", "``"})


def _own_people(grounds: Grounds, claim: Claim) -> PartyLink | None:
    """A government at war with another country that reports deaths reports those of its own people."""
    speaker = grounds.speaker
    if speaker is None or claim.kind is not Kind.CASUALTY or _is_militants(grounds):
        return None
    if claim.source is None and (speaker != grounds.communique or claim.category is not Category.CIVILIAN):
        return None
    party = grounds.theatre.party(speaker)
    foe = grounds.theatre.named_foe(speaker)
    if party is None or foe is None or party.type is not PartyType.COUNTRY or grounds.theatre.counts[foe] < ATTACKS:
        return None
    other = grounds.theatre.party(foe)
    if (
        other is None
        or speaker in other.home
        or grounds.own_country() not in (None, speaker)
        or (claim.actor is not None and claim.actor.id == speaker)
    ):
        return None
    return grounds.infer(speaker, "party.own-people")


def _under_attack(grounds: Grounds, claims: Sequence[Claim], i: int) -> PartyLink | None:
    """In an article about a foreign power's attacks, the people hit in the attacked country are its own."""
    claim = claims[i]
    if grounds.claim.kind is not Kind.CASUALTY or _is_militants(grounds):
        return None
    here = grounds.country_here()
    doer = grounds.theatre.party(claim.actor.id) if claim.actor is not None else None
    if here is None or (doer is not None and here in doer.home):
        return None
    for attacker, count in grounds.theatre.attackers.items():
        party = grounds.theatre.parties[attacker]
        if (
            count >= ATTACKS
            and party.type is PartyType.COUNTRY
            and here not in party.home
            and here not in party.guest_in
            and grounds.theatre.fights(attacker, here)
            and count > grounds.theatre.attackers.get(here, 0)
        ):
            return grounds.infer(here, "party.under-attack")
    if grounds.role(Role.CLASH, 0, len(grounds.lowers)) is not None or claim.category is Category.MILITARY:
        return None  # in fighting either side's people die
    if grounds.speaker not in (None, here) or grounds.theatre.fighting:
        return None
    if _struck_before(grounds, here) and (claim.actor is None or claim.actor.id != here):
        return grounds.infer(here, "party.under-attack")
    for other in claims[max(0, i - _BACK) : i]:
        if (
            other.category is not Category.MILITARY
            and other.actor is not None
            and (claim.actor is None or claim.actor.id == other.actor.id)
            and other.affected is not None
            and other.actor.id != other.affected.id
            and other.affected.id == here
            and other.event in (Event.KILLED, Event.WOUNDED, Event.DESTROYED, Event.DAMAGED)
            and (foe := grounds.theatre.party(other.actor.id)) is not None
            and foe.type is PartyType.COUNTRY
            and grounds.theatre.fights(foe.id, here)
        ):
            return grounds.infer(here, "party.under-attack")
    return None


def _struck_before(grounds: Grounds, here: str) -> bool:
    """True where a sentence of the paragraph up to this one tells of a foreign power's attack on the country."""
    for index in range(grounds.claim.sentence, max(-1, grounds.claim.sentence - _STRUCK - 1), -1):
        sentence = grounds.document.sentences[index]
        if sentence.block.index != grounds.sentence.block.index:
            return False
        attackers = {
            m.id
            for m in attacks_named(sentence, grounds.document.mentions[index].parties, grounds.vocabulary)
            if m.type is PartyType.COUNTRY
        }
        if attackers:
            return all(
                grounds.theatre.fights(attacker, here)
                and attacker != here
                and here not in grounds.theatre.parties[attacker].guest_in
                for attacker in attackers
            )
    return False


# Sentences of one paragraph over which an attack is still told.
_STRUCK = 3


# No article has two hundred claims: what was told so many before is of another story of the same file.
_BACK = 200
# Of the equipment whose owner a list states, this share must be one party's for the rest to be taken as its too.
_LIST_SHARE = 0.75


def list_owner(claims: Sequence[Claim]) -> Claim | None:
    """The first claim whose words give equipment to the side that all, or nearly all, of an article's equipment is of."""
    owners = [
        c
        for c in claims
        if c.kind is Kind.EQUIPMENT
        and c.affected is not None
        and c.affected.rule in ("party.counted", "party.heading", "party.loss-noun")
        and c.event not in (*HANDED, Event.LAUNCHED)
    ]
    counts = Counter(c.affected.id for c in owners if c.affected is not None)
    if not counts:
        return None
    best, count = min(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    if count < _LIST_SHARE * len(owners):
        return None
    return next(c for c in owners if c.affected is not None and c.affected.id == best)


def _same_list(grounds: Grounds, listed: Claim | None) -> PartyLink | None:
    """Equipment without an owner in an article whose other equipment is all one side's."""
    if listed is None or listed.affected is None:
        return None
    if grounds.claim.kind is not Kind.EQUIPMENT or grounds.claim.event in HANDED:
        return None
    return carried(grounds, listed.affected, listed, "party.same-list")


def _opposite(grounds: Grounds, claim: Claim) -> PartyLink | None:
    """Equipment that a side destroys or shoots down is its foe's: "they destroyed 96 tanks"; so are its prisoners of war."""
    if claim.actor is None or (
        claim.kind is not Kind.EQUIPMENT and (claim.event is not Event.CAPTURED or claim.category is Category.CIVILIAN)
    ):
        return None
    if claim.category is Category.SHIP and grounds.role(Role.CIVILIAN_SHIP, grounds.first, grounds.last) is not None:
        return None
    foe = grounds.theatre.target(claim.actor.id)
    return None if foe is None else grounds.infer(foe, "party.opposite")


def _looted(grounds: Grounds, claim: Claim) -> PartyLink | None:
    """Arms that fighters without a country's name seize are the state's: "the attackers made off with 20 rifles"."""
    if claim.kind is not Kind.EQUIPMENT or claim.event is not Event.CAPTURED or grounds.anchor is None:
        return None
    here = grounds.state_here()
    if here is not None and (side := grounds.theatre.party(here)) is not None and side.type is PartyType.GROUP:
        here = grounds.theatre.home  # in a guerrilla's own report the fighters are its own
    if here is None:
        return None
    group = None if claim.actor is None else grounds.theatre.party(claim.actor.id)
    if group is not None and group.type is PartyType.GROUP and here in group.home:
        return grounds.infer(here, "party.looted")
    outlaws = any(
        grounds.vocabulary.has_role(Role.OUTLAW, grounds.lowers[head]) or grounds.lowers[head] == "combatants"
        for head in agents(grounds.sentence, grounds.anchor)
    )
    return grounds.infer(here, "party.looted") if outlaws and claim.actor is None else None


def _reported(grounds: Grounds, claim: Claim) -> PartyLink | None:
    """What a side at war reports destroyed, with no attacker named, is its foe's: "Ukraine's army said a drone destroyed a jet"."""
    hit = claim.event in (Event.DESTROYED, Event.DAMAGED, Event.CAPTURED)
    if (
        claim.kind is not Kind.EQUIPMENT
        or not hit
        or claim.source is None
        or grounds.speaker is None
        or grounds.anchor is None
    ):
        return None
    if (
        claim.source.type not in (SourceType.MILITARY, SourceType.GOVERNMENT, SourceType.ARMED_GROUP)
        or claim.actor is not None
    ):
        return None
    foe = grounds.theatre.named_foe(grounds.speaker)
    if foe is None or grounds.own_country() == grounds.speaker or grounds.theatre.counts[foe] < ATTACKS:
        return None
    return grounds.infer(foe, "party.source-foe")


def spared(grounds: Grounds, claims: Sequence[Claim], i: int) -> tuple[PartyLink | None, PartyLink | None] | None:
    """Whose nobody was hurt and by whom, where rockets were just fired and then "no injuries were reported".

    Only of people between whose side and the launcher's the article tells of war; None for any other zero.
    """
    if grounds.claim.kind is not Kind.CASUALTY or i == 0 or claims[i].affected is not None:
        return None
    for before in reversed(claims[max(0, i - 2) : i]):
        launcher = before.affected
        fired = before.event in (Event.LAUNCHED, Event.SHOT_DOWN) and before.category in (
            Category.MISSILE,
            Category.UAV,
            Category.EQUIPMENT,
        )
        told = "were" in grounds.lowers or "was" in grounds.lowers  # a ship that "reported no injuries" is no side's
        if (
            not fired
            or not told
            or launcher is None
            or grounds.claim.sentence - before.sentence > 1 + (before.event is Event.LAUNCHED)
        ):
            continue
        foe = grounds.theatre.party(grounds.theatre.named_foe(launcher.id) or "")
        own = grounds.own_country()
        if own is not None and grounds.theatre.fights(launcher.id, own):
            foe = grounds.theatre.party(own)
        if foe is not None:
            return grounds.infer(foe.id, "party.spared"), carried(grounds, launcher, before, "party.spared")
    return None


def _brought_down(grounds: Grounds, claims: Sequence[Claim], i: int) -> PartyLink | None:
    """What is shot down is of the side that just fired it: "Two rockets were fired. One was intercepted"."""
    if grounds.claim.event is not Event.SHOT_DOWN or i == 0:
        return None
    before = claims[i - 1]
    if before.event is not Event.LAUNCHED or before.affected is None or grounds.claim.sentence - before.sentence > 1:
        return None
    return carried(grounds, before.affected, before, "party.brought-down")


# Prepositions after an attack and before whom it is aimed at, and the words between them and the name.
_AIMED = frozenset({"on", "against", "targeting", "at"})
_AIM_GAP = 5


def _target(grounds: Grounds) -> PartyLink | None:
    """Equipment and fighters hit in a strike on a named group are the group's: "in strikes on gatherings of X"."""
    if grounds.claim.kind is not Kind.EQUIPMENT and not _is_militants(grounds):
        return None
    lowers = grounds.lowers
    for mention in grounds.mentions:
        if mention.type is not PartyType.GROUP or mention.form != "name":
            continue
        first = mention.phrase.first
        for j in range(max(1, first - _AIM_GAP), first):
            if lowers[j] in _AIMED and grounds.vocabulary.has_role(Role.ATTACK, lowers[j - 1]):
                return grounds.link(mention, "party.target")
    return None


def _foe_people(grounds: Grounds, claim: Claim) -> PartyLink | None:
    """Whom a group whose war is with another country has killed or holds, where no place of its own land is named: that country's."""
    if (
        claim.actor is None
        or claim.kind is not Kind.CASUALTY
        or _is_militants(grounds)
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
        or grounds.theatre.counts[foe.id] < ATTACKS
        or not (held or own in (None, foe.id))
    ):
        return None
    return grounds.infer(foe.id, "party.foe-people")
