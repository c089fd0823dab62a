"""Who "he", "the ministry", "a monitor" and "Zelensky" are: the fullest name in the document, from capitals and roles alone.

No model is run: sentences that state no loss are never parsed, yet they introduce the names. Names are read off in one pass
over the tokens; look-ups are by last word, by role and by acronym, so the whole is linear in the text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from claimx.lexicon.attributions import AttributionVocabulary
from claimx.link.naming import Name, NameReader, is_acronym, is_capital
from claimx.link.quotations import SPEECH_WORDS, Quotations
from claimx.models import Attribution, Document, Sentence
from claimx.schema import PartyType, SourceType

_PLURAL_PRONOUNS = frozenset({"they", "them", "both", "we"})
_PERSON_PRONOUNS = frozenset({"he", "she", "him", "her", "i"})
# A pronoun's antecedent stands within so many sentences; beyond, none is better than a wrong one.
PRONOUN_REACH = 6
# A bare noun that opens a sentence stands within so many words ("the regional health ministry").
_OPENING = 5
# Bodies whose one name is a plural.
_SINGULAR = frozenset({"forces", "services", "police", "authorities", "operations", "nations", "press", "emergencies"})
# Entries of the lexicon whose words are titles before a person's name.
_TITLES = frozenset(
    {"spokesperson", "office-holder", "law", "officer", "medic", "researcher", "activist", "journalist", "witness"}
)


@dataclass(frozen=True, slots=True)
class Referent:
    """What a source refers to: the fullest name and where it stands; ``carried`` where another sentence names it."""

    name: str
    start: int
    end: int
    type: SourceType
    carried: bool


class Referents:
    """The names of one document, for look-up. Built once a document."""

    def __init__(self, document: Document, vocabulary: AttributionVocabulary, quotations: Quotations) -> None:
        self._document = document
        self._quotations = quotations
        self._settled = 0
        self._resolved: dict[tuple[int, int], Referent | None] = {}
        self._vocabulary = vocabulary
        self.by_last: dict[str, list[Name]] = defaultdict(list)
        self.by_word: dict[str, list[Name]] = defaultdict(list)
        self.by_role: dict[str, list[Name]] = defaultdict(list)
        self.by_family: dict[str, list[Name]] = defaultdict(list)
        self.office_holders: list[Name] = []
        reader = NameReader(vocabulary)
        self.opening: dict[int, Name] = {}
        for sentence in document.sentences:
            for name in reader.read(sentence):
                self._add(name)
                if name.sentence not in self.opening:
                    self.opening[name.sentence] = name
        self.acronyms = reader.acronyms
        self._acronyms_by_initials()

    # ------------------------------------------------------------------ index

    def _add(self, name: Name) -> None:
        self.by_last[name.words[-1].lower()].append(name)
        for word in {w.lower() for w in name.words}:
            self.by_word[word].append(name)
        if name.role:
            self.by_role[name.role].append(name)
            if name.entry in ("office-holder", "officer", "law"):
                self.office_holders.append(name)
        if name.family:
            self.by_family[name.family].append(name)

    def _acronyms_by_initials(self) -> None:
        for names in list(self.by_last.values()):
            for name in names:
                words = [w for w in name.words if is_capital(w)]
                if len(words) >= 3:  # two initials fit too many names
                    self.acronyms.setdefault("".join(w[0] for w in words), name)

    # ------------------------------------------------------------------ look-up

    def is_titled(self, name: str) -> bool:
        """True where the document gives a person of that surname a title ("Governor X")."""
        last = tokens_of(name)[-1:]
        return bool(last) and any(one.role and one.entry in _TITLES for one in self.by_last.get(last[0].lower(), ()))

    def resolve(self, attribution: Attribution, index: int, depth: int = 0) -> Referent | None:
        """The referent of an attribution's source in sentence ``index``; None where a pronoun finds nobody.

        Every source is resolved once, those before it first: chains of pronouns cost no more than their length.
        """
        if attribution.source is None:
            return None
        while self._settled < index:
            self._settled += 1
            for one in self._document.mentions[self._settled - 1].attributions:
                if one.pronoun:
                    self.resolve(one, self._settled - 1, depth)
        key = (attribution.source.start, attribution.source.end)
        if key not in self._resolved:
            # Every "he" asks whom the ones before it mean: without memory the questions double with each.
            self._resolved[key] = None  # a source that would resolve to itself finds nobody
            self._resolved[key] = self._resolve(attribution, index, depth)
        return self._resolved[key]

    def _resolve(self, attribution: Attribution, index: int, depth: int) -> Referent | None:
        source = attribution.source
        assert source is not None
        kind = attribution.type or SourceType.OTHER
        if attribution.name is None:
            word = self._document.sentences[index].tokens[source.first].lower
            return self._antecedent(word, index, source.start, depth)
        own = Referent(attribution.name, source.start, source.end, kind, False)
        sentence = self._document.sentences[index]
        tokens = sentence.tokens[source.first : source.last]
        capital = any(is_capital(t.text) for t in tokens[1:]) or (
            is_capital(tokens[0].text) and (source.first > 0 or is_acronym(tokens[0].text))
        )
        if len(tokens) == 1:
            match = next(iter(self._vocabulary.sources([t.text for t in tokens], [t.lower for t in tokens])), None)
            capital = match.value.cased if match is not None else is_capital(tokens[0].text)
        if capital and tokens[-1].text.islower():
            # "the Nice prosecutor", "the Britain-based monitor": the role may have a name elsewhere.
            named = self._by_role(own, sentence, source.first, source.last, index, False, depth)
            if named is not None:
                return named
        if capital:
            return self._fuller(own, tokens_of(attribution.name), index) or own
        return self._by_role(own, sentence, source.first, source.last, index, attribution.pronoun, depth) or own

    def _fuller(self, own: Referent, words: list[str], index: int) -> Referent | None:
        if words[0] in self.acronyms and (len(words) == 1 or words[1:] in (["sources"], ["source"])):
            return self._refer(self.acronyms[words[0]], own.type)
        capitals = [w for w in words if is_capital(w)]
        if not capitals:
            return None
        last = words[-1].lower()
        if len(words) == 1:
            if is_acronym(words[0]):
                return None
            full = [
                name
                for name in self.by_last.get(last, ())
                if 2 <= len(name.words) <= 4 and not any(w.lower() in ("of", "for") for w in name.words)
            ]
            titled = [name for name in full if name.role and name.entry in _TITLES]
            if titled:
                return self._refer(titled[0], titled[0].type or own.type)
            # Without a title a single name may be a country or a movement: those have no first name.
            if own.type in (SourceType.GOVERNMENT, SourceType.ARMED_GROUP) or self._is_party(own.start, own.end):
                return None
            if full:
                return self._refer(full[0], own.type if own.type is not SourceType.OTHER else full[0].type or own.type)
            org = [
                name
                for name in self.by_word.get(last, ())
                if len(name.words) >= 3 and name.type not in (None, SourceType.GOVERNMENT) and (own.type is name.type)
            ]
            return self._refer(org[0], own.type) if org else None
        wanted = {w.lower() for w in words}
        longer = [
            name
            for name in self.by_last.get(last, ())
            if len(name.words) > len(words)
            and wanted < {w.lower() for w in name.words}
            and len(name.words) <= len(words) + 4
        ]
        if longer:
            best = min(longer, key=lambda name: (abs(name.sentence - index), -len(name.words)))
            return self._refer(best, own.type)
        return None

    def _by_role(
        self, own: Referent, sentence: Sentence, first: int, last: int, index: int, definite: bool, depth: int
    ) -> Referent | None:
        """ "the governor", "a monitor": the name with that role; plural roles name nobody in particular."""
        matches = self._vocabulary.sources(
            [t.text for t in sentence.tokens[first:last]], [t.lower for t in sentence.tokens[first:last]]
        )
        if not matches:
            return None
        head = matches[-1]
        word = " ".join(t.lower for t in sentence.tokens[first + head.first : first + head.last])
        form = head.value.form
        plural = sentence.tokens[first + head.last - 1].lower.endswith("s") and form in ("person", "people")
        if plural and not definite:
            return None
        before = sentence.tokens[: max(0, first - 1)]
        if definite and form in ("body", "outlet") and any(t.lower == word for t in before):
            return own  # "the agency" is the agency of its sentence
        names = [name for name in self.by_role.get(word, ()) if name.start != own.start]
        if names and not plural:
            return self._refer(_nearest(names, own.start, definite), own.type)
        if head.value.family and not sentence.tokens[first + head.last - 1].lower.endswith("s"):
            named = [
                name
                for name in self.by_family.get(head.value.family, ())
                if (len(name.words) > 1 or is_acronym(name.words[0])) and name.start != own.start
            ]
            if named and form in ("body", "outlet", "person"):
                return self._refer(_nearest(named, own.start, definite), named[0].type or own.type)
        if word.endswith("official") and self.office_holders and not plural:
            # "a government official" in the lead is the one whom the next sentences name.
            holders = [name for name in self.office_holders if index <= name.sentence <= index + 3]
            if len({name.text for name in holders}) == 1:
                return self._refer(holders[0], own.type)
        if not definite:
            return None
        if form in ("body", "people", "outlet"):
            earlier = self._earlier(
                index,
                own.start,
                lambda one: (
                    one.name is not None
                    and word.split()[-1] in one.name.lower().split()
                    and any(is_capital(w) for w in one.name.split())
                ),
                depth,
                400,
            )
            if earlier:
                return earlier
            bodies = [
                name
                for name in self.by_last.get(word.split()[-1], ())
                if len(name.words) > 1 and name.start < own.start
            ]
            if bodies:
                return self._refer(bodies[-1], own.type)
        if (
            form in ("document",)
            or form in ("body", "outlet")
            and word
            in (
                "agency",
                "group",
                "organisation",
                "organization",
                "office",
                "team",
                "organizations",
                "organisations",
                "company",
                "centre",
                "center",
                "project",
            )
        ):
            return self._earlier(
                index,
                own.start,
                lambda one: (
                    one.name is not None
                    and (
                        self._form(one.name) not in ("document", None)
                        if form == "document"
                        else not one.pronoun and not self._is_person(one)
                    )
                ),
                depth,
                PRONOUN_REACH,
            )
        if form == "person" and word in (
            "official",
            "spokesman",
            "spokeswoman",
            "spokesperson",
            "source",
            "man",
            "woman",
            "minister",
            "soldier",
            "officer",
            "leader",
            "witness",
            "mother",
            "father",
            "doctor",
        ):
            return self._earlier(
                index, own.start, lambda one: one.name is not None and self._is_person(one), depth, PRONOUN_REACH
            )
        return None

    def _antecedent(self, pronoun: str, index: int, offset: int, depth: int) -> Referent | None:
        if depth > 8:  # a chain of pronouns this long has lost its name
            return None
        if pronoun in _PERSON_PRONOUNS:
            return self._earlier(
                index, offset, self._agrees(_PERSON_PRONOUNS, self._is_person), depth, PRONOUN_REACH
            ) or self._person_before(index, offset)
        if pronoun in _PLURAL_PRONOUNS:
            return self._earlier(
                index,
                offset,
                self._agrees(_PLURAL_PRONOUNS, lambda one: not self._is_person(one)),
                depth,
                PRONOUN_REACH,
            ) or (self._opening_noun(index - 1, depth, ("people", "person")) if index else None)
        return self._body_before(index, offset, depth)

    def _agrees(self, pronouns: frozenset[str], wanted: Callable[[Attribution], bool]) -> Callable[[Attribution], bool]:
        """A test of antecedents: a pronoun of the same kind, or a name that passes ``wanted``."""

        def test(one: Attribution) -> bool:
            if one.name is None:
                return one.source is not None and self._word(one.source.start, one.source.end) in pronouns
            return wanted(one)

        return test

    def _body_before(self, index: int, offset: int, depth: int) -> Referent | None:
        """Whom "it" means: the last body that spoke, or the one that opens the sentence before without speaking."""
        wanted = self._agrees(frozenset({"it"}), lambda one: not self._is_person(one) and not self._is_plural(one))
        for k in range(index, max(-1, index - PRONOUN_REACH - 1), -1):
            found = self._earlier(k, offset, wanted, depth, 0)
            if found is not None:
                return found
            name = self.opening.get(k) if k < index else None
            if name is not None and self._opens(name) and self._is_body(name):
                return self._refer(name, name.type or SourceType.OTHER)
            silent = self._opening_noun(k, depth) if k < index else None
            if silent is not None:
                return silent
        return None

    def _opens(self, name: Name) -> bool:
        """True where nothing but an article, a day or a role stands before the name in its sentence."""
        tokens = self._document.sentences[name.sentence].tokens
        return all(t.start >= name.start or t.lower in ("the", "a", "an") for t in tokens)

    def _opening_noun(self, index: int, depth: int, forms: tuple[str, ...] = ("body", "outlet")) -> Referent | None:
        """The body or the people whose bare noun opens the sentence ("The army did not comment", "Speakers cheered")."""
        sentence = self._document.sentences[index]
        tokens = sentence.tokens[:_OPENING]
        match = next(iter(self._vocabulary.sources([t.text for t in tokens], [t.lower for t in tokens])), None)
        if match is None or match.value.form not in forms or depth > 8:
            return None
        if not (
            match.first == 1
            and tokens[0].lower == "the"
            and tokens[match.last - 1].text[0].islower()
            or match.first == 0
            and "people" in forms
        ):
            return None
        if "people" in forms and match.value.form == "person" and not tokens[match.last - 1].lower.endswith("s"):
            return None
        phrase = sentence.phrase(match.first, match.last)
        own = Referent(sentence.slice(phrase), phrase.start, phrase.end, match.value.type or SourceType.OTHER, True)
        return self._by_role(own, sentence, match.first, match.last, index, True, depth + 1) or own

    def _is_body(self, name: Name) -> bool:
        """True for an organisation or a party's name, whether or not it ever speaks."""
        if name.role is None and name.type not in (
            None,
            SourceType.OTHER,
            SourceType.OFFICIAL,
            SourceType.WITNESS,
            SourceType.RESEARCHER,
        ):
            return True
        return any(
            one.type in (PartyType.GROUP, PartyType.ORGANISATION)
            and one.phrase.start < name.end
            and name.start < one.phrase.end
            for one in self._document.mentions[name.sentence].parties
        )

    def _is_plural(self, one: Attribution) -> bool:
        """True for "residents", "aid groups", "residents and a health worker": whom "they" means."""
        assert one.name is not None
        words = tokens_of(one.name)
        matches = self._vocabulary.sources(words, [w.lower() for w in words])
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

    def _form(self, name: str) -> str | None:
        """The form of a name's source noun, "name" where it has none but capitals, None where it is nothing."""
        words = tokens_of(name)
        matches = self._vocabulary.sources(words, [w.lower() for w in words])
        return matches[-1].value.form if matches else "name" if is_capital(words[-1]) else None

    def _word(self, start: int, end: int) -> str:
        return self._document.article.text[start:end].lower()

    def _is_person(self, one: Attribution) -> bool:
        if one.source is None:
            return False
        if one.name is None:
            return True
        words = one.name.split()
        if self._is_party(one.source.start, one.source.end):
            return False
        if one.type in (
            SourceType.MEDIA,
            SourceType.NGO,
            SourceType.INTERGOVERNMENTAL,
            SourceType.ARMED_GROUP,
            SourceType.GOVERNMENT,
        ) and not any(name.role for name in self.by_last.get(words[-1].lower(), ())):
            return False
        spelt = tokens_of(one.name)
        matches = self._vocabulary.sources(spelt, [w.lower() for w in spelt])
        if matches:
            last = matches[-1].value
            # "the Lake Doctors Network" is no doctor.
            return (
                last.form == "person"
                and not words[-1].lower().endswith("s")
                and not (spelt[matches[-1].last - 1].endswith("s") and matches[-1].last < len(spelt))
            )
        return not is_acronym(words[-1])

    def _is_party(self, start: int, end: int) -> bool:
        """True where the words name a country or a group and nothing else ("Asmara")."""
        index = bisect_right(self._document.sentences, start, key=lambda sentence: sentence.start) - 1
        return index >= 0 and any(
            one.phrase.start <= start and end <= one.phrase.end and one.type in (PartyType.COUNTRY, PartyType.GROUP)
            for one in self._document.mentions[index].parties
        )

    def _earlier(self, index: int, offset: int, wanted: object, depth: int, reach: int) -> Referent | None:
        """The nearest earlier attribution's referent that passes the test; not whom the pronoun's own sentence names in passing."""
        assert callable(wanted)
        for k in range(index, max(-1, index - reach - 1), -1):
            for one in reversed(self._document.mentions[k].attributions):
                if (
                    one.source is None
                    or one.source.start >= offset
                    or k == index
                    and one.rule == "attribution.according-to"
                    or not wanted(one)
                ):
                    continue
                quoted = self._quotations.at(one.source.start)
                if quoted is not None and not quoted.start <= offset < quoted.end and quoted.words >= SPEECH_WORDS:
                    continue  # whom a speaker quotes is not whom the writer means
                referent = self.resolve(one, k, depth + 1) if depth < 8 else None
                if referent is not None:
                    return Referent(referent.name, referent.start, referent.end, referent.type, True)
        return None

    def _person_before(self, index: int, offset: int) -> Referent | None:
        """A person with a role named shortly before, where no speech precedes."""
        near = [
            name
            for names in self.by_role.values()
            for name in names
            if index - 2 <= name.sentence <= index and name.start < offset and name.entry and len(name.words) > 1
        ]
        if near:
            return self._refer(max(near, key=lambda name: name.start), SourceType.OFFICIAL)
        # Nobody with a role: the person of whom the sentences before speak ("Hagos was held for a year").
        for k in range(index, max(-1, index - 3), -1):
            name = self.opening.get(k)
            if name is not None and name.start < offset and self._opens(name) and self._is_person_name(name):
                return self._refer(name, SourceType.OTHER)
        return None

    def _is_person_name(self, name: Name) -> bool:
        """True for first name and surname, or the surname of such a name; not where a party or a place is so called."""
        full = [
            one
            for one in self.by_last.get(name.words[-1].lower(), ())
            if 2 <= len(one.words) <= 3 and one.type is None and all(is_capital(w) for w in one.words)
        ]
        mentions = self._document.mentions[name.sentence]
        return (
            bool(full)
            and name.type is None
            and not self._is_party(name.start, name.end)
            and not any(one.phrase.start < name.end and name.start < one.phrase.end for one in mentions.places)
        )

    def _refer(self, name: Name, kind: SourceType) -> Referent:
        full = name
        if len(name.words) == 1:
            if name.words[0] in self.acronyms:
                full = self.acronyms[name.words[0]]
            else:
                longer = [one for one in self.by_last.get(name.words[0].lower(), ()) if 2 <= len(one.words) <= 4]
                full = longer[0] if longer else name
        return Referent(full.text, full.start, full.end, kind, True)


def tokens_of(name: str) -> list[str]:
    """The words of a name, possessives parted."""
    return name.replace("’s", " 's").replace("'s", " 's").split()


def _nearest(names: list[Name], offset: int, backwards: bool) -> Name:
    """The nearest name, those before first where the phrase is definite ("the governor"), those after for "a governor"."""
    before = [name for name in names if name.start < offset]
    after = [name for name in names if name.start >= offset]
    if before and (backwards or not after):
        return before[-1]
    return after[0] if after else before[-1]
