"""Whose voice tells a claim: the party of its source, of the speaker's office or army, of the publisher."""

from __future__ import annotations

from claimx.lexicon.parties import PartyVocabulary, Role
from claimx.link.parties.letterhead import named_party
from claimx.link.parties.theatre import Theatre
from claimx.models import Claim, Document, SourceLink
from claimx.schema import PartyType, SourceType

# Sentences over which an unnamed office goes on speaking.
_SPEAKS_ON = 3
# Tokens after a speaker's name in which his office stands: "X, deputy head of the Y army".
_OFFICE = 10
_SIDES = (SourceType.GOVERNMENT, SourceType.MILITARY, SourceType.ARMED_GROUP, SourceType.OFFICIAL, SourceType.OTHER)
_OFFICES = frozenset(
    "ministry minister army military navy government spokesman spokesperson spokeswoman forces command headquarters staff "
    "president presidency".split()
)


# Words of a source that is an army's: of the country where the article's events are.
_ARMED = frozenset("army security military navy armed troops defence defense command staff".split())
# ... and of one that is nobody's own army.
_FOREIGN = frozenset({"coalition", "allied", "foreign", "rebel", "rebels", "western", "un", "peacekeeping", "group"})


def speaker_of(
    document: Document, claim: Claim, vocabulary: PartyVocabulary, theatre: Theatre, before: tuple[str, int] | None
) -> str | None:
    """The party whose voice tells the claim; ``before`` is who spoke in the claim before it, and in which sentence."""
    source = claim.source
    if source is None:
        return theatre.communique or theatre.voice
    if source.type not in _SIDES:
        return None
    if source.party is not None:
        side = theatre.party(source.party)
        outlaws = any(vocabulary.has_role(Role.OUTLAW, word) for word in source.name.lower().split())
        rebels = outlaws and side is not None and side.type is PartyType.COUNTRY  # "rebels in Chad said"
        return None if rebels else source.party
    if (
        theatre.voice is not None
        and source.type in (SourceType.GOVERNMENT, SourceType.MILITARY)
        and named_party(source.name, vocabulary) is None
    ):
        return theatre.voice  # "a military source told" the state's agency
    office = _office(document, source)
    if office is not None:
        return office
    words = set(source.name.lower().replace("\u2019", "'").replace("'s", "").split())
    if source.type is SourceType.MILITARY and words & _ARMED and not words & _FOREIGN:
        # "the army said", "the army's 6th Infantry Division"
        return _force_told(document, source, vocabulary) or theatre.army()
    if source.type in (SourceType.MILITARY, SourceType.OFFICIAL) and _of_the_army(document, source):
        return _force_told(document, source, vocabulary) or theatre.army()
    if source.type is SourceType.ARMED_GROUP and theatre.groups and not words & {"groups"}:
        return theatre.main_group()  # "the group said", "the rebels claimed"
    if words & _OFFICES and before is not None and claim.sentence - before[1] <= _SPEAKS_ON:
        return before[0]
    return None


def _force_told(document: Document, source: SourceLink, vocabulary: PartyVocabulary) -> str | None:
    """The one country whose forces the source's sentence or those before it name: "Three Turkish soldiers fell in Iraq, the army said"."""
    k = document.sentence_at(source.start)
    found: set[str] = set()
    for index in range(max(0, k - _SPEAKS_ON + 1), k + 1):
        lowers = document.sentences[index].lowers()
        for mention in document.mentions[index].parties:
            after = lowers[mention.phrase.last] if mention.phrase.last < len(lowers) else ""
            armed = mention.form == "force" or (
                mention.form == "demonym" and vocabulary.has_any_role((Role.STATE, Role.ARMY), after)
            )
            if armed and mention.type is PartyType.COUNTRY:
                found.add(mention.id)
    return found.pop() if len(found) == 1 else None


def _beside(document: Document, source: SourceLink) -> tuple[int, range, range]:
    """The sentence that names the speaker, with the tokens before his name and those of the apposition behind it."""
    k = max(0, document.sentence_at(source.start))
    tokens = document.sentences[k].tokens
    at = next((t.i for t in tokens if t.start >= source.start), 0)
    end = next((t.i for t in tokens if t.start >= source.end), len(tokens))
    first = last = at
    while first and at - first < _OFFICE and tokens[first - 1].text not in _MARKS and tokens[first - 1].tag[:2] != "VB":
        first -= 1
    if end < len(tokens) and tokens[end].text == ",":
        reach = tokens[end + 1 : end + 1 + _OFFICE]
        last = next(
            (t.i for t in reach if t.text in (".", ";") or t.tag in ("VBD", "VBZ", "VBP")), end + 1 + len(reach)
        )
    return k, range(first, at), range(end + 1, last)


def _office(document: Document, source: SourceLink) -> str | None:
    """The side whose office stands beside the speaker's name: "X, deputy head of the Y army", "Ukrainian governor X"."""
    k, before, behind = _beside(document, source)
    lowers = document.sentences[k].lowers()
    for mention in document.mentions[k].parties:
        first, last = mention.phrase.first, mention.phrase.last
        if last == before.stop - 1 and lowers[last] == ",":  # "A spokesman for the RSF, X,"
            words = lowers[max(0, first - _TITLE) : first]
        elif first in before and mention.form in ("demonym", "force"):  # "Indian military spokesman in Srinagar, Col X"
            words = lowers[last : before.stop]
        elif first in behind and mention.form in ("force", "demonym", "name"):
            # "X, the Houthis' military spokesman,"
            words = lowers[behind.start : behind.stop if first <= behind.start + 1 else first]
        else:
            continue
        if not _HEADS.isdisjoint(words):
            return mention.id
    return None


def _of_the_army(document: Document, source: SourceLink) -> bool:
    """True for "army spokesman X", "X, the director of army public relations": an officer whose country is not told."""
    k, before, behind = _beside(document, source)
    lowers = document.sentences[k].lowers()
    title = lowers[max(0, before.stop - _RANK) : before.stop]
    words = {*title, *lowers[behind.start : behind.stop]}
    return (
        bool(words & _OF_ARMIES)
        and not words & _FOREIGN
        and bool(words & (_HEADS | _SPEAKERS))
        and not any(word in (",", ".", "and", "by") for word in title[-2:])
    )


# Marks at which a title before a name begins.
_MARKS = frozenset({";", ".", '"', "\u201c", "\u201d"})
# "the army spokesman Brigadier General": words of a title before a name.
_RANK = 5
_OF_ARMIES = frozenset({"army", "military", "armed", "defence", "defense"})
# Who speaks for an army: its offices of information, and every officer's rank.
_SPEAKERS = frozenset(
    "director relations officer marshal general brigadier colonel major captain lieutenant admiral commodore sergeant".split()
)
# "A military spokesman for the": words from an office to whose it is.
_TITLE = 5
_HEADS = frozenset(
    "head chief commander spokesman spokeswoman spokesperson minister secretary president premier chancellor leader governor "
    "mayor ambassador".split()
)
