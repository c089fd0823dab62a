"""Where it happened: the most specific named place of the event, in the claim's clause, its sentence or nearby.

A sentence without a place of its own takes the scene of the story so far. Loss lists, and totals of a war whose text
names only the parties, have no place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from claimx.lexicon.gazetteer import fold, locate
from claimx.lexicon.places import PlaceVocabulary, Rank
from claimx.link.sites import Site, find_sites, narrowest, source_place
from claimx.models import BlockKind, Claim, Document, Phrase, PlaceLink, PlaceMention
from claimx.schema import Event, PartyBasis
from claimx.tokenize import tokenize

# A place carries over to the sentences that tell on of the same event; after this many without one the story has moved.
CARRY = 4
# A headline is told again in the first sentences.
LEAD = 3
# A place named in the lead counts as two; the main place is one that holds a third of all mentions, more than chance gives.
LEAD_WEIGHT, MAIN_SHARE = 2, 0.34
# A document that names more places than this has no main one; the bound keeps the comparison of names short.
MAIN_NAMES = 200
# What a step of rank, a leading preposition, a clause boundary and distance weigh against each other: a town in the same
# clause goes before a street in the next, a street before the town it lies in.
ROLE, CLAUSE, NUMBER, REACH = 2.0, 2.0, 0.5, 20.0
# "killed 71 people across Gaza": the place right after the number is its own, however broad.
NEXT, ADJACENT = 2.0, 4
_WEIGHT = {
    Rank.CONTINENT: 0.0,
    Rank.COUNTRY: 2.0,
    Rank.REGION: 4.0,
    Rank.PROVINCE: 5.0,
    Rank.DISTRICT: 6.0,
    Rank.TOWN: 7.0,
    Rank.NEIGHBOURHOOD: 8.0,
    Rank.SITE: 8.0,
}
# "In the eastern countryside of Homs,": so many words before the place.
_FRAME = 6
_TOWNS = frozenset({"town", "village", "hamlet", "settlement"})
_BREAKS = frozenset({";", "while", "after", "when", "as", "but", "since", "before", "whereas", "where", "which"})
# A number told of a whole war is no part of the battle told before it.
_WARS = frozenset({"war", "conflict"})
_TOTALS = frozenset(
    {"total", "toll", "overall", "since", "war", "conflict", "altogether", "cumulative", "losses", "casualties"}
)


def link_places(document: Document, claims: Sequence[Claim], vocabulary: PlaceVocabulary) -> list[Claim]:
    """The claims with ``place`` filled where the text tells one, in the same order."""
    sites = [find_sites(document, i, vocabulary) for i in range(len(document.sentences))]
    _name_again(document, claims, sites)
    countries = document_countries(document)
    out = []
    for claim in claims:
        found = _stated(document, claim, claims, sites, vocabulary) or _carried(document, claim, sites, vocabulary)
        link = None if found is None else _place_link(found[0], found[1], found[2], countries)
        out.append(claim if link is None else replace(claim, place=link))
    return out


def _name_again(document: Document, claims: Sequence[Claim], sites: list[list[Site]]) -> None:
    """Add places to claim sentences that name none but repeat one known elsewhere: "Al-Mawasi has come under attack"."""
    known = {
        tuple(word.lower() for word in _words(site.mention.name)): site.mention
        for here in sites
        for site in here
        if site.role > 0 and site.mention.rank >= Rank.TOWN
    }
    for i in {claim.sentence for claim in claims}:
        sentence = document.sentences[i]
        if sites[i] or document.mentions[i].places:
            continue
        lowers = sentence.lowers()
        for first, token in enumerate(sentence.tokens):
            for words, mention in known.items():
                if (
                    token.lower == words[0]
                    and token.text[0].isalpha()
                    and tuple(lowers[first : first + len(words)]) == words
                    and (token.ent != "PERSON")
                ):
                    again = replace(mention, phrase=sentence.phrase(first, first + len(words)), nearness="")
                    sites[i].append(Site(again, 1, len(sites[i])))


def _words(name: str) -> list[str]:
    return [token.text for token in tokenize(name)]


def document_countries(document: Document) -> Counter[str]:
    """How often the document names each country, itself or by a place that only it has."""
    counts: Counter[str] = Counter()
    for mentions in document.mentions:
        for place in mentions.places:
            if place.country is not None and (place.rank < Rank.DISTRICT or len(locate(place.name)) == 1):
                counts[place.country] += 1
        for party in mentions.parties:
            counts[party.id] += 1
    return counts


def country_of(mention: PlaceMention, countries: Counter[str]) -> str | None:
    """The country of a place: of those that have one of the name, the one the document speaks of most, else the largest."""
    places = locate(mention.name) if mention.rank >= Rank.DISTRICT else ()
    if len(places) < 2:
        return mention.country
    return max(places, key=lambda place: (countries[place.country], place.size)).country


def _place_link(mention: PlaceMention, basis: PartyBasis, rule: str, countries: Counter[str]) -> PlaceLink:
    phrase = mention.phrase
    return PlaceLink(mention.name, country_of(mention, countries), phrase.start, phrase.end, basis, rule)


_Found = tuple[PlaceMention, PartyBasis, str]


def _stated(
    document: Document, claim: Claim, claims: Sequence[Claim], sites: list[list[Site]], vocabulary: PlaceVocabulary
) -> _Found | None:
    """The best place of the claim's own sentence."""
    here = sites[claim.sentence]
    if claim.event in (Event.DELIVERED, Event.PLEDGED):
        return None  # what is given happens in no place; the giver's and the taker's are parties
    if claim.event is Event.LAUNCHED:
        here = find_sites(document, claim.sentence, vocabulary, launched=True)
    lowers = document.sentences[claim.sentence].lowers()
    if not here:
        capital = _capital(document, claim.sentence, lowers, vocabulary)
        return None if capital is None else (capital, PartyBasis.CARRIED, "place.the-capital")
    numbers = {c.quantity.number.first for c in claims if c.sentence == claim.sentence} - {claim.quantity.number.first}

    def score(site: Site) -> float:
        place = site.mention.phrase
        a, b = _between(place, claim.quantity.phrase)
        c, d = _between(place, claim.loss.phrase)
        breaks = min(sum(lowers[i] in _BREAKS for i in range(*span)) for span in ((a, b), (c, d)))
        crossed = sum(i in numbers for i in range(a, b))
        distance = max(0, min(b - a, d - c))
        return (
            _WEIGHT[Rank(site.mention.rank)]
            + ROLE * (site.role > 0)
            + 0.5 * site.role
            + NEXT
            * (
                0 <= min(place.first - claim.quantity.phrase.last, place.first - claim.loss.phrase.last) <= ADJACENT
                and site.role > 0
                and breaks == 0
            )
            - CLAUSE * breaks
            - NUMBER * crossed
            - distance / REACH
        )

    best = max(here, key=lambda site: (score(site), -site.mention.phrase.first))
    chain = [site for site in here if site.chain == best.chain]
    narrow = narrowest(lowers, chain).mention
    if narrow.rank <= Rank.REGION and (town := _unnamed_town(lowers, narrow, claim.sentence, sites)) is not None:
        return town, PartyBasis.CARRIED, "place.unnamed-town"
    return narrow, PartyBasis.STATED, "place.sentence"


def _unnamed_town(lowers: list[str], wide: PlaceMention, index: int, sites: list[list[Site]]) -> PlaceMention | None:
    """The town that the next sentences name, where this one has "a town in northern Syria" or "a Syria town"."""
    first, last = wide.phrase.first, wide.phrase.last
    if not _TOWNS.intersection(lowers[max(0, first - 2) : first] + lowers[last : last + 1]):
        return None
    for here in sites[index + 1 : index + 1 + LEAD]:
        for site in here:
            if site.role > 0 and site.mention.rank >= Rank.TOWN:
                return site.mention
    return None


def _capital(document: Document, index: int, lowers: list[str], vocabulary: PlaceVocabulary) -> PlaceMention | None:
    """The capital last named, where the sentence says "near the capital"."""
    if not any(lowers[i : i + 2] == ["the", "capital"] and lowers[i + 2 : i + 3] != ["of"] for i in range(len(lowers))):
        return None
    for mentions in reversed(document.mentions[: index + 1]):
        for place in reversed(mentions.places):
            if place.name.lower() in vocabulary.capitals:
                return place
    return None


def _between(a: Phrase, b: Phrase) -> tuple[int, int]:
    """The tokens between two phrases."""
    return (a.last, b.first) if a.first < b.first else (b.last, a.first)


def _carried(document: Document, claim: Claim, sites: list[list[Site]], vocabulary: PlaceVocabulary) -> _Found | None:
    """The scene that the story has set before the sentence, the lead's for a headline, or the document's main place."""
    if claim.event in (Event.DELIVERED, Event.PLEDGED):
        return None
    sentence = document.sentences[claim.sentence]
    block = sentence.block.index
    # "No casualties" is told of one event, whatever its words.
    total = claim.quantity.high != 0 and (
        any(word in _TOTALS for word in sentence.lowers()) or claim.quantity.per is not None
    )
    lowers = sentence.lowers()
    whole_war = total and (
        not _WARS.isdisjoint(lowers)
        or lowers[:2] in (["in", "total"], ["in", "all"], ["all", "told"])
        or lowers[:1] == ["overall"]
    )
    listed = sentence.block.kind is BlockKind.LIST_ITEM
    if (local := source_place(document.mentions[claim.sentence], vocabulary)) is not None:
        return local, PartyBasis.INFERRED, "place.local-source"
    home = claim.affected.id if claim.affected is not None else None
    for i in range(claim.sentence - 1, max(-1, claim.sentence - 1 - CARRY), -1):
        other = document.sentences[i].block
        if whole_war or (listed or total) and other.index != block:
            break
        if other.kind is BlockKind.HEADING and not sites[i]:
            break
        if (site := _scene(sites[i], home, document.sentences[i].lowers())) is not None:
            return site.mention, PartyBasis.CARRIED, "place.scene"
    if not (total or listed) and claim.sentence < LEAD:
        for i in range(claim.sentence + 1, min(len(sites), claim.sentence + 1 + LEAD)):
            if (site := _scene(sites[i], home, document.sentences[i].lowers())) is not None:
                return site.mention, PartyBasis.CARRIED, "place.lead"
    if listed:
        return None
    main = _main_place(sites, vocabulary)
    # A total of a war belongs to a place only where the struck people's own land is what the document is about.
    if main is None or (total and main.country != home):
        return None
    return main, PartyBasis.CARRIED, "place.document"


def _main_place(sites: list[list[Site]], vocabulary: PlaceVocabulary) -> PlaceMention | None:
    """The place that most of the document's events are told of, or None where the story moves about.

    "Nagorno-Karabakh" and "the Nagorno-Karabakh region" are one; seats of government do not count where they only speak.
    """
    told = [
        (fold(site.mention.name), (LEAD_WEIGHT if i < LEAD else 1) * (1 + (site.role > 0)), site.mention)
        for i, here in enumerate(sites)
        for site in here
        if site.mention.rank >= Rank.REGION
        and not (site.role == 0 and site.mention.name.lower() in vocabulary.capitals)
    ]
    # The shortest names first, so that longer forms of one name join it.
    keys = sorted({key for key, _, _ in told}, key=lambda key: (len(key), key))[:MAIN_NAMES]
    counts: Counter[str] = Counter()
    first: dict[str, PlaceMention] = {}
    for key, weight, mention in told:
        joined = next((short for short in keys if short in key), key)
        counts[joined] += weight
        first.setdefault(joined, mention)
    if not counts:
        return None
    key, count = max(counts.items(), key=lambda pair: (pair[1], -first[pair[0]].phrase.start))
    return first[key] if count > LEAD_WEIGHT and count >= MAIN_SHARE * counts.total() else None


def _is_hospital(site: Site) -> bool:
    """The wounded are brought there: no scene that the story goes on in, unless it was struck."""
    return "hospital" in site.mention.name.lower() and site.role != 1


def _scene(sites: list[Site], home: str | None, lowers: list[str]) -> Site | None:
    """The place a sentence sets: the most specific that a preposition leads to, the struck party's own before others."""
    led = [site for site in sites if site.role > 0 and not _is_hospital(site)]
    return max(
        led,
        key=lambda site: (
            site.mention.rank + 3 * (site.mention.country == home is not None),
            not _is_frame(site, lowers),
            -site.mention.phrase.first,
        ),
        default=None,
    )


def _is_frame(site: Site, lowers: list[str]) -> bool:
    """True for the place of an opening adverbial, within which the clause names its own: "In Homs, ... near Shaer"."""
    phrase = site.mention.phrase
    return lowers[:1] == ["in"] and phrase.first <= _FRAME and lowers[phrase.last : phrase.last + 1] == [","]
