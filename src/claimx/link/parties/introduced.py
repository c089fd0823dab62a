"""Groups that a text introduces itself: "the Arakan Army (AA)", "members of the Gran Grif gang", "the armed group CODECO".

What is introduced once is known by that name in the whole document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from claimx.lexicon.match import Matcher
from claimx.lexicon.parties import Party, PartyVocabulary, PartyWord, slug
from claimx.models import Document, Mentions, PartyMention, Sentence
from claimx.schema import PartyType
from claimx.tokenize import HYPHENS

# Nouns that a group's own name stands before ("Gran Grif gang") and adjectives for the noun that its name follows.
_BANDS = frozenset(
    "gang gangs cartel militia militias rebels guerrillas guerillas insurgents militants fighters faction militiamen".split()
)
_KINDS = frozenset(
    "armed rebel militant extremist jihadist jihadi islamist insurgent guerrilla paramilitary separatist terrorist criminal dissident".split()
)
_GROUPS = frozenset("group movement organisation organization outfit faction militia alliance coalition gang".split())
# Words of a full name that make it an armed group's: "Front for ... (FACT)"; without one, brackets may hold any organisation.
_ARMED = frozenset(
    "front army liberation brigade brigades battalion militia mujahideen jihad resistance rebel guerrilla revolutionary "
    "defence defense insurgent fighters guerrillas cartel".split()
)
# Capitalised words that are no group's name by themselves.
_PLAIN = frozenset(
    "the a an suspected alleged islamist islamic jihadist sunni shiite shia shi'ite muslim christian hindu communist marxist leftist "
    "rightist maoist arab african european asian western foreign loyalist republican nationalist separatist unidentified unknown "
    "armed rival other some several many two three four five six seven eight nine ten most these those local former pro anti "
    "government tribal ethnic northern southern eastern central his her their its heavily as at in on of and but if when after "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october "
    "november december islamists jihadists rebels militants opposition dozens hundreds thousands scores all no young both each street".split()
)
# "Gran Grif", "Mai-Mai Yakutumba": names of groups have so many words at most.
_WORDS = 4
# Small words within a name: "Front for the Liberation of X".
_WITHIN_NAMES = frozenset("of for the and 's \u2019s - in de la al du des et pour".split())
# A full name before its short form in brackets.
_FULL = 10
_SHORTEST, _LONGEST = 2, 8


def introduce_groups(document: Document, vocabulary: PartyVocabulary) -> Document:
    """The document with a mention for every name and short form that it introduces itself."""
    words: dict[str, PartyWord] = {}
    for mentions in document.mentions:
        for name, word in _introduced(mentions, vocabulary):
            words.setdefault(name, word)
    if words:
        matcher = Matcher(words.items())
        document = replace(document, mentions=tuple(_named(mentions, matcher) for mentions in document.mentions))
    return _with_rebels_named(document, vocabulary)


def _with_rebels_named(document: Document, vocabulary: PartyVocabulary) -> Document:
    """The document with a country's rebels under their group's name, where it names one armed group of that country and no other."""
    counts = Counter(m.id for mentions in document.mentions for m in mentions.parties if m.type is PartyType.GROUP)
    named: dict[str, Party] = {}
    for mentions in document.mentions:
        for mention in mentions.parties:
            lands = _lands_of_rebels(mentions.sentence, mention, vocabulary)
            if lands and mention.id not in named:
                groups = [
                    party
                    for identity in counts
                    if (party := vocabulary.parties.get(identity)) is not None
                    and not party.traits
                    and not set(lands).isdisjoint(party.home)
                ]
                if len(groups) == 1 and counts[groups[0].id] >= counts[mention.id]:
                    named[mention.id] = groups[0]
    if not named:
        return document

    def settled(mention: PartyMention) -> PartyMention:
        party = named.get(mention.id)
        return mention if party is None else replace(mention, name=party.name, id=party.id)

    return replace(
        document, mentions=tuple(replace(m, parties=tuple(map(settled, m.parties))) for m in document.mentions)
    )


def _lands_of_rebels(sentence: Sentence, mention: PartyMention, vocabulary: PartyVocabulary) -> tuple[str, ...]:
    """Where the rebels are at home whom the text calls by their country alone ("Ethiopian rebels"); nothing for any other side."""
    if mention.id in vocabulary.parties or mention.type is not PartyType.GROUP:
        return ()
    first = sentence.tokens[mention.phrase.first].text.replace("\u2019", "'")
    last = sentence.tokens[mention.phrase.last - 1].lower
    country = vocabulary.names.at([first], 0)
    if country is None or country.value.party.type is not PartyType.COUNTRY or last not in _REBELS:
        return ()
    return country.value.party.home


_REBELS = frozenset(
    "rebels rebel insurgents insurgent guerrillas guerrilla guerillas guerilla separatists separatist".split()
)


def _named(mentions: Mentions, matcher: Matcher[PartyWord]) -> Mentions:
    sentence = mentions.sentence
    texts = [token.text for token in sentence.tokens]
    found: list[PartyMention] = []
    i = 0
    while i < len(texts):
        match = matcher.at(texts, i)
        if match is None:
            i += 1
            continue
        party = match.value.party
        found.append(PartyMention(sentence.phrase(i, match.last), party.name, party.id, party.type, match.value.form))
        i = match.last
    if not found:
        return mentions
    kept = [
        m
        for m in mentions.parties
        if not any(m.phrase.first < f.phrase.last and f.phrase.first < m.phrase.last for f in found)
        and not any(m.phrase.first == f.phrase.last and m.type is PartyType.GROUP for f in found)  # "X gang members"
    ]
    return replace(mentions, parties=tuple(sorted((*kept, *found), key=lambda m: m.phrase.first)))


def _introduced(mentions: Mentions, vocabulary: PartyVocabulary) -> Iterator[tuple[str, PartyWord]]:
    sentence = mentions.sentence
    if not sentence.tokens or _INTRODUCING.isdisjoint(sentence.lowers()) or _shouts(sentence):
        return
    yield from _short_forms(sentence, mentions.parties, vocabulary)
    yield from _bands(sentence, mentions)
    yield from _arabic(sentence, mentions)
    yield from _armies(sentence, mentions)


def _short_forms(
    sentence: Sentence, parties: Sequence[PartyMention], vocabulary: PartyVocabulary
) -> Iterator[tuple[str, PartyWord]]:
    tokens = sentence.tokens
    for i in range(1, len(tokens) - 2):
        if tokens[i].text not in ("(", "[") or tokens[i + 2].text not in (")", "]"):
            continue
        short = tokens[i + 1].text
        if not _is_short(short):
            continue
        full = next((m for m in parties if m.phrase.last == i and m.form in ("name", "force")), None)
        if full is not None and full.type is PartyType.GROUP or full is not None and full.form == "force":
            if full.phrase.last - full.phrase.first > 1 or full.id != slug(short):
                yield short, PartyWord(Party(full.id, full.name, full.type), full.form)
            continue
        first = _name_before(sentence, i)
        name = [t.text for t in tokens[first:i]]
        if len(name) < _SHORTEST or not _ARMED & {w.lower() for w in name}:
            continue
        if vocabulary.names.at([short], 0) is not None or any(
            m.type is PartyType.COUNTRY and m.form in ("demonym", "force") and first <= m.phrase.first < i
            for m in parties
        ):
            continue  # "Nigerian Army (NA)" is its country's
        party = Party(
            slug(" ".join(name)),
            sentence.text[tokens[first].start - sentence.start : tokens[i - 1].end - sentence.start],
            PartyType.GROUP,
        )
        yield short, PartyWord(party, "name")
        yield " ".join(name), PartyWord(party, "name")


def _is_short(word: str) -> bool:
    plain = word.replace("-", "")
    return (
        _SHORTEST <= len(plain) <= _LONGEST
        and plain.isalnum()
        and sum(c.isupper() for c in plain) >= _SHORTEST
        and plain[0].isupper()
    )


def _name_before(sentence: Sentence, end: int) -> int:
    """Where the capitalised name that ends at a bracket begins: "National Front for the Liberation of X (NFLX)"."""
    tokens = sentence.tokens
    first = end
    j = end - 1
    while j >= 0 and end - j <= _FULL:
        text = tokens[j].text
        if text[:1].isupper() and text.lower() != "the":
            first = j
        elif text.lower() not in _WITHIN_NAMES:
            break
        j -= 1
    return first


def _bands(sentence: Sentence, mentions: Mentions) -> Iterator[tuple[str, PartyWord]]:
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        lower = token.lower
        if lower in _BANDS and i and tokens[i - 1].text[:1].isupper():
            first = i - 1
            while (
                first > 0
                and i - first < _WORDS
                and tokens[first - 1].text[:1].isupper()
                and tokens[first - 1].lower not in _PLAIN
            ):
                first -= 1
            yield from _as_group(sentence, mentions, first, i)
        if lower in _GROUPS and i and tokens[i - 1].lower in _KINDS:
            last = i + 1
            while last < len(tokens) and last - i <= _WORDS and tokens[last].text[:1].isupper():
                last += 1
            if last > i + 1:
                yield from _as_group(sentence, mentions, i + 1, last)


# First words of Arabic names of armed groups: army, brigade, supporters, companions, movement ...
_ARABIC = frozenset(
    "liwa jaysh jaish jeish faylaq failaq katibat kataib kata'ib harakat jabhat ansar jund saraya ahrar suqour sawaiq usud fursan "
    "shuhada tajammu tahaluf asaib asa'ib firqat hizb junud majlis nusur ghuraba".split()
)
_UNITS = frozenset("brigade brigades battalion battalions front movement division army corps regiment group".split())


def _arabic(sentence: Sentence, mentions: Mentions) -> Iterator[tuple[str, PartyWord]]:
    """Arabic names of armed groups: "Suqour al-Jabal", "the Sawaiq al-Rahman Brigade"."""
    tokens = sentence.tokens
    i = 0
    while i < len(tokens) - _ARTICLE:
        article = i + 1
        if tokens[article].lower in _ARABIC_ARTICLES and tokens[i].text[:1].isupper():
            last = article + 1 + (tokens[article + 1].text in HYPHENS)
            named = last < len(tokens) and tokens[last].text[:1].isupper() and tokens[last].text.isalpha()
            unit = last + 1 < len(tokens) and tokens[last + 1].lower in _UNITS
            if named and (tokens[i].lower in _ARABIC or unit):
                yield from _as_group(sentence, mentions, i, last + 1 + (unit and tokens[last + 1].text[:1].isupper()))
                i = last
        i += 1


# What armed groups call themselves, alone or beside a word for those who fight in them ("Tera People's Army guerrillas").
_BODIES = frozenset("Army Front Force Forces Movement Brigade Brigades Militia Corps".split())
_REBELLIOUS = frozenset("Liberation Resistance Independence Salvation Redemption Insurgent Revolutionary".split())
_POPULAR = frozenset("People Peoples Popular Republican Democratic National Patriotic United Islamic Freedom".split())


def _armies(sentence: Sentence, mentions: Mentions) -> Iterator[tuple[str, PartyWord]]:
    """Full names of armed groups: "the Tera Liberation Front", "guerrillas of the Tera People's Army"."""
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        if token.text not in _BODIES:
            continue
        first, last = _name_before(sentence, i), i + 1
        fighters = max((j for j in range(max(0, first - _WORDS), i) if tokens[j].lower in _BANDS), default=None)
        first = first if fighters is None else max(first, fighters + 1)
        while first < i and (tokens[first].lower in _PLAIN or tokens[first].lower in _WITHIN_NAMES):
            first += 1
        end = last
        while end < len(tokens) and end - last < _WORDS and tokens[end].lower in ("for", "of", "the"):
            end += 1
            while end < len(tokens) and tokens[end].text[:1].isupper():
                end = last = end + 1
        name = {t.text for t in tokens[first:last]}
        beside = fighters is not None or [t.lower in _BANDS for t in tokens[last : last + 1]] == [True]
        known = [m for m in mentions.parties if m.form != "demonym" and m.phrase.first < last and first < m.phrase.last]
        named = last - first > 1 and (name & _REBELLIOUS or beside and name & _POPULAR)
        if named and not any(m.type is PartyType.GROUP or m.form == "force" for m in known):
            words = sentence.text[tokens[first].start - sentence.start : tokens[last - 1].end - sentence.start]
            yield (
                " ".join(t.text for t in tokens[first:last]),
                PartyWord(Party(slug(words), words, PartyType.GROUP), "name"),
            )


# A word, an article and the next word.
_ARTICLE = 2
_ARABIC_ARTICLES = frozenset(["al", "ash", "as", "el", "ad", "an"])
# One of these stands in whatever introduces a group.
_INTRODUCING = frozenset(["(", "[", *(body.lower() for body in _BODIES)]) | _BANDS | _GROUPS | _ARABIC_ARTICLES


def _as_group(sentence: Sentence, mentions: Mentions, first: int, last: int) -> Iterator[tuple[str, PartyWord]]:
    tokens = sentence.tokens
    if any(
        t.lower in _PLAIN or t.lower.endswith("-backed") or not (t.text[0].isalpha() or t.text in HYPHENS)
        for t in tokens[first:last]
    ):
        return
    if first == 0 and last == 1:
        return  # any word is capital at the beginning
    if first > 1 and tokens[first - 1].text in HYPHENS and tokens[first - 2].lower == "anti":
        return  # "anti-Taliban fighters"
    taken = [m.phrase for m in mentions.parties] + [m.phrase for m in mentions.places]
    if any(phrase.first < last and first < phrase.last for phrase in taken):
        return
    name = sentence.text[tokens[first].start - sentence.start : tokens[last - 1].end - sentence.start]
    party = Party(slug(name), name, PartyType.GROUP)
    yield name, PartyWord(party, "name")


def _shouts(sentence: Sentence) -> bool:
    """True for a headline in title case or capitals, in which any word may be capital."""
    words = [t.text for t in sentence.tokens if t.text.isalpha() and len(t.text) > 3]
    return bool(words) and sum(w[0].isupper() for w in words) > _MOSTLY * len(words)


# Of the long words of a sentence fewer than so many are capital, of a title nearly all.
_MOSTLY = 0.7
