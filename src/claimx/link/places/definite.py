"""Places that a text names once and then calls by their kind: "in the province", "across the country", "near the capital"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from claimx.lexicon.places import PlaceVocabulary, Rank
from claimx.link.datelines import dateline_end
from claimx.link.places.asides import is_aside
from claimx.link.places.chains import Site, is_linked, is_told_from
from claimx.link.places.sites import is_frame_of_speech
from claimx.models import Document, PlaceMention

# What each noun points back to.
_KINDS: dict[str, tuple[Rank, ...]] = {
    **dict.fromkeys(("country", "nation"), (Rank.COUNTRY,)),
    **dict.fromkeys(("province", "region", "oblast", "state"), (Rank.PROVINCE, Rank.REGION)),
    **dict.fromkeys(("governorate", "department"), (Rank.PROVINCE,)),
    **dict.fromkeys(("district", "county"), (Rank.DISTRICT,)),
    **dict.fromkeys(("city", "town", "village"), (Rank.TOWN,)),
    "enclave": (Rank.REGION, Rank.DISTRICT),
    "territory": (Rank.REGION, Rank.PROVINCE),
    "strip": (Rank.REGION,),
    "camp": (Rank.NEIGHBOURHOOD,),
}
# Kinds that a name must bear: "the district" is no valley's.
_NAMED = frozenset("district county governorate department camp strip enclave territory".split())
_BODIES = frozenset("police officials authorities government army troops forces residents ministry office".split())
_WITHIN = frozenset("in across throughout around within inside near over outside".split())
_NATIONWIDE = frozenset(("nationwide", "countrywide"))
# "in the largely Kurdish town".
_DESCRIBED = 2
# A place is called by its kind within so many sentences of its name.
_BACK = 12
# A capital goes without its name for longer, but no text does so for a hundred sentences.
_CAPITAL_BACK = 100
# A document is of one country where its places and parties name it this share of the time.
_HOME_SHARE = 0.5


# A site at the words that point, the mention they point to, and the rule.
Pointed = tuple[Site, PlaceMention, str]


def find_definite(
    document: Document, index: int, country: PlaceMention | None, vocabulary: PlaceVocabulary
) -> list[Pointed]:
    """The places that sentence ``index`` calls by their kind; ``country`` is the one that the document speaks of most."""
    lowers = document.sentences[index].lowers()
    chain = len(lowers)  # above those of the sentence's own places
    out: list[Pointed] = []
    for i, word in enumerate(lowers):
        if word in _NATIONWIDE:
            first, kind = i, "country"
        elif (
            word in _KINDS
            and (at := _article(document, index, i)) > 0
            and lowers[at - 1] in _WITHIN
            and _stands_alone(document, index, i)
        ):
            first, kind = at - 1, word
        elif (
            word == "capital"
            and i > 1
            and lowers[i - 1] == "the"
            and lowers[i - 2] in _WITHIN
            and _stands_alone(document, index, i)
        ):
            first, kind = i - 2, word
        elif word == "here" or (word == "there" and document.sentences[index].tokens[i].tag == "RB"):
            first, kind = i, word
        elif word == "capital" and _is_nations(lowers, i, vocabulary) and _stands_alone(document, index, i):
            first, kind = i - 4 if lowers[i - 2] in ("country", "nation") else i - 3, word
        else:
            continue
        if _speaks(document, index, first) or is_aside(lowers, i, vocabulary):
            continue
        if kind == "capital" and _is_named_behind(document, index, i):
            continue  # "near the capital, Sanaa"
        if kind == "capital":
            nation = vocabulary.demonyms.at(lowers, i - 1)
            found = _capital(document, index, vocabulary, nation.value if nation is not None else None)
        elif kind in ("country", "nation"):
            found = country
        elif kind == "here":
            found = _dateline(document)
        elif kind == "there":
            found = _there(document, index, first)
        elif kind in _KINDS:
            found = _last(document, index, kind, first)
        else:
            continue
        if found is not None:
            chain += 1
            here = PlaceMention(
                document.sentences[index].phrase(first, i + 1), found.name, found.country, found.rank, "at"
            )
            out.append((Site(here, 2, chain), found, "place.the-capital" if kind == "capital" else "place.definite"))
    return out


def _dateline(document: Document) -> PlaceMention | None:
    """The town that a report is written from, which calls it "here"."""
    for mentions in document.mentions[:4]:
        end = dateline_end(mentions)
        for place in mentions.places:
            if place.phrase.first <= 1 < end:
                return place
    return None


def _there(document: Document, index: int, first: int) -> PlaceMention | None:
    """The place that "there" means: the last one told before it, in its sentence or the one right before."""
    tokens = document.sentences[index].tokens
    verb = tokens[first].head
    here = [
        place
        for place in _scenes(document, index)
        if place.phrase.last <= first
        and not any(t.dep == "nsubj" and t.head == verb for t in tokens[place.phrase.first : place.phrase.last])
    ]  # "Lebanon says Chad has killed nine people there": not in Chad
    before = _scenes(document, index - 1) if index and not here else []
    told = here or [place for place in before if place.rank > Rank.COUNTRY]
    return max(told, key=lambda place: (place.rank, place.phrase.start), default=None)


def _scenes(document: Document, index: int) -> list[PlaceMention]:
    """The places of a sentence where something may happen: no seat of a government that speaks, no dateline, no sea or continent."""
    speaking = {party.phrase.first for party in document.mentions[index].parties if party.form == "metonym"}
    dateline = dateline_end(document.mentions[index])
    return [
        place
        for place in document.mentions[index].places
        if place.rank >= Rank.COUNTRY and place.phrase.first >= dateline and place.phrase.first not in speaking
    ]


def _article(document: Document, index: int, i: int) -> int:
    """Where "the" stands before the noun at token ``i``, two words that describe it between them at most; -1 for none."""
    tokens = document.sentences[index].tokens
    for at in range(i - 1, max(-1, i - 2 - _DESCRIBED), -1):
        if tokens[at].lower in ("the", "this"):
            return at
        if not tokens[at].tag.startswith(("JJ", "RB")):
            return -1
    return -1


def _stands_alone(document: Document, index: int, i: int) -> bool:
    """True where no name and no owner follows the noun: "in the province of Hama", "in the city's west" say which."""
    tokens = document.sentences[index].tokens
    if i + 1 >= len(tokens):
        return True
    following = tokens[i + 1]
    return following.lower not in ("of", "'s", "'", "-", "where") and not following.text[0].isupper()


def _is_named_behind(document: Document, index: int, i: int) -> bool:
    """True for "the | capital, Sanaa"."""
    lowers = document.sentences[index].lowers()
    return lowers[i + 1 : i + 2] == [","] and any(
        place.phrase.first == i + 2 for place in document.mentions[index].places
    )


def _is_nations(lowers: list[str], i: int, vocabulary: PlaceVocabulary) -> bool:
    """True for "in the Somali | capital", "near the country's | capital"."""
    owner = i - 2 if lowers[i - 1] in ("'s", "\u2019s") else i - 1
    nation = (
        lowers[owner] in ("country", "nation") if owner < i - 1 else vocabulary.demonyms.at(lowers, i - 1) is not None
    )
    return nation and owner > 1 and lowers[owner - 1] == "the" and lowers[owner - 2] in _WITHIN


def _capital(
    document: Document, index: int, vocabulary: PlaceVocabulary, nation: str | None = None
) -> PlaceMention | None:
    """The capital last named, of the nation where it is told; of "the governor of the Moscow region", Moscow."""
    for place in document.mentions[index].places:
        sentence, first = document.sentences[index], place.phrase.first
        if place.phrase.last - first > 1 and sentence.tokens[first].lower in vocabulary.capitals:
            word = sentence.phrase(first, first + 1)
            return PlaceMention(word, sentence.slice(word), place.country, int(Rank.TOWN), "at")
    for mentions in reversed(document.mentions[max(0, index - _CAPITAL_BACK) : index + 1]):
        for place in reversed(mentions.places):
            if place.name.lower() in vocabulary.capitals and nation in (None, place.country):
                return place
    return None


def _last(document: Document, index: int, kind: str, first: int) -> PlaceMention | None:
    """The place of the kind last named before token ``first`` of the sentence; in a list only within its item."""
    block = document.sentences[index].block
    for i in range(index, max(-1, index - _BACK), -1):
        if block.listed and document.sentences[i].block.index != block.index:
            return None
        for place in reversed(document.mentions[i].places):
            if i == index and place.phrase.last > first:
                continue
            if (
                place.rank in _KINDS[kind]
                and not is_told_from(document.sentences[i].lowers(), place.phrase.first)
                and not _is_near(document.sentences[i].lowers(), place, document.mentions[i].places)
                and (place.nearness != "from" or i == index)
                and (kind not in _NAMED or kind in place.name.lower())
                and _may_be(document.sentences[i].lowers(), place, kind)
            ):
                return place
    return None


# Kinds of towns that no place is at once, whatever else it is called.
_SMALL, _LARGE = frozenset(["village", "hamlet"]), frozenset(["city", "town", "capital"])


def _may_be(lowers: list[str], place: PlaceMention, kind: str) -> bool:
    """True unless the words beside the name call it another kind: "Sorok village" is no city, "the city of Poltava" no village."""
    first, last = place.phrase.first, place.phrase.last
    called = {
        *lowers[last - 1 : last + 1],
        *(lowers[first - 2 : first - 1] if lowers[first - 1 : first] == ["of"] else ()),
    }
    other = _LARGE if kind == "village" else _SMALL if kind == "city" else frozenset()
    return called.isdisjoint(other)


def _is_near(lowers: list[str], place: PlaceMention, places: Sequence[PlaceMention]) -> bool:
    """True for a place that only tells where the one before it lies: "Sorok, a town near | Poltava"."""
    first = place.phrase.first
    return lowers[first - 1 : first] in (["near"], ["outside"]) and any(
        other.phrase.last < first and is_linked(lowers, other.phrase.last, first) for other in places
    )


def _speaks(document: Document, index: int, first: int) -> bool:
    """True where a source sits there: "the police in the state said"."""
    before = document.sentences[index].lowers()[max(0, first - 1) : first]
    if is_frame_of_speech(document.mentions[index], first):
        return True
    return not _BODIES.isdisjoint(before) or any(
        one.source is not None and one.source.first <= first < one.source.last
        for one in document.mentions[index].attributions
    )


def home_country(document: Document, countries: Counter[str]) -> PlaceMention | None:
    """The first mention of the country that the document speaks of most, or None where no one country stands out."""
    if not countries:
        return None
    best, count = max(countries.items(), key=lambda pair: (pair[1], pair[0]))
    if count < _HOME_SHARE * countries.total():
        return None
    return next(
        (
            place
            for mentions in document.mentions
            for place in mentions.places
            if place.rank == Rank.COUNTRY and place.country == best
        ),
        None,
    )
