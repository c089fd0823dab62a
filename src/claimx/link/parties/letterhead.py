"""Whose own words an article is: a ministry's report, an army's communique, the agency that speaks for a side."""

from __future__ import annotations

from collections.abc import Sequence

from claimx.lexicon.match import Matcher
from claimx.lexicon.parties import Party, PartyVocabulary
from claimx.link.datelines import dateline_end
from claimx.models import BlockKind, Document, Sentence
from claimx.schema import PartyType

# Words of a publisher or a first line that tell an office of a side; a newspaper with a country in its title has none of them.
_OFFICIAL = frozenset(
    "ministry army military government forces command staff navy force police presidency embassy president defence defense "
    "mod guard gov brigades".split()
)
# A communique's first lines name its office and what it is: "X Defence Ministry report", "Operational update".
_COMMUNIQUES = frozenset(
    "report update statement communique communiqué briefing summary bulletin press-release announcement operational sitrep "
    "information dispatch".split()
)
# Of the press: what a headline about a side's report has, and the report's own first line has not.
_TOLD = frozenset(
    "says said say kills killed kill accuses accused denies denied claims claimed dead wounded injured finds found blames blamed dies died".split()
)
# The first lines of a communique: two of them ("General Staff of ..." / "Operational information as of ..."), short.
_LINES = 2
# A dateline that ends with a point has so many words and marks: "Moscow, TASS, April 10."
_POINTED = 8
_HEADLINE = 24
# "Press Service of the General Staff of the Armed Forces of Ukraine" has twelve words.
_OFFICE = 12
_BODIES = frozenset("ministry staff command forces force army navy mod".split())


def letterhead(document: Document, vocabulary: PartyVocabulary) -> str | None:
    """The side whose own office published the article, by its publisher or its first lines; None for the press."""
    lines = [document.article.publisher or ""]
    words: list[str] = []
    for sentence in document.sentences[:_LINES]:
        if len(words) + len(sentence.tokens) > _HEADLINE:
            break
        words.extend(token.text for token in sentence.tokens)
    lowers = {word.lower() for word in words}
    if {"press", "release"} <= lowers:  # alone a release is of captives
        lowers.add("press-release")
    if _COMMUNIQUES & lowers and not _TOLD & lowers:
        lines.append(" ".join(words))
    elif document.sentences and (office := _office(document.sentences[0])):
        lines.append(office)
    for line in lines:
        parts = _words(line)
        for i in range(len(parts)):
            match = vocabulary.names.at(parts, i)
            if match is None or match.value.party.type not in (PartyType.COUNTRY, PartyType.GROUP):
                continue
            if (
                match.value.form == "force"
                or match.value.party.type is PartyType.GROUP
                or _OFFICIAL & {p.lower() for p in parts}
            ):
                return match.value.party.id
            break
    return None


def _office(sentence: Sentence) -> str:
    """The office that a first line is, or that opens a post before a colon: "General Staff of Ukraine", "Y Defence Ministry: ..."; else empty."""
    words = [token.text for token in sentence.tokens]
    if sentence.block.kind is not BlockKind.HEADLINE:
        words = words[: words.index(":")] if ":" in words else []
    named = (
        1 < len(words) <= _OFFICE
        and all(word[0].isupper() or word in ("of", "the", "and", "for") for word in words)
        and not _BODIES.isdisjoint(word.lower() for word in words)
    )
    return " ".join(words) if named else ""


def publishing_voice(document: Document, vocabulary: PartyVocabulary) -> str | None:
    """The side for which the publishing agency or channel speaks ("SANA"), told by the publisher's name or the dateline."""
    voice = _voice((document.article.publisher or "").split(), vocabulary.voices)
    return voice.id if voice is not None else _agency_at_home(document, vocabulary)


def _agency_at_home(document: Document, vocabulary: PartyVocabulary) -> str | None:
    """The state whose agency opens the text from a town of its own: "Damascus, SANA, 5 August -"; abroad it tells of others.

    The Russian agencies' datelines end with a point: "Moscow, TASS, 10 April.", "MOSCOW, April 10. /TASS/."
    """
    for mentions in document.mentions[: _LINES + 1]:
        pointed = (i + 1 for i, token in enumerate(mentions.sentence.tokens[:_POINTED]) if token.text == ".")
        end = dateline_end(mentions) or next(pointed, 0)
        words = [token.text for token in mentions.sentence.tokens[:end]]
        voice = _voice(words, vocabulary.agencies)
        if voice is None:
            continue
        lands = {
            place.country
            for place in mentions.places
            if place.phrase.last <= end
            and place.country is not None
            and vocabulary.agencies.at(words, place.phrase.first) is None  # Tass is a village too
        }
        return voice.id if lands <= {*voice.home} else None
    return None


def _voice(words: Sequence[str], voices: Matcher[Party]) -> Party | None:
    """Of the first agency or channel among the words, the side."""
    found = (voices.at(words, i) for i in range(len(words)))
    return next((match.value for match in found if match is not None), None)


def named_party(words: str, vocabulary: PartyVocabulary) -> Party | None:
    """The first party that a name holds ("Ministry of Defence of Ukraine")."""
    parts = _words(words)
    for i in range(len(parts)):
        match = vocabulary.names.at(parts, i)
        if match is not None:
            return match.value.party
    return None


def _words(line: str) -> list[str]:
    return line.replace("\u2019", "'").replace("'s", " 's").split()
