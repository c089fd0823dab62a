"""Whose people or equipment a claim counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from claimx.lexicon.parties import Role
from claimx.link.agents import agents, party_of
from claimx.link.grounds import HYPHENS, Grounds
from claimx.models import BlockKind, Claim, PartyLink, PartyMention
from claimx.schema import Category, Event, Kind, PartyBasis, PartyType

_HANDED = (Event.DELIVERED, Event.PLEDGED)
_OWNERS = frozenset({"of", "from", "among", "amongst", "for", "by"})
_DETERMINERS = frozenset({"the", "a", "an", "its", "their", "both", "other", "some", "fellow", "former", "enemy", "so-called", "(", ")"})
# Words that keep a nationality and its noun one phrase although they stand between.
_LINKS = frozenset({"'s", "\u2019s", "'", "\u2019", "-", "and", "of"})
# A list's heading or a lead-in may stand this many sentences above its line.
_ABOVE = 40
_PEOPLE = (Category.CIVILIAN, Category.UNSPECIFIED)


def link_affected(grounds: Grounds, claims: Sequence[Claim], i: int) -> PartyLink | None:
    """The affected party as the sentence, its list or the claim it is a part of tells it."""
    event = grounds.claim.event
    if event in _HANDED:
        return _recipient(grounds)
    if event is Event.LAUNCHED:
        return _launcher(grounds) or _intruder(grounds)
    return (
        _counted(grounds)
        or _loss_noun(grounds)
        or _loser(grounds)
        or _whole(grounds, claims)
        or _coordinate(grounds, claims, i)
        or _member(grounds)
        or _of_these(grounds, claims, i)
        or _crew(grounds, claims, i)
        or _line(grounds)
        or _listed(grounds)
        or _section(grounds, claims, i)
        or _owner_in_sentence(grounds)
    )


def _counted(grounds: Grounds) -> PartyLink | None:
    """"2,300 Armenian soldiers", "12 Palestinians", "soldiers of the Syrian army"."""
    found = [m for m in grounds.within(grounds.first, grounds.last) if not _is_make(grounds, m) and not _is_maker(grounds, m)]
    if found:
        # Of a nationality and a group the group is closer to the noun: "Syrian Kurdish fighters", "Palestinian Hamas fighters".
        chosen = found[-1] if found[-1].type is not PartyType.PEOPLE or len(found) == 1 else found[0]
        return grounds.link(chosen, "party.counted")
    after = _owner_after(grounds, grounds.last)
    if after is not None:
        return grounds.link(after, "party.owner-after")
    return None


def _is_make(grounds: Grounds, mention: PartyMention) -> bool:
    """True for a place within the counted phrase ("civilians in Gaza") or a metonym, which is no side of its own."""
    if mention.form == "metonym":
        return True
    if mention.form == "name" and mention.type is PartyType.COUNTRY:
        before = grounds.lowers[mention.phrase.first - 1] if mention.phrase.first else ""
        return before in ("in", "at", "near", "across", "inside", "outside", "to", "into", "over")
    return False


def _is_maker(grounds: Grounds, mention: PartyMention) -> bool:
    """True for the maker of equipment in others' war: an "American Abrams" that Russia shows is no American loss."""
    if grounds.claim.event not in (Event.CAPTURED, Event.DESTROYED, Event.DAMAGED) or mention.type is not PartyType.COUNTRY:
        return False
    if grounds.claim.kind is not Kind.EQUIPMENT:
        return False
    theatre = grounds.theatre
    warring = [c for c, n in theatre.counts.items() if n >= _ATTACKS and (foe := theatre.named_foe(c)) is not None and theatre.counts[foe] >= _ATTACKS]
    return bool(warring) and not any(c == mention.id or theatre.fights(c, mention.id) for c in warring)


def _owner_after(grounds: Grounds, last: int) -> PartyMention | None:
    """The party of a prepositional phrase right after the counted noun."""
    j = last
    lowers = grounds.lowers
    if j < len(lowers) and lowers[j] == "(":
        j += 1
    if j >= len(lowers) or lowers[j] not in ("of", "from", "belonging"):
        return None
    word = lowers[j]
    j += 1
    while j < len(lowers) and (lowers[j] in _DETERMINERS or lowers[j] == "to"):
        j += 1
    for mention in grounds.within(j, j + 1):
        if mention.form == "metonym":
            return None
        if word == "from" and mention.form not in ("name", "force"):
            return None
        if word == "of" and mention.form == "demonym" and mention.phrase.last < len(lowers) and lowers[mention.phrase.last] in HYPHENS:
            return None
        return mention
    return None


def _loss_noun(grounds: Grounds) -> PartyLink | None:
    """"Russian casualties", "Russia's losses", "casualties among North Korean forces", "losses of the enemy"."""
    anchor = grounds.anchor
    if anchor is None or grounds.claim.loss.shape not in ("noun", "heading"):
        return None
    return _owner_of(grounds, anchor, "party.loss-noun")


def _owner_of(grounds: Grounds, noun: int, rule: str) -> PartyLink | None:
    tokens, lowers = grounds.sentence.tokens, grounds.lowers
    j = noun - 1
    while j >= 0 and noun - j <= 6 and (
        lowers[j] in _LINKS or tokens[j].tag.startswith(("JJ", "NN", "HYPH", "POS", "VBN", "CD")) or not tokens[j].tag
    ):
        for mention in grounds.mentions:
            if mention.phrase.covers(j) and not grounds.compounded(mention) and mention.form != "metonym":
                return grounds.link(mention, rule)
        j -= 1
    k = noun + 1
    if k < len(lowers) and lowers[k] in ("of", "among", "amongst", "for", "on", "by") or (k < len(lowers) and lowers[k] == "to"):
        k += 1
        while k < len(lowers) and (lowers[k] in _DETERMINERS or tokens[k].tag.startswith(("CD", "RB"))):
            k += 1
        for mention in grounds.within(k, k + 2):
            if mention.form != "metonym":
                return grounds.link(mention, rule)
    return None


def _loser(grounds: Grounds) -> PartyLink | None:
    """The subject of "lost", "suffered", "sustained"."""
    anchor = grounds.anchor
    if anchor is None or not grounds.sentence.parsed:
        return None
    tokens = grounds.sentence.tokens
    verb = anchor
    chain = [anchor, *grounds.sentence.ancestors(anchor)[:3]]
    verb = next((j for j in chain if tokens[j].pos == "VERB" and grounds.vocabulary.has_role(Role.OWN_LOSS, tokens[j].lemma)), -1)
    if verb < 0:
        verb = next((j for j in chain if tokens[j].lemma == "have" and grounds.claim.loss.shape == "noun"), -1)
    if verb < 0:
        return None
    if tokens[verb].lemma in ("report", "admit", "acknowledge", "take", "have") and not (tokens[anchor].head == verb and tokens[anchor].dep == "dobj"):
        return None
    if any(tokens[j].dep in ("nsubjpass", "auxpass") for j in grounds.sentence.children[verb]):
        return None
    for subject in agents(grounds.sentence, verb):
        if tokens[subject].i > verb:
            continue
        mention = party_of(grounds.sentence, grounds.mentions, subject, grounds.vocabulary) or _head_party(grounds, subject)
        if mention is not None:
            return grounds.link(mention, "party.loser")
        if tokens[subject].lower in ("it", "they", "he") and grounds.speaker is not None:
            return grounds.infer(grounds.speaker, "party.loser-speaker")
        if tokens[subject].lower == "we" and grounds.speaker is not None:
            return grounds.infer(grounds.speaker, "party.own")
    # A subject the parser lost: "Jeish al-Fatah coalition of terrorist groups has lost".
    before = [m for m in grounds.mentions if m.phrase.last <= verb and m.form != "metonym"]
    if before and verb == anchor and tokens[verb].lemma == "lose" and verb - before[-1].phrase.last <= 6:
        return grounds.link(before[-1], "party.loser-before")
    return None


def _head_party(grounds: Grounds, head: int) -> PartyMention | None:
    """Any party in the subject's own noun phrase."""
    first, last = grounds.sentence.subtree(head)
    found = [m for m in grounds.within(first, min(last, head + 1)) if m.form != "metonym" or m.phrase.covers(head)]
    return found[-1] if found else None


def _whole(grounds: Grounds, claims: Sequence[Claim]) -> PartyLink | None:
    """A part, an increment or a multiple is of the same party as the claim it refers to."""
    claim = grounds.claim
    for position in (claim.subset_of, claim.increment_of, claim.derived_from):
        if position is not None and position < len(claims):
            whole = claims[position].affected
            if whole is not None:
                return _carried(grounds, whole, claims[position], "party.whole")
    return None


def _carried(grounds: Grounds, link: PartyLink, other: Claim, rule: str) -> PartyLink:
    basis = link.basis if other.sentence == grounds.claim.sentence or link.basis is PartyBasis.INFERRED else PartyBasis.CARRIED
    return PartyLink(link.name, link.id, link.type, link.start, link.end, basis, rule)


def _coordinate(grounds: Grounds, claims: Sequence[Claim], i: int) -> PartyLink | None:
    """Under one verb a list goes on with the same side: "destroyed 304 Russian aircraft, 289 helicopters"; "and wounded 20 others"."""
    claim = grounds.claim
    for j in range(i - 1, -1, -1):
        before = claims[j]
        if before.sentence != claim.sentence:
            break
        link = before.affected
        if link is None or before.event in _HANDED or before.event is Event.LAUNCHED or link.rule == "party.counted" and before.kind is not claim.kind:
            continue
        other = any(grounds.lowers[k] in ("other", "others", "more", "another", "further") for k in range(grounds.first, min(len(grounds.lowers), grounds.last + 2)))
        if claim.kind is Kind.EQUIPMENT or claim.item is None or other:
            return _carried(grounds, link, before, "party.coordinate")
        break
    return None


def _member(grounds: Grounds) -> PartyLink | None:
    """"one of its commanders": the possessor is the sentence's subject."""
    lowers = grounds.lowers
    for j in range(grounds.first, min(len(lowers), grounds.last + 1)):
        if lowers[j] in ("its", "their", "his") and grounds.claim.category is Category.MILITARY:
            before = [m for m in grounds.mentions if m.phrase.last <= j and m.type is not PartyType.PEOPLE and m.form in ("name", "force")]
            if before:
                return grounds.link(before[0], "party.member")
    return None


def _of_these(grounds: Grounds, claims: Sequence[Claim], i: int) -> PartyLink | None:
    """"Of these, 25,200 ..." goes on with the claim before."""
    lowers = grounds.lowers
    if i == 0 or claims[i - 1].affected is None or grounds.claim.sentence - claims[i - 1].sentence > 1:
        return None
    if len(lowers) > 2 and lowers[0] == "of" and lowers[1] in ("these", "those", "them", "whom") or (
        grounds.last + 1 < len(lowers) and lowers[grounds.last] == "of" and lowers[grounds.last + 1] in ("them", "these", "those", "whom", "which")
    ):
        link = claims[i - 1].affected
        return None if link is None else _carried(grounds, link, claims[i - 1], "party.of-these")
    return None


_CREW = frozenset({"pilot", "pilots", "crew", "crewmen", "aviators", "airmen", "sailors", "occupants", "navigator"})


def _crew(grounds: Grounds, claims: Sequence[Claim], i: int) -> PartyLink | None:
    """The crew of an aircraft or ship lost in the sentence before is of its party."""
    if i == 0 or not any(word in _CREW for word in grounds.lowers[grounds.first : grounds.last]):
        return None
    before = claims[i - 1]
    if before.affected is None or before.kind is not Kind.EQUIPMENT or grounds.claim.sentence - before.sentence > 1:
        return None
    return _carried(grounds, before.affected, before, "party.crew")


# A line of a list is short: name, dash, number, bracket.
_LINE = 18
_DASHES = frozenset({"-", "\u2012", "\u2013", "\u2014", ":", "--", "\u2026", "|"})


def _is_line(grounds: Grounds) -> bool:
    """True for an item of a list, and for a short line whose loss is told by its heading."""
    if grounds.sentence.block.kind is BlockKind.LIST_ITEM:
        return True
    return len(grounds.lowers) <= _LINE and (grounds.anchor is None or any(word in _DASHES for word in grounds.lowers))


def _line(grounds: Grounds) -> PartyLink | None:
    """The party that begins the line: "British Army - 123 (7 officers)", "RUSSIA: 50 dead"."""
    tokens = grounds.sentence.tokens
    dash = next((j for j, word in enumerate(grounds.lowers) if word in _DASHES and 0 < j < grounds.first and (word == ":" or tokens[j - 1].space)), None)
    if dash is None or not _is_line(grounds) or dash > _LINE:
        return None
    found = [m for m in grounds.within(0, dash) if m.form != "metonym"]
    if not found or any(word in _LOCAL for word in grounds.lowers[:dash]):
        return None
    return grounds.link(found[0], "party.line")


_LOCAL = frozenset({"in", "near", "at", "on", "kills", "kill", "killed", "says", "said"})


def _section(grounds: Grounds, claims: Sequence[Claim], i: int) -> PartyLink | None:
    """A list item without a party of its own stands in the section of the item before."""
    if grounds.sentence.block.kind is not BlockKind.LIST_ITEM or i == 0:
        return None
    before = claims[i - 1]
    block = grounds.document.sentences[before.sentence].block
    if before.affected is None or before.affected.rule not in ("party.line", "party.section") or block.kind is not BlockKind.LIST_ITEM or block.heading != grounds.sentence.block.heading:
        return None
    return _carried(grounds, before.affected, before, "party.section")


def _listed(grounds: Grounds) -> PartyLink | None:
    """A line of a loss list takes the owner its heading names: "The combat losses of the enemy", "ARGENTINA - 649"."""
    block = grounds.sentence.block
    if block.heading is None or not _is_line(grounds):
        return None
    for sentence, mentions in zip(grounds.document.sentences, grounds.document.mentions, strict=True):
        if sentence.block.index != block.heading:
            continue
        named = [m for m in mentions.parties if m.form != "metonym"]
        if named and any(word in _LOSS_NOUNS for word in sentence.lowers()):
            return grounds.link(named[-1] if named[-1].form == "enemy" else named[0], "party.heading", sentence)
    return None


def _owner_in_sentence(grounds: Grounds) -> PartyLink | None:
    """The one party whose losses the sentence speaks of: "put Russian casualties at over 1.2 million, with up to 325,000 deaths"."""
    found: dict[str, PartyLink] = {}
    for j, word in enumerate(grounds.lowers):
        if word in _LOSS_NOUNS and grounds.sentence.tokens[j].pos in ("NOUN", "") and not grounds.first <= j < grounds.last:
            link = _owner_of(grounds, j, "party.losses-of")
            if link is not None:
                found[link.id] = link
    if len(found) != 1 or (grounds.claim.kind is Kind.EQUIPMENT and grounds.claim.event is not Event.LOST):
        return None
    (link,) = found.values()
    return link


_LOSS_NOUNS = frozenset({"losses", "casualties", "killed", "dead", "deaths", "fatalities", "wounded", "victims", "toll", "lost"})


def _recipient(grounds: Grounds) -> PartyLink | None:
    """Who is given the equipment: after "to" or "for", before "received", the indirect object."""
    tokens, lowers = grounds.sentence.tokens, grounds.lowers
    anchor = grounds.anchor
    if anchor is not None and tokens[anchor].lemma in ("receive", "get", "acquire", "obtain"):
        for head in agents(grounds.sentence, anchor):
            found = _head_party(grounds, head) if head < anchor else None
            if found is not None:
                return grounds.link(found, "party.recipient")
        named = [m for m in grounds.mentions if m.phrase.last <= anchor]
        return grounds.link(named[0], "party.recipient") if named else None
    for mention in grounds.mentions:
        j = mention.phrase.first - 1
        while j >= 0 and (lowers[j] in ("the", "'s", "of") or tokens[j].tag == "JJ"):
            j -= 1
        if j >= 0 and lowers[j] in ("to", "for") and mention.form != "enemy" and j > (anchor if anchor is not None else -1) - 8:
            return grounds.link(mention, "party.recipient")
    if anchor is not None and grounds.sentence.parsed:
        for j in grounds.sentence.children[anchor]:
            if tokens[j].dep in ("dative", "iobj"):
                for mention in grounds.mentions:
                    if mention.phrase.covers(j):
                        return grounds.link(mention, "party.recipient")
    return None


def _launcher(grounds: Grounds) -> PartyLink | None:
    """Who fired: the subject, else the owner of what was fired."""
    if grounds.anchor is not None:
        for head in agents(grounds.sentence, grounds.anchor):
            mention = party_of(grounds.sentence, grounds.mentions, head, grounds.vocabulary)
            if mention is not None:
                return grounds.link(mention, "party.launcher")
    return _counted(grounds)


def infer_affected(grounds: Grounds, claims: Sequence[Claim], i: int) -> PartyLink | None:
    """The affected party that the sides of the article make plain; run when actors are linked."""
    claim = grounds.claim
    if claim.event in _HANDED or claim.event is Event.LAUNCHED:
        return None
    return (
        _whole(grounds, claims)
        or _coordinate(grounds, claims, i)
        or _persecuted(grounds, claims[i])
        or _across_border(grounds, claims[i])
        or _militants(grounds)
        or _state(grounds)
        or _opposite(grounds, claims[i])
        or _intruder(grounds)
        or _own_people(grounds, claims[i])
        or _under_attack(grounds)
        or _same_list(grounds, claims)
    )


def _across_border(grounds: Grounds, claim: Claim) -> PartyLink | None:
    """Whom a foreign power's attack hits: the people of the country where it strikes."""
    actor = claim.actor
    if actor is None or claim.kind is not Kind.CASUALTY or _is_militants(grounds):
        return None
    party = grounds.theatre.party(actor.id)
    if party is None or not party.home or party.type not in (PartyType.COUNTRY, PartyType.GROUP):
        return None
    theatre = grounds.theatre
    own = grounds.own_country()
    here = own or grounds.country_here()
    if here is None or (here in party.home and party.type is PartyType.COUNTRY):
        here = theatre.victim_of(actor.id)
    if here is None or here in party.home or here in party.guest_in or (party.type is PartyType.COUNTRY and actor.id == theatre.home):
        return None
    # Known foes, or an article whose places all say so: else the place may be that of a remark.
    sure = party.type is PartyType.COUNTRY and own in (None, here) and here == theatre.home and theatre.places.get(here, 0) >= _THEATRE
    if not theatre.fights(actor.id, here) and not sure:
        return None
    return grounds.infer(here, "party.across-border")


# A country that an article's places name this often is where it happens.
_THEATRE = 4


def _is_militants(grounds: Grounds) -> bool:
    return grounds.claim.category is Category.MILITARY and grounds.role(Role.MILITANT, grounds.first, grounds.last) is not None


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


def _state(grounds: Grounds) -> PartyLink | None:
    """"Seven soldiers were killed": the forces of the country where they are."""
    if grounds.claim.category is not Category.MILITARY or grounds.claim.kind is not Kind.CASUALTY:
        return None
    if grounds.role(Role.STATE, grounds.first, grounds.last) is None:
        return None
    here = grounds.country_here()
    return None if here is None else grounds.infer(here, "party.state-forces")


def _militants(grounds: Grounds) -> PartyLink | None:
    """"Three militants were killed": the armed group the article is about, where it is about one."""
    at = grounds.role(Role.MILITANT, grounds.first, grounds.last)
    if grounds.claim.category is not Category.MILITARY or at is None or (at and grounds.lowers[at - 1] in _QUOTES):
        return None  # quotation marks: the speaker's word for any opponent
    if grounds.first < at and grounds.role(Role.GOVERNMENT, grounds.first, at + 1) is not None or grounds.role(Role.STATE, grounds.first, at) is not None:
        return None
    if grounds.theatre.responsible is not None and not grounds.lowers[at].startswith("rebel"):
        return grounds.infer(grounds.theatre.responsible.mention.id, "party.militants")
    here = grounds.country_here()
    groups = [g for g in grounds.theatre.groups if here is None or here in (grounds.theatre.parties[g].home or (here,))]
    rebels = f"{_adjective(grounds, here)}-rebels" if here is not None else ""
    if grounds.lowers[at].startswith("rebel") and len(groups) != 1 and grounds.theatre.party(rebels) is not None:
        return grounds.infer(rebels, "party.rebels")
    if not groups:
        return None
    return grounds.infer(groups[0], "party.militants")


_QUOTES = frozenset({'"', "\u201c", "\u2018", "'", "``"})


def _adjective(grounds: Grounds, country: str | None) -> str:
    party = grounds.theatre.party(country) if country is not None else None
    return "" if party is None else {"SYR": "syrian"}.get(party.id, "")


def _own_people(grounds: Grounds, claim: Claim) -> PartyLink | None:
    """A government at war with another country that reports deaths reports those of its own people."""
    speaker = grounds.speaker
    if speaker is None or claim.source is None or claim.kind is not Kind.CASUALTY or _is_militants(grounds):
        return None
    party = grounds.theatre.party(speaker)
    foe = grounds.theatre.named_foe(speaker)
    if party is None or foe is None or party.type is not PartyType.COUNTRY or grounds.theatre.counts[foe] < _ATTACKS:
        return None
    other = grounds.theatre.party(foe)
    if other is None or speaker in other.home or grounds.own_country() not in (None, speaker) or (claim.actor is not None and claim.actor.id == speaker):
        return None
    return grounds.infer(speaker, "party.own-people")


def _intruder(grounds: Grounds) -> PartyLink | None:
    """Drones and missiles that come down on a country at war are its foe's."""
    if grounds.claim.category not in (Category.UAV, Category.MISSILE):
        return None
    for at in (grounds.own_country(), grounds.speaker, grounds.theatre.home):
        if at is not None:
            for mention in grounds.mentions:
                if grounds.first <= mention.phrase.first < grounds.last and grounds.compounded(mention) and grounds.theatre.fights(mention.id, at):
                    return grounds.link(mention, "party.intruder")  # an "Iranian-made" drone over Iran's foe
            foe = grounds.theatre.named_foe(at)
            if foe is not None:
                return grounds.infer(foe, "party.intruder")
    return None


# An attacker named once is a remark; named twice it is the article's.
_ATTACKS = 2


def _under_attack(grounds: Grounds) -> PartyLink | None:
    """In an article about a foreign power's attacks, the people hit in the attacked country are its own."""
    if grounds.claim.kind is not Kind.CASUALTY or _is_militants(grounds):
        return None
    here = grounds.country_here()
    if here is None:
        return None
    for attacker, count in grounds.theatre.attackers.items():
        party = grounds.theatre.parties[attacker]
        if (count >= _ATTACKS and party.type is PartyType.COUNTRY and here not in party.home and here not in party.guest_in
                and grounds.theatre.fights(attacker, here) and count > grounds.theatre.attackers.get(here, 0)):
            return grounds.infer(here, "party.under-attack")
    return None


# Of the equipment whose owner a list states, this share must be one party's for the rest to be taken as its too.
_LIST_SHARE = 0.75


def _same_list(grounds: Grounds, claims: Sequence[Claim]) -> PartyLink | None:
    """Equipment without an owner in an article whose other equipment is all one side's."""
    if grounds.claim.kind is not Kind.EQUIPMENT or grounds.claim.event in _HANDED:
        return None
    owners = [c for c in claims if c.kind is Kind.EQUIPMENT and c.affected is not None and c.affected.rule in ("party.counted", "party.heading", "party.loss-noun")
              and c.event not in (*_HANDED, Event.LAUNCHED)]
    counts = Counter(c.affected.id for c in owners if c.affected is not None)
    if not counts:
        return None
    best, count = min(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    if count < _LIST_SHARE * len(owners):
        return None
    first = next(c for c in owners if c.affected is not None and c.affected.id == best)
    return None if first.affected is None else _carried(grounds, first.affected, first, "party.same-list")


def _opposite(grounds: Grounds, claim: Claim) -> PartyLink | None:
    """Equipment that a side destroys or shoots down is its foe's: "they destroyed 96 tanks"."""
    if claim.kind is not Kind.EQUIPMENT or claim.actor is None:
        return None
    foe = grounds.theatre.named_foe(claim.actor.id)
    return None if foe is None else grounds.infer(foe, "party.opposite")
