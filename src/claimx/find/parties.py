"""Parties in a sentence: countries, nationalities, armed groups and forces by name, and sides by role ("the enemy").

Names are matched as written (``March`` is no country's ``march``), on tokens alone, so that unparsed sentences work.
"""

from __future__ import annotations

from itertools import pairwise

from claimx.lexicon.parties import Party, PartyVocabulary, PartyWord, Role, slug
from claimx.models import PartyMention, Sentence, Token
from claimx.schema import PartyType
from claimx.tokenize import HYPHENS

# Country names that are also first names, family names or U.S. states: not a country next to another name.
_ALSO_NAMES = frozenset(
    {
        "Jordan",
        "Chad",
        "Georgia",
        "Israel",
        "Cuba",
        "France",
        "Ireland",
        "England",
        "Scotland",
        "Holland",
        "Kenya",
        "Paris",
        "Lima",
        "Wagner",
        "Washington",
        "Lebanon",
        "Peru",
        "Niger",
        "India",
        "Wales",
    }
)
# Words after "New", "South" and the like belong to another place: New England, New Mexico, South Georgia.
_OTHER_PLACE = frozenset({"New", "Gulf", "Bank"})
# Rivers that countries are called after, where an article and these stand before them, or these behind.
_RIVERS = frozenset({"Niger", "Congo", "Jordan", "Senegal", "Gambia", "Paraguay", "Uruguay"})
_ALONG = frozenset("on along across down up beside crossing".split())
_WATERS = frozenset({"River", "river", "Delta", "delta", "Basin", "basin", "Valley", "valley"})
# Behind a nationality these are seas and lands that only bear its name: "Indian Ocean", "Persian Gulf", "Korean Peninsula".
_SEAS_AND_LANDS = frozenset(
    {"Ocean", "Sea", "Gulf", "Peninsula", "Desert", "Strait", "Straits", "Channel", "Plateau", "Subcontinent"}
)
_TITLES = frozenset(
    {"Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Dr", "Dr.", "Lt.", "Gen.", "Col.", "Capt.", "Sgt.", "Miss", "Sir"}
)


def find_parties(sentence: Sentence, vocabulary: PartyVocabulary) -> list[PartyMention]:
    """The sentence's party mentions in text order, none overlapping.

    A nationality with an army word is one mention of form ``force`` ("Syrian army"); with a rebel word it is a group named in the
    text ("Ethiopian rebels"). ``the enemy`` and ``our`` have the ids ``enemy`` and ``own``: the linker resolves them.
    """
    words = [token.text for token in sentence.tokens]
    if not sentence.text.isascii():
        words = [_plain(word) for word in words]
    lowers = sentence.lowers()
    out: list[PartyMention] = []
    named = vocabulary.names.openers()
    i = 0
    while i < len(words):
        # Most words begin neither a name nor a role: they cost two look-ups.
        found = _named(sentence, words, lowers, i, vocabulary) if words[i] in named else None
        if found is None and lowers[i] in vocabulary.role_openers:
            found = _by_role(sentence, lowers, i, vocabulary)
        if found is None:
            i += 1
        else:
            out.append(found)
            i = found.phrase.last
    out = [
        one
        for before, one in pairwise([None, *out])
        if one is not None and not (before is not None and _is_kind_of(vocabulary, before, one))
    ]
    return [
        one
        for one, after in pairwise([*out, None])
        if one is not None and not _places_group(vocabulary, lowers, one, after)
    ]


def _is_kind_of(vocabulary: PartyVocabulary, before: PartyMention, one: PartyMention) -> bool:
    """True for "gang members" right behind the gang's own name."""
    return (
        before.type is PartyType.GROUP
        and one.phrase.first == before.phrase.last
        and one.id not in vocabulary.parties
        and one.type is PartyType.GROUP
    )


# What joins a country, the kind of group and the group's name.
_JOINTS = frozenset({"'s", "\u2019s", ",", "the"})
# "Sudan's notorious paramilitary group, the RSF" and no longer.
_PLACING = 5


def _places_group(
    vocabulary: PartyVocabulary, lowers: list[str], one: PartyMention, after: PartyMention | None
) -> bool:
    """True for a country that only tells where the group named behind it is at home."""
    if one.type is not PartyType.COUNTRY or after is None or after.type is not PartyType.GROUP:
        return False
    between = lowers[one.phrase.last : after.phrase.first]
    if len(between) > _PLACING or not all(w in _JOINTS or vocabulary.has_role(Role.KIND, w) for w in between):
        return False
    if one.form == "demonym":
        return "," not in between or len(between) > 1
    return one.form == "name" and between[:1] in (["'s"], ["\u2019s"])


def _plain(word: str) -> str:
    return word.replace("\u2019", "'").replace("\u2018", "'")


def _named(
    sentence: Sentence, words: list[str], lowers: list[str], i: int, vocabulary: PartyVocabulary
) -> PartyMention | None:
    match = vocabulary.names.at(words, i)
    if match is None or _is_other_name(sentence.tokens, match.first, match.last):
        return None
    last, word = match.last, match.value
    party, form = word.party, word.form
    if form == "metonym" and match.first == 0 and (words[0].isupper() or _is_dateline(words, match.last)):
        return None  # a dateline: "KHARTOUM (Reuters) -", "Lima, 4 Jun 89 --"
    if form == "name" and party.type is PartyType.COUNTRY and words[last : last + 1] and words[last] in _TITLED:
        last, form = last + 1, "force"  # a headline's "Sudan Army Drone Strike Kills 12"
    if form == "name" and party.type is PartyType.COUNTRY:
        last, party = _with_rebels(lowers, last, party, vocabulary)
    if form == "demonym":
        if words[last : last + 1] and words[last] in _SEAS_AND_LANDS:
            return None
        last, party, form = _with_noun(words, lowers, match.first, last, word, vocabulary)
    return PartyMention(sentence.phrase(match.first, last), party.name, party.id, party.type, form)


# Forces behind a country's name, in capitals as headlines have them.
_TITLED = frozenset({"Army", "Military", "Navy", "Troops", "Junta"})
# Tokens of a dateline from the town to its dash: country, date, agency in brackets.
_DATELINE = 14
_DASHES = frozenset({"-", "--", "\u2013", "\u2014"})


def _is_dateline(words: list[str], last: int) -> bool:
    return words[last : last + 1] in ([","], ["("], *([d] for d in _DASHES)) and any(
        word in _DASHES for word in words[last : last + _DATELINE]
    )


def _with_rebels(lowers: list[str], last: int, party: Party, vocabulary: PartyVocabulary) -> tuple[int, Party]:
    """The country's rebels behind its bare name, where the vocabulary knows them: a headline's "Syria rebels"."""
    end = vocabulary.role_at(Role.REBEL, lowers, last)
    rebels = None if end is None else vocabulary.rebels_of(party.id)
    return (last, party) if end is None or rebels is None else (end, rebels)


def _with_noun(
    words: list[str], lowers: list[str], first: int, last: int, word: PartyWord, vocabulary: PartyVocabulary
) -> tuple[int, Party, str]:
    party = word.party
    rebel = vocabulary.role_at(Role.REBEL, lowers, last)
    if rebel is not None and party.type is not PartyType.GROUP:
        # Canonical name: the words of the text in the plural, so that "a Syrian rebel" and "Syrian rebels" are one.
        noun = words[last] if words[last].endswith("s") else words[last] + "s"
        name = f"{' '.join(words[first:last])} {noun}"
        known = vocabulary.names.at(name.split(), 0)
        if known is not None and known.value.party.type is PartyType.GROUP and known.last == len(name.split()):
            return rebel, known.value.party, "name"
        home = party.home if party.type is PartyType.COUNTRY else ()
        return rebel, Party(slug(name), name, PartyType.GROUP, home, home), "name"
    force = vocabulary.names.at(words, last)
    if force is not None and force.value.form == "force" and party.type is PartyType.COUNTRY:
        return force.last, party, "force"  # "the Syrian Republican Guard" is no other country's
    army = vocabulary.role_at(Role.ARMY, lowers, last)
    if army is not None:
        return army, party, "force"
    return last, party, "demonym"


def _by_role(sentence: Sentence, lowers: list[str], i: int, vocabulary: PartyVocabulary) -> PartyMention | None:
    for role in (Role.ENEMY, Role.OWN):
        last = vocabulary.role_at(role, lowers, i)
        if last is not None:
            return PartyMention(sentence.phrase(i, last), role.value, role.value, PartyType.ORGANISATION, role.value)
    band = vocabulary.roles[Role.BAND].at(lowers, i)
    if band is not None:
        return PartyMention(
            sentence.phrase(i, band.last), band.value.replace("-", " "), band.value, PartyType.GROUP, "name"
        )
    return None


def _is_other_name(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """True where the words are part of a person's or another place's name (Michael Jordan, New England)."""
    before = tokens[first - 1].text if first else ""
    if before in _OTHER_PLACE or (first > 1 and before in HYPHENS and tokens[first - 2].lower == "anti"):
        return True  # "anti-Taliban fighters" are none of the Taliban's
    if tokens[first].text in _RIVERS and last == first + 1:
        afloat = first > 1 and before.lower() == "the" and tokens[first - 2].lower in _ALONG
        if afloat or (last < len(tokens) and tokens[last].text in _WATERS):
            return True  # "a boat on the Niger"
    # "IS" in a headline in capitals is the verb.
    if tokens[first].text == "IS" and last == first + 1:
        return any(t.text.isupper() and t.text.isalpha() and t.i != first for t in tokens[max(0, first - 1) : last + 1])
    if tokens[first].text not in _ALSO_NAMES or last > first + 1:
        return False
    if tokens[first].ent == "PERSON" or before in _TITLES:
        return True
    after = tokens[last] if last < len(tokens) else None
    return after is not None and after.ent == "PERSON" and after.text[:1].isupper()
