"""What kind of source a name or an attribution is: a person, a body, several people, a party, or nothing of these."""

from __future__ import annotations

from functools import cached_property

from claimx.lexicon.attributions import AttributionEntry, AttributionVocabulary
from claimx.lexicon.match import Match
from claimx.link.sources.entities import Name, Names, Referent, is_acronym, is_capital, words_of
from claimx.models import Attribution, Document, Sentence, Span
from claimx.schema import PartyType, SourceType

# Nouns for any body or person: whoever spoke last, whatever the name.
ANY_BODY = frozenset(
    "agency group organisation organization organisations organizations office team company centre center project".split()
)
# Those of them that an armed group may be called.
OF_ARMS = frozenset("group organisation organization organisations organizations".split())
# Those of them that a state has too.
OF_STATE = frozenset("agency office team centre center".split())
STATE = (SourceType.OFFICIAL, SourceType.MILITARY, SourceType.GOVERNMENT)
ANY_PERSON = frozenset(
    "official spokesman spokeswoman spokesperson source man woman minister soldier officer leader witness mother father doctor".split()
)
# What a person issues; reports and studies are a body's.
PERSONAL = frozenset(
    "statement message post tweet letter announcement interview release communique video speech".split()
)


# The subject of a sentence ends within so many words ("Ukraine's southern air defence command").
_SUBJECT = 8
# Bodies whose one name is a plural.
_SINGULAR = frozenset({"forces", "services", "police", "authorities", "operations", "nations", "press", "emergencies"})
# Types of sources that are bodies, unless a name of theirs has a person's role.
_BODIES = (
    SourceType.MEDIA,
    SourceType.NGO,
    SourceType.INTERGOVERNMENTAL,
    SourceType.ARMED_GROUP,
    SourceType.GOVERNMENT,
)
# Types of names that may as well be persons.
_PERSONAL = (None, SourceType.OTHER, SourceType.OFFICIAL, SourceType.WITNESS, SourceType.RESEARCHER)


class Kinds:
    """Answers for one document; the party and place mentions of its sentences tell countries and groups from persons."""

    def __init__(self, document: Document, vocabulary: AttributionVocabulary, names: Names) -> None:
        self._document = document
        self._vocabulary = vocabulary
        self._names = names
        self._owned: dict[str, Attribution | None] | None = None

    @cached_property
    def naming(self) -> frozenset[str]:
        """The words, in small letters, of all sources with a capitalised name: what ``is_named_with`` may find."""
        names = {
            one.name for mentions in self._document.mentions for one in mentions.attributions if one.name is not None
        }
        return frozenset(word for name in names if any(map(is_capital, name.split())) for word in name.lower().split())

    def _nouns(self, words: list[str]) -> list[Match[AttributionEntry]]:
        return self._vocabulary.sources(words, [word.lower() for word in words])

    def form(self, name: str) -> str | None:
        """The form of a name's source noun, "name" where it has none but capitals, None where it is nothing."""
        words = words_of(name)
        matches = self._nouns(words)
        return matches[-1].value.form if matches else "name" if is_capital(words[-1]) else None

    def is_named(self, sentence: Sentence, source: Span) -> bool:
        """True where capitals name the source; the first word of a sentence is capital anyway."""
        tokens = sentence.tokens[source.first : source.last]
        if len(tokens) == 1:
            match = next(iter(self._vocabulary.sources([tokens[0].text], [tokens[0].lower])), None)
            return match.value.cased if match is not None else is_capital(tokens[0].text)
        return any(is_capital(t.text) for t in tokens[1:]) or (
            is_capital(tokens[0].text) and (source.first > 0 or is_acronym(tokens[0].text))
        )

    def own_words(self, sentence: Sentence, first: int, last: int) -> frozenset[str]:
        """The capital words within a description that name it alone: not a place, a party or a source noun ("the Quill news agency")."""
        mentions = self._document.mentions[sentence.index]
        known = [*(one.phrase for one in mentions.parties), *(one.phrase for one in mentions.places)]
        tokens = sentence.tokens[first:last]
        nouns = {i for m in self._nouns([t.text for t in tokens]) for i in range(first + m.first, first + m.last)}
        return frozenset(
            t.text
            for t in tokens
            if is_capital(t.text) and t.i > 0 and t.i not in nouns and not any(p.covers(t.i) for p in known)
        )

    def is_body(self, name: Name) -> bool:
        """True for an organisation or a party's name, whether or not it ever speaks."""
        if name.role is None and name.type not in _PERSONAL:
            return True
        return any(
            one.type in (PartyType.GROUP, PartyType.ORGANISATION)
            and one.phrase.start < name.end
            and name.start < one.phrase.end
            for one in self._document.mentions[name.sentence].parties
        )

    def subject(self, index: int, offset: int) -> Referent | None:
        """The army or group that is the subject of the sentence which "it said" closes: "The air force shot down 30 drones, it said"."""
        sentence = self._document.sentences[index]
        tokens = sentence.tokens
        head = next((t.i for t in tokens[:_SUBJECT] if t.dep == "nsubj"), None)
        if head is None or tokens[head].start >= offset or any(t.tag.startswith("VB") for t in tokens[:head]):
            return None
        mention = next((m for m in self._document.mentions[index].parties if m.phrase.covers(head)), None)
        found = self._nouns([t.text for t in tokens[: head + 1]])
        body = next((match for match in found if match.last == head + 1 and match.value.form == "body"), None)
        group = mention is not None and mention.type is PartyType.GROUP
        if body is None and not group and (mention is None or mention.form != "force"):
            return None
        kind = SourceType.ARMED_GROUP if group else (body.value.type if body is not None else None)
        phrase = sentence.phrase(tokens[0].lower in ("the", "a", "an"), head + 1)
        return Referent(sentence.slice(phrase), phrase.start, phrase.end, kind or SourceType.MILITARY, True)

    def is_plural(self, one: Attribution) -> bool:
        """True for "residents", "aid groups", "residents and a health worker": whom "they" means."""
        assert one.name is not None
        words = words_of(one.name)
        matches = self._nouns(words)
        return any(
            m.value.form in ("person", "people")
            and words[m.last - 1].endswith("s")
            and not is_capital(words[m.last - 1])
            for m in matches
        ) or (
            bool(matches)
            and matches[-1].last == len(words)
            and words[-1].endswith("s")
            and words[-1].islower()
            and words[-1] not in _SINGULAR
        )

    def of_whose(self, words: list[str]) -> Referent | None:
        """The source that is named elsewhere with whose it is: "General Staff of the Armed Forces of Chad" for "General Staff"."""
        if self._owned is None:
            self._owned = {}
            for mentions in self._document.mentions:
                for spoken in mentions.attributions:
                    self._own(spoken)
        one = self._owned.get(" ".join(words).lower())
        if one is None or one.name is None or one.source is None:
            return None
        return Referent(one.name, one.source.start, one.source.end, one.type or SourceType.OTHER, True)

    def _own(self, one: Attribution) -> None:
        """Keep the source under each name that it begins with; two bodies of one such name are neither's."""
        assert self._owned is not None
        parts = (one.name or "").split(" of ")
        for k in range(1, len(parts)):
            short = " of ".join(parts[:k]).lower()
            known = self._owned.setdefault(short, one)
            if known is not None and known.name != one.name:
                self._owned[short] = None

    def presides_elsewhere(self, name: Name, sentence: Sentence) -> bool:
        """True for the governor of another region than the sentence tells of: both are named, and they have none in common."""
        if name.role is None or _SEATS.isdisjoint(name.role.split()):
            return False
        theirs, here = _regions(self._document.sentences[name.sentence]), _regions(sentence)
        return bool(theirs) and bool(here) and theirs.isdisjoint(here)

    def is_person(self, one: Attribution) -> bool:
        """True for one person, named or by role; a source that is only a pronoun is one."""
        if one.source is None:
            return False
        if one.name is None:
            return True
        words = one.name.split()
        if self.is_party(one.source.start, one.source.end):
            return False
        if one.type in _BODIES and not any(name.role for name in self._names.by_last.get(words[-1].lower(), ())):
            return False
        spelt = words_of(one.name)
        matches = self._nouns(spelt)
        if matches:
            last = matches[-1].value
            # "the Lake Doctors Network" is no doctor.
            return (
                last.form == "person"
                and not words[-1].lower().endswith("s")
                and not (spelt[matches[-1].last - 1].endswith("s") and matches[-1].last < len(spelt))
            )
        return not is_acronym(words[-1])

    def is_party(self, start: int, end: int) -> bool:
        """True where the words name a country or a group and nothing else ("Asmara")."""
        index = self._document.sentence_at(start)
        return index >= 0 and any(
            one.phrase.start <= start
            and end <= one.phrase.end
            and one.type in (PartyType.COUNTRY, PartyType.GROUP, PartyType.ORGANISATION)
            for one in self._document.mentions[index].parties
        )

    def is_person_name(self, name: Name) -> bool:
        """True for first name and surname, or the surname of such a name; not where a party or a place is so called."""
        full = [
            one
            for one in self._names.by_last.get(name.words[-1].lower(), ())
            if 2 <= len(one.words) <= 3 and one.type is None and all(is_capital(w) for w in one.words)
        ]
        mentions = self._document.mentions[name.sentence]
        return (
            bool(full)
            and name.type is None
            and not self.is_party(name.start, name.end)
            and not any(one.phrase.start < name.end and name.start < one.phrase.end for one in mentions.places)
        )


_SEATS = frozenset("governor head chief prefect commissioner administrator mayor leader".split())
_DIVISIONS = frozenset(
    "region regions regional oblast province provinces provincial governorate prefecture county district state krai department".split()
)


def _regions(sentence: Sentence) -> frozenset[str]:
    """The last words of the regions that a sentence names: "the southern Osh region", "Osh regional", "the region of Osh"."""
    tokens, found = sentence.tokens, set[str]()
    for t in tokens:
        if t.lower not in _DIVISIONS:
            continue
        if t.i and is_capital(tokens[t.i - 1].text):
            found.add(tokens[t.i - 1].lower)
        elif t.i + 2 < len(tokens) and tokens[t.i + 1].lower == "of" and is_capital(tokens[t.i + 2].text):
            found.add(tokens[t.i + 2].lower)
    return frozenset(found)


# "said, speaking on Monday on condition of": so many words behind who speaks.
_UNNAMED = 16


def is_anonymous(sentence: Sentence, last: int) -> bool:
    """True where who speaks from token ``last`` on will not be named: "declining to be named", "on condition of anonymity"."""
    lowers = sentence.lowers()[last : last + _UNNAMED]
    unnamed = (["be", "named"], ["be", "identified"], ["being", "named"], ["being", "identified"])
    return "anonymity" in lowers or any(lowers[i : i + 2] in unnamed for i in range(len(lowers)))


def is_called(one: Attribution, noun: str) -> bool:
    """True where the noun closes the source, whatever its capitals: "the officials" for "security officials"."""
    return one.name is not None and not one.pronoun and one.name.lower().split()[-1] == noun


def is_named_with(one: Attribution, noun: str) -> bool:
    """True for a capitalised name that holds the noun: "the ministry" for the Ministry of Health."""
    if one.name is None:
        return False
    return noun in one.name.lower().split() and any(is_capital(word) for word in one.name.split())
