"""Whom a source refers to: the fullest name in the document, by sieves from the surest to the loosest.

name      an acronym's expansion, a surname's bearer, the longer name that holds the words
role      "the governor": the name beside that role; "a monitor": a name of the same family of nouns
head      "the ministry": the body whose name holds the noun
issuer    "the report": whose report the text tells of
speaker   "the group", "the official", "he", "it", "they": who of the kind spoke last, or opens the sentences before
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from claimx.lexicon.attributions import AttributionEntry, AttributionVocabulary
from claimx.lexicon.verbs import CITING
from claimx.link.sources.entities import Name, Names, Referent, is_acronym, is_capital, nearest, words_of
from claimx.link.sources.kinds import (
    ANY_BODY,
    ANY_PERSON,
    OF_ARMS,
    OF_STATE,
    PERSONAL,
    STATE,
    Kinds,
    is_anonymous,
    is_called,
    is_named_with,
)
from claimx.link.sources.quotations import SPEECH_WORDS, Quotations
from claimx.models import Attribution, Document, Sentence, Span
from claimx.schema import SourceType

# A full name has at most so many words more than what stands for it, and a person's at most so many in all.
_LONGER, _PERSON_NAME = 4, 4
# A body is known by its last word where its name has so many: of two, as many are persons.
_BODY = 3
# The antecedent of a pronoun or a role stands within so many sentences; beyond, none is better than a wrong one.
_REACH = 6
# A body named once is meant by its noun to the end of the article ("the ministry"): articles are shorter than this.
_WHOLE_ARTICLE = 400
# "the officials", and whoever is told of and does not speak, are of this sentence or the two before.
_NEAR = 2
# A bare noun that opens a sentence stands within so many words ("the regional health ministry").
_OPENING = 5
# A chain of pronouns this long has lost its name.
_DEPTH = 8

_PLURAL = frozenset({"they", "them", "both"})
_PERSON = frozenset({"he", "she", "him", "her"})
Test = Callable[[Attribution], bool]


@dataclass(frozen=True, slots=True)
class _Description:
    """A source described, not named: tokens ``first`` to ``last`` (exclusive) of its sentence, ``own`` what they say by themselves."""

    own: Referent
    sentence: Sentence
    first: int
    last: int
    definite: bool


class Referents:
    """Looks up the referents of one document. Built once a document."""

    def __init__(self, document: Document, vocabulary: AttributionVocabulary, quotations: Quotations) -> None:
        self._document = document
        self._vocabulary = vocabulary
        self._quotations = quotations
        self._settled = 0
        self._resolved: dict[tuple[int, int], Referent | None] = {}
        self.names = Names(document, vocabulary)
        self._kinds = Kinds(document, vocabulary, self.names)

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
            self._resolved[key] = self._resolve(attribution, attribution.source, index, depth)
        return self._resolved[key]

    def _resolve(self, attribution: Attribution, source: Span, index: int, depth: int) -> Referent | None:
        sentence = self._document.sentences[index]
        if attribution.name is None:
            return self._antecedent(sentence.tokens[source.first].lower, index, source.start, depth)
        own = Referent(attribution.name, source.start, source.end, attribution.type or SourceType.OTHER, False)
        if not self._kinds.is_named(sentence, source):
            described = _Description(own, sentence, source.first, source.last, attribution.pronoun)
            return self._described(described, depth) or own
        if sentence.tokens[source.last - 1].text.islower():
            # "the Nice prosecutor", "the Britain-based monitor": the role may have a name elsewhere.
            named = self._described(_Description(own, sentence, source.first, source.last, False), depth)
            if named is not None:
                return named
        return self._fuller(own, words_of(attribution.name), index) or own

    # ------------------------------------------------------------------ names

    def _fuller(self, own: Referent, words: list[str], index: int) -> Referent | None:
        """The fullest name that the words are a part of: an acronym's expansion, a surname's bearer, a longer name."""
        names = self.names
        short = len(words) == 1 or words[1:] in (["sources"], ["source"]) or words[1] == "in"
        if words[0] in names.acronyms and short:
            return names.refer(names.acronyms[words[0]], own.type)
        if not any(is_capital(word) for word in words):
            return None
        if len(words) == 1:
            return None if is_acronym(words[0]) else self._bearer(own, words[0].lower())
        wanted = {word.lower() for word in words}
        longer = [
            name
            for name in names.by_last.get(words[-1].lower(), ())
            if len(words) < len(name.words) <= len(words) + _LONGER and wanted < {word.lower() for word in name.words}
        ]
        if not longer:
            return self._kinds.of_whose(words)
        return names.refer(min(longer, key=lambda name: (abs(name.sentence - index), -len(name.words))), own.type)

    def _bearer(self, own: Referent, surname: str) -> Referent | None:
        """Whose surname it is, or the body whose name holds it."""
        names = self.names
        full = [
            name
            for name in names.by_last.get(surname, ())
            if 2 <= len(name.words) <= _PERSON_NAME and not any(word.lower() in ("of", "for") for word in name.words)
        ]
        titled = next((name for name in full if names.titled(name)), None)
        if titled is not None:
            return names.refer(titled, titled.type or own.type)
        # Without a title a single name may be a country or a movement: those have no first name.
        if own.type in (SourceType.GOVERNMENT, SourceType.ARMED_GROUP) or self._kinds.is_party(own.start, own.end):
            return None
        if full:
            return names.refer(full[0], own.type)
        bodies = (
            name
            for name in names.by_word.get(surname, ())
            if len(name.words) >= _BODY and name.type not in (None, SourceType.GOVERNMENT) and own.type is name.type
        )
        body = next(bodies, None)
        return None if body is None else names.refer(body, own.type)

    # ------------------------------------------------------------------ descriptions

    def _described(self, source: _Description, depth: int) -> Referent | None:
        """The name that a description stands for; plural roles name nobody in particular."""
        sentence, own = source.sentence, source.own
        tokens = sentence.tokens[source.first : source.last]
        matches = self._vocabulary.sources([t.text for t in tokens], [t.lower for t in tokens])
        if not matches:
            return None
        noun = matches[-1].value
        word = " ".join(t.lower for t in tokens[matches[-1].first : matches[-1].last])
        many = word.endswith("s")
        plural = many and noun.form in ("person", "people")
        before = sentence.tokens[: max(0, source.first - 1)]
        cited = bool(before) and before[-1].lower in CITING  # "Reuters, quoting a doctor, said"
        if not source.definite and (plural or cited or is_anonymous(sentence, source.last)):
            return None
        named = None if plural else self._nearest(self.names.by_role.get(word, ()), source)
        if named is None and not many and noun.family and noun.form in ("body", "outlet", "person"):
            family = self.names.by_family.get(noun.family, ())
            named = self._nearest([one for one in family if len(one.words) > 1 or is_acronym(one.words[0])], source)
        if named is not None or not source.definite:
            return named
        last = word.rsplit(maxsplit=1)[-1]
        return (
            self._headed(noun, word, last, own.start, sentence.index, depth)
            or (self._issuer(last, own.start, sentence.index, depth) if noun.form == "document" else None)
            or self._speaker(noun, word, own.start, sentence.index, depth)
        )

    def _nearest(self, names: Sequence[Name], source: _Description) -> Referent | None:
        """The nearest of the names, those before first where the description is definite; not the description itself."""
        body = source.own.type in (SourceType.MEDIA, SourceType.NGO, SourceType.RESEARCHER)
        own = self._kinds.own_words(source.sentence, source.first, source.last) if body else frozenset()
        names = [name for name in names if not self._kinds.presides_elsewhere(name, source.sentence)]
        others = [
            name for name in names if name.start != source.own.start and (not own or not own.isdisjoint(name.words))
        ]
        if not others:
            return None
        name = nearest(others, source.own.start, source.definite)
        return self.names.refer(name, name.type if name.family and name.type else source.own.type)

    def _headed(
        self, noun: AttributionEntry, word: str, last: str, offset: int, index: int, depth: int
    ) -> Referent | None:
        """The earlier source that has the noun in its name, or for its last word ("the officials": "security officials")."""
        if noun.form in ("person", "people") and last.endswith("s"):
            several = self._earlier(index, offset, lambda one: is_called(one, last), depth, _NEAR)
            if several is not None:
                return several
        if noun.form not in ("body", "people", "outlet"):
            return None
        reach = _WHOLE_ARTICLE if last in self._kinds.naming else -1
        body = self._earlier(index, offset, lambda one: is_named_with(one, last), depth, reach)
        if body is not None:
            return body
        if word in ANY_BODY:
            spoke = self._speaker(noun, word, offset, index, depth)
            if spoke is not None:
                return spoke
        bodies = [name for name in self.names.by_last.get(last, ()) if len(name.words) > 1 and name.start < offset]
        return self.names.refer(bodies[-1], bodies[-1].type or noun.type or SourceType.OTHER) if bodies else None

    def _issuer(self, noun: str, offset: int, index: int, depth: int) -> Referent | None:
        """Whose document it is: the body beside the noun where it was first told of, else who spoke last."""

        def tells(one: Attribution) -> bool:
            source = one.source
            if source is None:
                return False
            tokens = self._document.sentences[source.sentence].tokens
            return any(t.lower == noun for t in tokens[source.first : source.last + 1])

        # "a military report said … The report said": the same one speaks on.
        if noun not in PERSONAL and (told := self._earlier(index, offset, tells, depth, _REACH)) is not None:
            return told
        for k in range(index - 1, max(-1, index - _REACH - 1), -1):
            at = next((t.start for t in self._document.sentences[k].tokens if t.lower == noun), None)
            bodies = [
                name
                for name in self.names.of_sentence.get(k, ())
                if name.type not in (None, SourceType.ARMED_GROUP) and self._kinds.is_body(name)
            ]
            if at is not None and bodies and noun not in PERSONAL:
                before = [name for name in bodies if name.start < at]
                name = before[-1] if before else bodies[0]
                return self.names.refer(name, name.type or SourceType.OTHER)

        def issues(one: Attribution) -> bool:
            if one.name is None or self._kinds.form(one.name) in ("document", None):
                return False
            return noun in PERSONAL or not self._kinds.is_person(one)

        return self._earlier(index, offset, issues, depth, _REACH)

    def _speaker(self, noun: AttributionEntry, word: str, offset: int, index: int, depth: int) -> Referent | None:
        """Whoever of the kind spoke last, for nouns that any of them bears; for a body also one just told of."""
        if noun.form == "person" and word in ANY_PERSON:
            return self._earlier(
                index, offset, lambda one: one.name is not None and self._kinds.is_person(one), depth, _REACH
            )
        if noun.form not in ("body", "outlet") or word not in ANY_BODY:
            return None

        def wanted(one: Attribution) -> bool:
            if one.name is None or one.pronoun or self._kinds.is_person(one) or self._kinds.is_plural(one):
                return False
            if one.type is SourceType.ARMED_GROUP:
                return word in OF_ARMS  # "the company" is never a militia
            return word in OF_STATE or one.type not in STATE  # "the group" is never the police

        spoke = self._earlier(index, offset, wanted, depth, _REACH)
        if spoke is not None or word in OF_STATE:
            return spoke
        told = [
            name
            for k in range(max(0, index - _NEAR), index + 1)
            for name in self.names.of_sentence.get(k, ())
            if name.start < offset and name.type not in (None, SourceType.MEDIA) and self._kinds.is_body(name)
            if word in OF_ARMS or name.type is not SourceType.ARMED_GROUP
        ]
        # Its own sentence's first body, whatever it is; of earlier ones the last that is no state's.
        here = [name for name in told if name.sentence == index]
        near = here[:1] or [name for name in told if name.type not in STATE][-1:]
        return self.names.refer(near[0], near[0].type or SourceType.OTHER) if near else None

    # ------------------------------------------------------------------ pronouns

    def _antecedent(self, pronoun: str, index: int, offset: int, depth: int) -> Referent | None:
        """Whom the pronoun at ``offset`` in sentence ``index`` means, or None."""
        if depth > _DEPTH:
            return None
        if pronoun in _PERSON:
            person = self._earlier(index, offset, self._agrees(_PERSON, self._kinds.is_person), depth, _REACH)
            return person or self._person_before(index, offset)
        if pronoun in _PLURAL:
            # "Authorities seek a man who they say shot two people"
            own = self._opening_noun(index, depth, ("people",), offset)
            several = self._agrees(_PLURAL, lambda one: not self._kinds.is_person(one))
            people = own or self._earlier(index, offset, several, depth, _REACH) or self._kinds.subject(index, offset)
            if people is not None or not index:
                return people
            return self._opening_noun(index - 1, depth, ("people", "person"))
        return self._body_before(index, offset, depth)

    def _agrees(self, pronouns: frozenset[str], wanted: Test) -> Test:
        """A test of antecedents: a pronoun of the same kind, or a name that passes ``wanted``."""

        def test(one: Attribution) -> bool:
            if one.name is None:
                word = self._document.text[one.source.start : one.source.end] if one.source else ""
                return word.lower() in pronouns
            return wanted(one)

        return test

    def _body_before(self, index: int, offset: int, depth: int) -> Referent | None:
        """Whom "it" means: the last body that spoke, or the one that opens the sentence before without speaking."""
        wanted = self._agrees(
            frozenset({"it"}), lambda one: not self._kinds.is_person(one) and not self._kinds.is_plural(one)
        )
        for k in range(index, max(-1, index - _REACH - 1), -1):
            found = self._earlier(k, offset, wanted, depth, 0)
            if found is not None:
                return found
            name = self.names.opening(k) if k < index else None
            if name is not None and self._opens(name) and self._kinds.is_body(name):
                return self.names.refer(name, name.type or SourceType.OTHER)
            silent = self._opening_noun(k, depth) if k < index else None
            if silent is not None:
                return silent
        return self._kinds.subject(index, offset)

    def _opens(self, name: Name) -> bool:
        """True where nothing but an article stands before the name in its sentence."""
        tokens = self._document.sentences[name.sentence].tokens
        return all(t.start >= name.start or t.lower in ("the", "a", "an") for t in tokens)

    def _opening_noun(
        self, index: int, depth: int, forms: tuple[str, ...] = ("body", "outlet"), before: int | None = None
    ) -> Referent | None:
        """The body or the people whose bare noun opens the sentence ("The army did not comment", "Speakers cheered")."""
        sentence = self._document.sentences[index]
        tokens = sentence.tokens[:_OPENING]
        match = next(iter(self._vocabulary.sources([t.text for t in tokens], [t.lower for t in tokens])), None)
        if match is None or match.value.form not in forms or depth > _DEPTH:
            return None
        definite = match.first == 1 and tokens[0].lower == "the" and tokens[match.last - 1].text[0].islower()
        if not definite and not (match.first == 0 and "people" in forms):
            return None
        if match.value.form == "person" and not tokens[match.last - 1].lower.endswith("s"):
            return None
        phrase = sentence.phrase(match.first, match.last)
        if before is not None and phrase.end > before:
            return None
        name = sentence.slice(phrase)
        own = Referent(name, phrase.start, phrase.end, match.value.type or SourceType.OTHER, True)
        return self._described(_Description(own, sentence, match.first, match.last, True), depth + 1) or own

    def _person_before(self, index: int, offset: int) -> Referent | None:
        """A person with a role named shortly before, where no speech precedes, else one of whom the sentences before speak."""
        near = [
            name
            for names in self.names.by_role.values()
            for name in names
            if index - _NEAR <= name.sentence <= index and name.start < offset and name.entry and len(name.words) > 1
        ]
        if near:
            return self.names.refer(max(near, key=lambda name: name.start), SourceType.OFFICIAL)
        for k in range(index, max(-1, index - _NEAR - 1), -1):
            name = self.names.opening(k)
            if name is not None and name.start < offset and self._opens(name) and self._kinds.is_person_name(name):
                return self.names.refer(name, SourceType.OTHER)
        return None

    # ------------------------------------------------------------------ speakers before

    def _earlier(self, index: int, offset: int, wanted: Test, depth: int, reach: int) -> Referent | None:
        """The nearest earlier attribution's referent that passes the test; not whom the pronoun's own sentence names in passing."""
        for k in range(index, max(-1, index - reach - 1), -1):
            told = self._document.mentions[k].attributions
            for one in reversed(told):
                here = self._document.sentences[k].end > offset  # the pronoun's own sentence
                passing = here and one.rule == "attribution.according-to" or _relays(one, told)
                if one.source is None or one.source.start >= offset or passing or not wanted(one):
                    continue
                quoted = self._quotations.at(one.source.start)
                if quoted is not None and not quoted.start <= offset < quoted.end and quoted.words >= SPEECH_WORDS:
                    continue  # whom a speaker quotes is not whom the writer means
                referent = self.resolve(one, k, depth + 1) if depth < _DEPTH else None
                if referent is not None:
                    return Referent(referent.name, referent.start, referent.end, referent.type, True)
        return None


def _relays(one: Attribution, told: Sequence[Attribution]) -> bool:
    """True for an outlet that only passes on what another says: "The ministry said nine died, the agency reported"."""
    return one.type is SourceType.MEDIA and any(
        other.name is not None and other.type is not SourceType.MEDIA and other.rule != "attribution.citing"
        for other in told
    )
