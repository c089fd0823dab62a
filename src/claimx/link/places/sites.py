"""Which of a sentence's places are places of an event, and which belong to a source, a body, an origin or a dateline."""

from __future__ import annotations

from claimx.find.places.surroundings import names_event
from claimx.lexicon.places import PlaceKind, PlaceVocabulary, Rank
from claimx.lexicon.ships import WARSHIPS
from claimx.link.datelines import dateline_end
from claimx.link.places.asides import (
    LEAVING,
    PEOPLE,
    is_address,
    is_brought,
    is_care,
    is_compared,
    is_left,
    is_standing,
    preposition,
)
from claimx.link.places.chains import Site, is_linked
from claimx.link.places.powers import is_attacker, is_between_powers, is_power
from claimx.models import Document, Mentions, PlaceMention, Span
from claimx.schema import Event, Kind, Mode, PartyType, SourceType

# "according to the relief group at the": so many words.
_SEAT = 3
# "In the capital, Tera, | the": words from the head to a place and from it to its comma, and from the comma to who speaks.
_FRAMED, _ARTICLE = 6, 2
# Between a reporting verb and the place of speaking: "told a news conference on Monday in".
_SPEAKING = 8
_DASHES = frozenset({"-", "–", "—", "--", "_"})


def find_sites(document: Document, index: int, vocabulary: PlaceVocabulary, *, launched: bool = False) -> list[Site]:
    """The places of events in sentence ``index``, in text order."""
    mentions = document.mentions[index]
    sentence = mentions.sentence
    lowers = sentence.lowers()
    dateline = dateline_end(mentions)
    out: list[Site] = []
    chain = 0
    previous: PlaceMention | None = None
    belonging: set[int] = set()
    origins: set[int] = set()
    for mention in mentions.places:
        vessel = vocabulary.is_around(PlaceKind.VESSEL, lowers[mention.phrase.first])
        if _is_group(mentions, mention) or vessel or _is_aboard(lowers, mention.phrase.first):
            continue  # "HMS Coventry" is a ship
        belongs = _is_belonging(lowers, mention.phrase.last, vocabulary)
        between = None if previous is None else lowers[previous.phrase.last : mention.phrase.first]
        # "in Hama, the Britain-based monitor said": the one has nothing to do with the other; "a Washington, D.C.-based institute"
        joined = (
            previous is not None
            and is_linked(lowers, previous.phrase.last, mention.phrase.first)
            and not (previous.nearness == "from" and mention.nearness in ("at", "on"))  # "from Kursk at Sumy"
        )
        # "in Sweida province, Britain-based monitors said": the province is no part of the body's seat.
        led = previous is not None and previous.nearness in ("at", "on")
        if not joined or (belongs and (between != [","] or led)):
            chain += 1
        previous = mention
        if mention.phrase.first < dateline:
            continue
        if belongs:
            belonging.add(chain)
        role = _role(mentions, lowers, mention, vocabulary, launched)
        if joined and between in ([","], ["in"], ["in", "the"]) and chain in origins:
            role = None  # "a native of Antioch, Illinois", "left Bimini in the Bahamas"
        if (role is None and mention.nearness == "from") or not LEAVING.isdisjoint(
            lowers[mention.phrase.first - 1 : mention.phrase.first]
        ):
            origins.add(chain)
        if role is not None:
            seat = mention.name.lower() in vocabulary.capitals
            out.append(Site(mention, role, chain, _is_street(lowers, mention, vocabulary), seat))
    # "a Washington, D.C.-based institute": the whole chain belongs to the body.
    return [site for site in out if site.chain not in belonging]


def _is_aboard(lowers: list[str], first: int) -> bool:
    """True for the name of a ship: "the frigate Coventry", "aboard Coventry"."""
    return lowers[first - 1 : first] == ["aboard"] or not WARSHIPS.isdisjoint(lowers[max(0, first - 1) : first])


def ruled_place(mentions: Mentions) -> PlaceMention | None:
    """The town or province of a mayor or of residents who speak: of what befell there, where the words tell no other place."""
    lowers = mentions.sentence.lowers()
    return next(
        (
            place
            for one in mentions.attributions
            if one.source is not None
            for place in mentions.places
            if (one.source.overlaps(place.phrase) or _is_office_of(lowers, place, one.source))
            and _is_ruled(lowers, place.phrase.first, place.phrase.last)
        ),
        None,
    )


def _is_office_of(lowers: list[str], place: PlaceMention, source: Span) -> bool:
    """True for the place in the office beside a speaker's name: "Tera mayor | X", "X, head of the Tera administration,"."""
    first, last = place.phrase.first, place.phrase.last
    if last <= source.first:
        between = lowers[last : source.first]
        return 0 < len(between) <= _OFFICE and set(between) <= _OFFICES | {","}
    between = lowers[source.last : first]
    return 1 < len(between) <= _OFFICE and between[0] == "," and set(between[1:]) <= _OFFICES


_RULERS = frozenset({"mayor", "governor", "prefect"})
# "head of the Tera regional military administration", "the Tera region's chief"
_HEADS = frozenset({"head", "chief"})
_ADMINISTRATIONS = frozenset({"administration", "council"})
_OFFICE = 8
_LOCALS = frozenset("residents villagers inhabitants locals townspeople".split())
_BEFORE_RULERS = frozenset(
    "'s ’s acting city deputy provincial regional town region oblast province district military civil state local".split()
)
_OFFICES = _RULERS | _HEADS | _ADMINISTRATIONS | _BEFORE_RULERS | {"the", "of"}


def _is_ruled(lowers: list[str], first: int, last: int) -> bool:
    """True for the town of who rules it or lives there: "the mayor of Zemo", "Zemo's deputy mayor", "residents of Zemo"."""
    before = lowers[max(0, first - 3) : first]
    if not _LOCALS.isdisjoint(before) and not {"of", "in"}.isdisjoint(before):
        return True
    if any(before[i : i + 1] and before[i] in _RULERS and before[i + 1 : i + 2] == ["of"] for i in (0, 1)):
        return True
    behind = last
    while behind < len(lowers) and lowers[behind] in _BEFORE_RULERS:
        behind += 1
    following = set(lowers[behind : behind + 2])
    if not following.isdisjoint(_ADMINISTRATIONS):
        return not _HEADS.isdisjoint(following) or not _HEADS.isdisjoint(before)
    return not _RULERS.isdisjoint(lowers[behind : behind + 1])


def _is_street(lowers: list[str], mention: PlaceMention, vocabulary: PlaceVocabulary) -> bool:
    """True for "Harbour Street", "Calle Mayor"."""
    first, last = mention.phrase.first, mention.phrase.last
    return last - first > 1 and any(vocabulary.is_around(PlaceKind.STREET, lowers[i]) for i in (first, last - 1))


def _is_group(mentions: Mentions, mention: PlaceMention) -> bool:
    """True for an armed group that looks like a place: "in clashes near Zamri positions"."""
    unknown = mention.point is None or mention.point.geonames_id is None
    return unknown and any(
        party.type is PartyType.GROUP and party.phrase.overlaps(mention.phrase) for party in mentions.parties
    )


def _is_belonging(lowers: list[str], last: int, vocabulary: PlaceVocabulary) -> bool:
    """True for "Britain-based", "Iran-backed"."""
    return (
        last + 1 < len(lowers)
        and lowers[last] in _DASHES
        and vocabulary.is_around(PlaceKind.BELONGING, lowers[last + 1])
    )


def _role(
    mentions: Mentions, lowers: list[str], mention: PlaceMention, vocabulary: PlaceVocabulary, launched: bool
) -> int | None:
    """How the place belongs to an event, or None where it does not."""
    first, last = mention.phrase.first, mention.phrase.last
    if mention.rank > Rank.COUNTRY and _is_taken_from(mentions, lowers, first):
        return 2
    if mention.rank == Rank.TOWN and mention.name.lower() not in vocabulary.capitals and _is_beat(lowers, first):
        return 0
    if (
        is_care(lowers, mention, vocabulary)
        or _is_source_seat(mentions, lowers, first)
        or _is_war_against(lowers, mention)
        or _speaks(mentions, mention)
        or _is_state(lowers, mention, vocabulary)
        or _is_spoken_at(mentions, first)
        or is_power(mentions, lowers, mention, vocabulary)
        or is_attacker(lowers, mention, vocabulary)
        or is_between_powers(mentions, lowers, mention, vocabulary)
        or _is_killer(mentions, mention)
        or is_frame_of_speech(mentions, first)
        or is_address(lowers, first)
        or (lowers[first - 1 : first] == ["of"] and not _LOCALS.isdisjoint(lowers[max(0, first - 2) : first - 1]))
    ):
        return None
    if (
        is_compared(lowers, first)
        or is_left(lowers, first)
        or (not mention.nearness and not PEOPLE.isdisjoint(lowers[last : last + 1]))
    ):
        return -1
    if "history" in lowers[last : last + 2]:
        return None  # "the worst shooting in US history"
    if lowers[last : last + 1] == ["'s"] and not _WORST.isdisjoint(lowers[last + 1 : last + 2]):
        return 0  # "in Chile's worst earthquake": any other place is closer
    if mention.nearness == "at":
        if is_brought(lowers, first, vocabulary):
            return None
        if is_standing(lowers, first, vocabulary):
            return -1 if mention.rank > Rank.COUNTRY else None
        return 2
    possessive = lowers[last : last + 1] == ["'s"]
    if mention.nearness == "on":
        target = mention.rank > Rank.COUNTRY or (not possessive and _is_target(lowers, first, vocabulary))
        return 1 if target else None
    if mention.nearness == "from":
        if not launched and mention.rank >= Rank.TOWN and names_event(lowers, last, vocabulary):
            return 1  # "the toll of the Tera bombing"
        return 0 if launched and lowers[first - 1 : first] != ["to"] else None
    if last < len(lowers) and (lowers[last] == ":" or vocabulary.is_around(PlaceKind.SCENE, lowers[last])):
        return 1
    if last + 1 < len(lowers) and lowers[last] in ("was", "were") and lowers[last + 1] in _STRUCK:
        return 1  # "Dresden was bombed"
    if names_event(lowers, last, vocabulary):
        return 1
    if possessive and names_event(lowers, last + 1, vocabulary):
        return 1  # "Chile's worst earthquake"
    if mention.rank <= Rank.COUNTRY:
        # "China's Shaanxi province": the larger place of one that follows.
        return 0 if possessive and any(p.phrase.first == last + 1 for p in mentions.places) else None
    return 0


def _is_beat(lowers: list[str], first: int) -> bool:
    """True for the town of the police or the doctors who speak: they tell of what befell there, unless another place is told."""
    i = preposition(lowers, first)
    return i > 0 and lowers[i] == "in" and lowers[i - 1] in _SERVING


_SERVING = frozenset("police doctors medics firefighters rescuers paramedics prosecutors officials authorities".split())


def _is_taken_from(mentions: Mentions, lowers: list[str], first: int) -> bool:
    """True for where people were abducted: "kidnapped 40 pupils from a school in Tera"."""
    return any(
        loss.events.get(Kind.CASUALTY) is Event.ABDUCTED and "from" in lowers[loss.phrase.last : first][-_TAKEN:]
        for loss in mentions.losses
    )


# "from | a secondary school in the town of Tera": "from" stands within so many words.
_TAKEN = 8
_WORST = frozenset("deadliest worst bloodiest largest biggest".split())


def _is_war_against(lowers: list[str], mention: PlaceMention) -> bool:
    """True for the country of a war: "lost 1,000 troops in the war against Ukraine"."""
    first = mention.phrase.first
    return first > 1 and mention.rank <= Rank.COUNTRY and lowers[first - 1] == "against" and lowers[first - 2] in _WARS


# What is done to a town in the passive.
_STRUCK = frozenset(
    "bombed shelled bombarded attacked hit struck raided targeted stormed pounded razed strafed invaded besieged rocked".split()
)
_HARMING = frozenset("kill shoot stab murder wound injure attack bomb gun massacre slay maim behead".split())
_WARS = frozenset({"war", "aggression", "invasion", "operation", "campaign"})


def _is_killer(mentions: Mentions, mention: PlaceMention) -> bool:
    """True for who kills: the bare subject of an active verb of loss is a person or a party ("Houston shot two men")."""
    tokens, last = mentions.sentence.tokens, mention.phrase.last - 1
    if mention.nearness or mention.rank < Rank.TOWN or tokens[last].dep != "nsubj":
        return False
    verb = tokens[last].head
    if not all(token.text.isalpha() for token in tokens[last + 1 : verb]):
        return False  # "Halfa: 4 killed" is a label
    return any(loss.anchor == verb and tokens[verb].lemma in _HARMING for loss in mentions.losses)


def _speaks(mentions: Mentions, mention: PlaceMention) -> bool:
    """True for a place within a source: "Kyiv said".

    A heading's own words ("Denver cinema: 12 dead") look like a speaker's, but name the scene; and led to by a preposition
    ("Near Ramadi, strikes ... denied") a place is no speaker.
    """
    return any(
        a.source is not None
        and a.mode is not Mode.HEADING
        and a.source.overlaps(mention.phrase)
        and not (mention.nearness == "at" and a.source.first >= mention.phrase.first)
        for a in mentions.attributions
    )


def _is_state(lowers: list[str], mention: PlaceMention, vocabulary: PlaceVocabulary) -> bool:
    """True for whose office or body the next words name: "Gaza's Ministry of Health", "Marseille prosecutors"."""
    last = mention.phrase.last
    after = lowers[last : last + 4]
    if after[:1] in (["'s"], ["'"]) and _is_office(after[1:], vocabulary, lowers, last + 1):
        return True
    if after[:1] == ["'s"] and mention.rank == Rank.CONTINENT:
        return True  # "the Arabian Peninsula's poorest country"
    return bool(
        after
        and vocabulary.is_around(PlaceKind.OFFICE, after[0])
        and not names_event(lowers, last + 1, vocabulary)  # "Ohio office party: 4 dead"
        and mention.rank <= Rank.TOWN
        and after[0] not in ("war", "air", "offensive")
    )


def _is_source_seat(mentions: Mentions, lowers: list[str], first: int) -> bool:
    """True for where the source of "according to" sits: "according to the relief group at Abu Shouk camp"."""
    return any(
        a.source is not None
        and a.mode is Mode.ACCORDING_TO
        and a.cue.first < a.source.first
        and a.source.last < first <= a.source.last + _SEAT
        and lowers[a.source.last] in ("in", "at", "of")
        and all(word in ("in", "at", "of", "the", "'s") for word in lowers[a.source.last : first])
        for a in mentions.attributions
    )


def _is_spoken_at(mentions: Mentions, first: int) -> bool:
    """True for a place between the words of a speech and its verb, or behind a verb that closes it: "a spokesman said in Gao".

    So is where a speaker belongs, told between the name and the verb: "Omar Bah, a nurse at a clinic in Gao, said".
    """
    lowers = mentions.sentence.lowers()
    if any(
        a.source is not None
        and a.mode is not Mode.HEADING
        and a.source.last < first < a.cue.first
        and lowers[a.source.last] == ","
        and lowers[a.cue.first - 1] == ","
        for a in mentions.attributions
    ):
        return True
    return any(
        a.source is not None
        and a.mode is not Mode.HEADING
        and a.source.last <= a.cue.last <= first <= a.cue.last + _SPEAKING
        and not any(low <= first < high for low, high in a.content)
        and not any(
            other is not a and any(low <= first < high for low, high in other.content)
            for other in mentions.attributions
        )
        for a in mentions.attributions
    )


def is_frame_of_speech(mentions: Mentions, first: int) -> bool:
    """True for a place at a sentence's head where a broadcaster or a world body speaks: "In Brussels, Nato's spokesman said"."""
    lowers = mentions.sentence.lowers()
    if first > _FRAMED or lowers[0] not in ("in", "at"):
        return False
    comma = max((i for i in range(first, min(len(lowers), first + _FRAMED)) if lowers[i] == ","), default=-1)
    return any(
        a.source is not None
        and a.type in (SourceType.MEDIA, SourceType.INTERGOVERNMENTAL)
        and 0 <= comma < a.source.first <= a.cue.first
        and a.source.first - comma <= _ARTICLE
        for a in mentions.attributions
    )


def _is_target(lowers: list[str], first: int, vocabulary: PlaceVocabulary) -> bool:
    """True where an attack or a movement leads to a country: "a toll on Russia" does not, "strikes on Russia" does."""
    i = first - 1
    while i > 0 and lowers[i] in ("the", "occupied", "mainland"):
        i -= 1
    return lowers[i] not in ("on", "against", "toward", "towards") or (
        i > 0 and vocabulary.is_around(PlaceKind.ASSAULT, lowers[i - 1])
    )


def _is_office(words: list[str], vocabulary: PlaceVocabulary, lowers: list[str], start: int) -> bool:
    """True where an office or a body is named in the next words: "Gaza's Ministry of Health"."""
    return not vocabulary.around[PlaceKind.OFFICE].isdisjoint(words[:3]) or any(
        vocabulary.organisations.at(lowers, i) is not None for i in range(start, min(start + 3, len(lowers)))
    )
