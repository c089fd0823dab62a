"""Who killed, destroyed, captured or gave what a claim counts, as its sentence states it."""

from __future__ import annotations

from collections.abc import Sequence

from claimx.lexicon.parties import Role, slug
from claimx.link.agents import agents, only_places, party_of
from claimx.link.grounds import HYPHENS, Grounds
from claimx.link.handover import HANDED, giver
from claimx.link.theatre import attack_after, attack_before
from claimx.models import Claim, PartyLink, PartyMention
from claimx.schema import Category, Event, Kind, PartyBasis, PartyType, SourceType

_PRONOUNS = frozenset({"it", "they", "he", "she", "we", "i"})
# Losses that tell no agent by themselves.
UNDONE = (Event.LOST, Event.MISSING, Event.CASUALTIES)
# Words between a participle and the "by" that names its agent: "killed on Monday by Turkish shelling".
_BY = 8


def link_actor(grounds: Grounds, claims: Sequence[Claim], i: int) -> PartyLink | None:
    """The actor that the claim's own sentence states."""
    claim = claims[i]
    if claim.event in HANDED:
        return giver(grounds, None if claim.affected is None else claim.affected.id)
    if claim.event is Event.LAUNCHED:
        return claim.affected
    if is_own_loss(grounds, claim):
        return None
    return (
        _by_phrase(grounds)
        or _through(grounds)
        or _agent(grounds, claims, i)
        or _before_verb(grounds, claim)
        or _when(grounds, claim)
        or _attack(grounds, claim)
        or by_source(grounds, claim)
    )


def is_own_loss(grounds: Grounds, claim: Claim) -> bool:
    """ "Russia lost 800 soldiers", "suffered casualties" tell no actor."""
    if claim.affected is not None and claim.affected.rule.startswith("party.loser"):
        return True
    if grounds.anchor is None or claim.event is Event.LOST:
        return True
    token = grounds.sentence.tokens[grounds.anchor]
    return token.lemma == "lose" and token.pos == "VERB"


_THROUGH = (("as", "a", "result", "of"), ("thanks", "to"))


def _through(grounds: Grounds) -> PartyLink | None:
    """Whose forces brought a loss about: "as a result of measures taken by the units of X, 3 tanks were destroyed"."""
    lowers = grounds.lowers
    for opening in _THROUGH:
        if lowers[: len(opening)] != opening or "," not in lowers[: grounds.first]:
            continue
        comma = lowers.index(",")
        for mention in grounds.within(len(opening), comma):
            before = lowers[max(0, mention.phrase.first - _UNITS) : mention.phrase.first]
            after = lowers[mention.phrase.last : comma]
            done = "by" in before or (
                opening[0] == "thanks" and any(grounds.vocabulary.has_role(Role.STATE, w) for w in after)
            )
            if mention.form != "metonym" and (done or (opening[0] == "thanks" and mention.form == "force")):
                return grounds.link(mention, "party.through")
    return None


# "by the units of the X Army": words from "by" to the side.
_UNITS = 5


def _by_phrase(grounds: Grounds) -> PartyLink | None:
    """ "killed ... by Turkish forces", read from the words: headlines without "were" defeat the parser."""
    if grounds.anchor is None or grounds.sentence.tokens[grounds.anchor].tag not in ("VBN", "VBD", ""):
        return None
    lowers, tokens = list(grounds.lowers), grounds.sentence.tokens
    for j in range(grounds.anchor + 1, min(len(lowers), grounds.anchor + _BY)):
        if lowers[j] != "by":
            if (
                lowers[j] in (",", ";", "and")
                or tokens[j].tag in ("VBD", "VBZ", "VBP")
                or (
                    tokens[j].tag == "VBN"
                    and grounds.anchor < grounds.first < j
                    and lowers[j - 1] not in ("or", "and", "been", "being", "were", "was")
                )
            ):
                return None
            continue
        k = j + 1
        while k < len(lowers) and (
            lowers[k] in ("the", "a", "an", "suspected", "alleged")
            or tokens[k].tag in ("JJ", "CD")
            and not _at(grounds, k)
        ):
            k += 1
        mention = _at(grounds, k)
        if mention is None or mention.form == "metonym" or grounds.compounded(mention):
            return None
        return grounds.link(mention, "party.by")
    return None


def _at(grounds: Grounds, token: int) -> PartyMention | None:
    return next((m for m in grounds.mentions if m.phrase.covers(token)), None)


def _agent(grounds: Grounds, claims: Sequence[Claim], i: int) -> PartyLink | None:
    claim = claims[i]
    if grounds.anchor is None:
        return None
    tokens = grounds.sentence.tokens
    for head in agents(grounds.sentence, grounds.anchor):
        if grounds.first <= head < grounds.last:
            continue
        own = _own(grounds, head)
        if own is not None and not (claim.affected is not None and claim.affected.id == own.id):
            return own
        theirs = _theirs(grounds, head)
        if theirs is not None and not (claim.affected is not None and claim.affected.id == theirs.id):
            return theirs
        mention = party_of(grounds.sentence, grounds.mentions, head, grounds.vocabulary)
        before = tokens[tokens[head].head].lower
        if (
            mention is not None
            and mention.phrase.covers(head)
            and before in ("in", "to", "from", "after", "during", "with", "as")
        ):
            continue  # a place or a time, not a doer: "killed in Israel"
        if mention is not None and _same(claim.affected, mention):
            continue
        if mention is not None:
            return grounds.link(mention, "party.agent")
        word = tokens[head].lower
        if word in _PRONOUNS and word not in ("he", "she", "i") and tokens[head].dep != "pobj":
            if grounds.speaker is not None and claim.source is not None:
                return grounds.infer(grounds.speaker, "party.agent-speaker")
            if claim.source is not None and set(claim.source.name.lower().split()) & _STATE_OFFICES:
                here = grounds.state_here()
                return None if here is None else grounds.infer(here, "party.agent-speaker")
            earlier = _earlier_here(grounds, head) or _sentence_before(grounds) or _told_on(grounds, claims, i)
            if earlier is not None and not (claim.affected is not None and claim.affected.id == earlier.id):
                return earlier
        group = _the_group(grounds, head)
        if group is not None and not (claim.affected is not None and claim.affected.id == group.id):
            return group
        link = _government(grounds, head) or _police(grounds, head)
        if link is not None and not (claim.affected is not None and claim.affected.id == link.id):
            return link
        person = _person(grounds, head)
        if person is not None:
            return person
    return None


def _own(grounds: Grounds, head: int) -> PartyLink | None:
    """ "Our air defence shot down", "our defenders destroyed": forces that the speaker calls his own."""
    tokens, word = grounds.sentence.tokens, grounds.lowers[head]
    force = any(grounds.vocabulary.has_role(role, word) for role in (Role.STATE, Role.ARMY, Role.MILITANT, Role.ATTACK))
    if not force and word not in _UNIT_WORDS:
        return None
    if tokens[head].dep == "pobj" and grounds.lowers[tokens[head].head] != "by":
        return None
    for mention in grounds.mentions:
        if mention.form == "own" and head - _UNITS <= mention.phrase.first <= head:
            between = tokens[mention.phrase.last : head]
            if not any(t.tag.startswith(("VB", "IN")) or t.text in (",", ";") for t in between):
                return grounds.link(mention, "party.own")
    return None


def _theirs(grounds: Grounds, head: int) -> PartyLink | None:
    """ "Its gunners destroyed two tanks", "said its forces killed seven": the forces of who speaks."""
    tokens, word = grounds.sentence.tokens, grounds.lowers[head]
    if grounds.speaker is None or grounds.claim.source is None or tokens[head].dep == "pobj":
        return None
    if not {"its", "their", "his"} & set(grounds.lowers[max(0, head - 2) : head]):
        return None
    roles = (Role.STATE, Role.ARMY, Role.MILITANT, Role.ATTACK)
    if not any(grounds.vocabulary.has_role(role, word) for role in roles) and word not in _UNIT_WORDS:
        return None
    return grounds.infer(grounds.speaker, "party.agent-speaker")


# Parts of an army that are no fighters by name.
_UNIT_WORDS = frozenset(
    "defenders aviation defence defense defences defenses units unit brigade battalion aircraft pilots gunners crews warriors "
    "navy fleet drones missilemen artillerymen defenders guards division regiment men people comrades mujahideen".split()
)


# Offices that speak for the state where the events are: "the army said it had killed 20".
_STATE_OFFICES = frozenset(
    {"army", "military", "government", "ministry", "police", "forces", "department", "command", "staff"}
)


def _before_verb(grounds: Grounds, claim: Claim) -> PartyLink | None:
    """The side directly before an active verb, where a dateline or a headline misled the parser: "-- FMLN guerrillas killed 4"."""
    anchor = grounds.anchor
    if (
        anchor is None
        or anchor > grounds.first
        or grounds.sentence.tokens[anchor].tag not in ("VBD", "VBZ", "VBP")
        or claim.loss.shape != "verb"
    ):
        return None
    if grounds.sentence.tokens[anchor].lemma in ("die", "perish", "lose", "suffer", "be"):
        return None
    for mention in grounds.mentions:
        between = grounds.lowers[mention.phrase.last : anchor]
        between = between[:-1] if between and between[-1].endswith("ly") else between  # "successfully destroyed"
        fighters = all(
            grounds.vocabulary.has_role(Role.MILITANT, w)
            or grounds.vocabulary.has_role(Role.ARMY, w)
            or w == ")"
            or grounds.vocabulary.has_role(Role.STATE, w)
            or grounds.vocabulary.has_role(Role.ATTACK, w)
            for w in between
        )
        if only_places(grounds.sentence, mention, anchor - 1, grounds.vocabulary):
            continue
        if (
            mention.phrase.last <= anchor <= mention.phrase.last + 4
            and fighters
            and mention.form != "metonym"
            and not _same(claim.affected, mention)
        ):
            return grounds.link(mention, "party.agent")
    return None


def _when(grounds: Grounds, claim: Claim) -> PartyLink | None:
    """ "Four were wounded when terrorist groups targeted the quarter": the side that acts in the clause that tells how."""
    anchor, tokens = grounds.anchor, grounds.sentence.tokens
    if anchor is None or claim.kind is not Kind.CASUALTY or claim.event in UNDONE:
        return None
    last = max(anchor + 1, grounds.last)
    when = next(
        (j for j in range(last, len(tokens)) if tokens[j].lower in ("when", "after") or tokens[j].text == ";"), None
    )
    if when is None or tokens[when].text == ";":
        return None
    end = next((j for j in range(when + 1, min(len(tokens), when + _SUBJECT)) if tokens[j].tag in ("VBD", "VBZ")), None)
    if end is None or tokens[end].lemma in _HAPPENS or grounds.lowers[end : end + 1] == ("was",):
        return None
    found = [m for m in grounds.within(when + 1, end) if m.form != "metonym" and m.phrase.last <= end]
    if not found or any(tokens[j].text == "," for j in range(when, end)):
        return None
    mention = found[-1]
    between = grounds.lowers[mention.phrase.last : end]
    head = grounds.lowers[end - 1]
    fights = (
        mention.type is PartyType.GROUP
        or (mention.form == "force" and mention.phrase.last == end)
        or head in _UNIT_WORDS
        or any(grounds.vocabulary.has_role(role, head) for role in (Role.STATE, Role.MILITANT, Role.ATTACK))
    )
    if not fights or {"of", "in", "from"} & set(between) or _same(claim.affected, mention):
        return None
    return grounds.link(mention, "party.when")


# "when members of the Gran Grif gang swept": words of a subject.
_SUBJECT = 10
# What befalls a side rather than what it does.
_HAPPENS = frozenset(
    "be crash overturn die come lose fall run sink collide say have surrender withdraw retreat".split()
)


def _same(link: PartyLink | None, mention: PartyMention) -> bool:
    return link is not None and link.id == mention.id and link.start == mention.phrase.start


def _sentence_before(grounds: Grounds) -> PartyLink | None:
    """ "They destroyed 96 tanks": the first side that the sentence before names as forces or group."""
    index = grounds.claim.sentence - 1
    if index < 0 or grounds.document.sentences[index].block.index != grounds.sentence.block.index:
        return None
    there = grounds.document.sentences[index]
    for mention in grounds.document.mentions[index].parties:
        if mention.form == "force" or mention.type is PartyType.GROUP or mention.phrase.first <= 2:
            return grounds.link(mention, "party.agent-before", there)
        after = there.tokens[mention.phrase.last].lower if mention.phrase.last < len(there.tokens) else ""
        if mention.form == "demonym" and grounds.vocabulary.has_role(Role.STATE, after):
            return grounds.link(mention, "party.agent-before", there)
    return None


def _told_on(grounds: Grounds, claims: Sequence[Claim], i: int) -> PartyLink | None:
    """ "It said it killed 60. It also said it captured two guns": the pronoun goes on from the claim before."""
    if not i or claims[i - 1].actor is None or not 0 <= grounds.claim.sentence - claims[i - 1].sentence <= _TOLD_ON:
        return None
    before = claims[i - 1].actor
    pronoun = ("party.agent-before", "party.agent-speaker")
    if (
        before is None
        or before.rule not in (*pronoun, "party.agent")
        or before.rule == "party.agent"
        and not _opens(grounds)
    ):
        return None
    return PartyLink(
        before.name, before.id, before.type, before.start, before.end, PartyBasis.INFERRED, "party.agent-before"
    )


def _opens(grounds: Grounds) -> bool:
    """True where the sentence begins with the pronoun: "They also seized 12 rifles"."""
    return grounds.lowers[0] in _PRONOUNS


# Sentences back in which the subject of a pronoun was told.
_TOLD_ON = 2


def _earlier_here(grounds: Grounds, pronoun: int) -> PartyLink | None:
    """ "Boko Haram shocked the world when it kidnapped hundreds": the sentence's subject before the pronoun."""
    before = [
        m for m in grounds.mentions if m.phrase.last <= pronoun and m.form in ("name", "force") and m.phrase.first <= 4
    ]
    return grounds.link(before[0], "party.agent-before") if before else None


def _the_group(grounds: Grounds, head: int) -> PartyLink | None:
    """ "The group has killed 20,000", "militants killed 12": the armed group the article is about."""
    word = grounds.lowers[head]
    if (
        word not in _GROUP_WORDS
        or grounds.sentence.tokens[head].dep == "pobj"
        and grounds.sentence.tokens[grounds.sentence.tokens[head].head].lower != "by"
    ):
        return None
    if head and grounds.lowers[head - 1] in ('"', "\u201c", "'", "\u2018", "``"):
        return None
    token = grounds.sentence.tokens[head]
    if word == "rebels":
        here = grounds.country_here()
        rebels = [g for g, party in grounds.theatre.parties.items() if g.endswith("-rebels") and party.home == (here,)]
        if rebels and len(grounds.theatre.groups) != 1:
            return grounds.infer(rebels[0], "party.the-group", token.start, token.end)
    near = grounds.group_here()
    if near is not None and grounds.theatre.counts[near] > 0:
        return grounds.infer(near, "party.the-group", token.start, token.end)
    groups = grounds.theatre.groups
    if not groups or (len(groups) > 1 and grounds.theatre.counts[groups[0]] < 2 * grounds.theatre.counts[groups[1]]):
        return None
    return grounds.infer(groups[0], "party.the-group", token.start, token.end)


_GROUP_WORDS = frozenset(
    {
        "group",
        "militants",
        "insurgents",
        "jihadists",
        "extremists",
        "rebels",
        "guerrillas",
        "fighters",
        "militia",
        "terrorists",
        "combatants",
        "gang",
    }
)


def _government(grounds: Grounds, head: int) -> PartyLink | None:
    """ "regime air strikes", "security forces": the government of the country the article is about."""
    lowers = list(grounds.lowers)
    first = head
    while (
        first > 0 and lowers[first - 1] not in (",", "by", "in", "and", "that", "of", "on", "with") and head - first < 4
    ):
        first -= 1
    for j in range(first, head + 1):
        end = grounds.vocabulary.role_at(Role.GOVERNMENT, lowers, j)
        if end is None or grounds.first <= j < grounds.last or (end < len(lowers) and lowers[end] in HYPHENS):
            continue
        attack = grounds.vocabulary.has_role(Role.ATTACK, lowers[head])
        if end > head or attack or lowers[j] in ("regime", "government"):
            here = _speaking_army(grounds) or grounds.state_here()
            if here is None:
                return None
            return grounds.infer(
                here,
                "party.government",
                grounds.sentence.tokens[j].start,
                grounds.sentence.tokens[min(end, head + 1) - 1].end,
            )
    return None


def _police(grounds: Grounds, head: int) -> PartyLink | None:
    """Police who kill or disarm outlaws act for the state where they are; of others whom police shoot their state is no killer."""
    if grounds.lowers[head] not in ("police", "policemen", "officers", "gendarmes", "constables"):
        return None
    claim = grounds.claim
    outlaws = grounds.role(Role.OUTLAW, grounds.first, min(len(grounds.lowers), grounds.last + _OF)) is not None
    if not outlaws and not (claim.kind is Kind.EQUIPMENT and claim.event is Event.CAPTURED):
        return None
    here = grounds.state_here()
    token = grounds.sentence.tokens[head]
    return None if here is None else grounds.infer(here, "party.government", token.start, token.end)


# "four of the attackers": words from the number to the fighters.
_OF = 3


def _speaking_army(grounds: Grounds) -> str | None:
    """The state whose army or ministry tells of "troops": its own, abroad too."""
    source = grounds.claim.source
    if source is None or grounds.speaker is None or source.type not in (SourceType.MILITARY, SourceType.GOVERNMENT):
        return None
    party = grounds.theatre.party(grounds.speaker)
    return grounds.speaker if party is not None and party.type is PartyType.COUNTRY else None


def _person(grounds: Grounds, head: int) -> PartyLink | None:
    """A named person who is plainly the killer: the subject of the verb."""
    tokens, claim = grounds.sentence.tokens, grounds.claim
    if (
        claim.kind is not Kind.CASUALTY
        or claim.category is Category.MILITARY
        or claim.event not in (Event.KILLED, Event.WOUNDED, Event.ABDUCTED)
    ):
        return None
    if tokens[head].ent != "PERSON" or grounds.anchor is None or tokens[grounds.anchor].pos != "VERB":
        return None
    if tokens[head].dep == "pobj":
        if tokens[tokens[head].head].lower != "by":
            return None
    elif (
        tokens[head].dep != "nsubj"
        or tokens[tokens[head].head].pos != "VERB"
        or tokens[tokens[head].head].lemma in ("say", "tell", "report", "add")
    ):
        return None
    if head + 1 < len(tokens) and tokens[head + 1].text in (":", "-", "\u2013"):
        return None  # a heading, not a subject
    first = head
    while first > 0 and tokens[first - 1].ent == "PERSON":
        first -= 1
    last = head + 1
    while last < len(tokens) and tokens[last].ent == "PERSON" and tokens[last].text[:1].isupper():
        last += 1
    phrase = grounds.sentence.phrase(first, last)
    return PartyLink(
        grounds.sentence.slice(phrase),
        slug(grounds.sentence.slice(phrase)),
        PartyType.PERSON,
        phrase.start,
        phrase.end,
        PartyBasis.STATED,
        "party.person",
    )


def _attack(grounds: Grounds, claim: Claim) -> PartyLink | None:
    """The one party whose attack the sentence names, wherever the parser put it: "in Israeli air strikes", "after Russian shelling"."""
    if claim.event in UNDONE or claim.kind is Kind.EQUIPMENT:
        return None
    lowers = list(grounds.lowers)
    found: dict[str, PartyMention] = {}
    for mention in grounds.mentions:
        if mention.form == "own" or grounds.first <= mention.phrase.first < grounds.last:
            continue
        if attack_after(grounds.sentence, lowers, mention, grounds.vocabulary) is not None or attack_before(
            lowers, mention, grounds.vocabulary
        ):
            found[mention.id] = mention
    if len(found) != 1:
        if not found and grounds.sentence.parsed:
            for j, word in enumerate(lowers):
                if (
                    word in ("regime", "government")
                    and j + 1 < len(lowers)
                    and lowers[j + 1] not in HYPHENS
                    and any(grounds.vocabulary.has_role(Role.ATTACK, w) for w in lowers[j + 1 : j + 4])
                ):
                    here = grounds.country_here()
                    return (
                        None
                        if here is None
                        else grounds.infer(
                            here, "party.government", grounds.sentence.tokens[j].start, grounds.sentence.tokens[j].end
                        )
                    )
        return None
    (mention,) = found.values()
    if claim.affected is not None and claim.affected.id == mention.id:
        return None
    return grounds.link(mention, "party.attack")


def in_communique(grounds: Grounds, claim: Claim) -> PartyLink | None:
    """What a side's own report says its enemy lost in a day's fighting it inflicted, and the enemy what its attacks did to civilians.

    Totals since a war began are nobody's deed.
    """
    side = grounds.communique
    if side is None or claim.source is not None or claim.affected is None:
        return None
    foe = grounds.theatre.enemy_of(side)
    if foe is None or _TOTAL & set(grounds.lowers):
        return None
    if claim.affected.id == foe and grounds.anchor is not None:
        token = grounds.sentence.tokens[grounds.anchor]
        if token.lemma in ("lose", "loss", "suffer"):
            return grounds.infer(side, "party.communique")
    if claim.affected.id == side and claim.category is not Category.MILITARY and claim.kind is Kind.CASUALTY:
        if any(grounds.vocabulary.has_role(Role.ATTACK, word) and word not in _BLASTS for word in grounds.lowers):
            return grounds.infer(foe, "party.communique")
    return None


# What goes off may be anybody's.
_BLASTS = frozenset({"explosion", "explosions", "blast", "blasts", "bomb"})
_TOTAL = frozenset({"since", "total", "totals", "overall", "cumulative", "so"})


def by_source(grounds: Grounds, claim: Claim) -> PartyLink | None:
    """A side that reports its foe's equipment shot down, destroyed or captured, or its soldiers killed, did it."""
    if grounds.speaker is None or claim.affected is None or grounds.anchor is None:
        return None
    if not _told_of_foe(grounds, claim, claim.affected.id):
        return None
    token = grounds.sentence.tokens[grounds.anchor]
    if claim.source is None:
        # A side's own report: only what "has been destroyed", for an active verb has a subject of its own ("one strike").
        passive = (
            any(
                grounds.sentence.tokens[j].dep in ("auxpass", "nsubjpass")
                for j in grounds.sentence.children[grounds.anchor]
            )
            if grounds.sentence.parsed
            else False
        )
        if not (passive or claim.event is Event.SHOT_DOWN or _own_unit(grounds)) or not (
            claim.kind is Kind.EQUIPMENT or (passive and claim.affected.rule in _NAMED_FOE)
        ):
            return None
    done = token.tag in ("VBN", "VBD") and (
        token.lemma not in ("die", "perish", "lose")
        or (
            token.lemma == "die"
            and claim.source is not None
            and (
                claim.source.type is SourceType.ARMED_GROUP
                or grounds.role(Role.OUTLAW, grounds.first, grounds.last) is not None
            )
        )
    )
    if claim.event in (Event.SHOT_DOWN, Event.DESTROYED, Event.DAMAGED, Event.CAPTURED) or (
        done and claim.category is Category.MILITARY and claim.event in (Event.KILLED, Event.WOUNDED)
    ):
        return grounds.infer(grounds.speaker, "party.source-foe")
    return None


# Ways in which a report's own sentence names whose soldiers "have been eliminated"; a line of a list has a heading for it.
_NAMED_FOE = ("party.counted", "party.owner-after")


def _own_unit(grounds: Grounds) -> bool:
    """True where a unit without a side did it in a side's own report: "Air defence units intercepted", "missile forces hit"."""
    if grounds.communique is None or grounds.anchor is None or not grounds.sentence.parsed:
        return False
    tokens = grounds.sentence.tokens
    return any(
        tokens[j].dep == "nsubj"
        and (
            tokens[j].lower in _UNIT_WORDS
            or grounds.vocabulary.has_role(Role.STATE, tokens[j].lower)
            or grounds.vocabulary.has_role(Role.ARMY, tokens[j].lower)
        )
        for j in grounds.sentence.children[grounds.anchor]
    )


def _told_of_foe(grounds: Grounds, claim: Claim, affected: str) -> bool:
    """True where the speaker fights whom the claim hits: a known foe, or any state whose soldiers a group says were killed."""
    speaker = grounds.speaker
    if speaker is None or speaker == affected:
        return False
    party, other = grounds.theatre.party(speaker), grounds.theatre.party(affected)
    if grounds.theatre.fights(speaker, affected):
        return True
    if party is not None and party.type is PartyType.COUNTRY and other is not None and other.type is PartyType.GROUP:
        return (
            claim.category is Category.MILITARY
            and claim.source is not None
            and claim.source.type is SourceType.MILITARY
        )
    group = (
        party is not None and party.type is PartyType.GROUP and other is not None and other.type is PartyType.COUNTRY
    )
    return (
        group
        and claim.category is Category.MILITARY
        and claim.source is not None
        and claim.source.type is SourceType.ARMED_GROUP
    )
