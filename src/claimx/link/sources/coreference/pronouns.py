"""Whom "he", "they" and "it" mean: who spoke last, or who opens the sentences before without speaking."""

from __future__ import annotations

from collections.abc import Callable

from claimx.lexicon.attributions import AttributionVocabulary
from claimx.link.sources.coreference.kinds import Kinds
from claimx.link.sources.coreference.names import REACH, Earlier, Names, Referent
from claimx.link.sources.coreference.roles import Description, Roles
from claimx.link.sources.naming import Name
from claimx.models import Attribution, Document
from claimx.schema import SourceType

_PLURAL = frozenset({"they", "them", "both", "we"})
_PERSON = frozenset({"he", "she", "him", "her", "i"})
# A bare noun that opens a sentence stands within so many words ("the regional health ministry").
_OPENING = 5
# A person who is told of and does not speak is meant within so many sentences.
_SILENT = 2
# A chain of pronouns this long has lost its name.
DEPTH = 8


class Pronouns:
    """Antecedents of one document's pronouns."""

    def __init__(
        self,
        document: Document,
        vocabulary: AttributionVocabulary,
        names: Names,
        kinds: Kinds,
        roles: Roles,
        earlier: Earlier,
    ) -> None:
        self._document = document
        self._vocabulary = vocabulary
        self._names = names
        self._kinds = kinds
        self._roles = roles
        self._earlier = earlier

    def antecedent(self, pronoun: str, index: int, offset: int, depth: int) -> Referent | None:
        """Whom the pronoun at ``offset`` in sentence ``index`` means, or None."""
        if depth > DEPTH:
            return None
        if pronoun in _PERSON:
            person = self._earlier(index, offset, self._agrees(_PERSON, self._kinds.is_person), depth, REACH)
            return person or self._person_before(index, offset)
        if pronoun in _PLURAL:
            several = self._agrees(_PLURAL, lambda one: not self._kinds.is_person(one))
            people = self._earlier(index, offset, several, depth, REACH)
            if people is not None or not index:
                return people
            return self._opening_noun(index - 1, depth, ("people", "person"))
        return self._body_before(index, offset, depth)

    def _agrees(self, pronouns: frozenset[str], wanted: Callable[[Attribution], bool]) -> Callable[[Attribution], bool]:
        """A test of antecedents: a pronoun of the same kind, or a name that passes ``wanted``."""

        def test(one: Attribution) -> bool:
            if one.name is None:
                return one.source is not None and self._word(one.source.start, one.source.end) in pronouns
            return wanted(one)

        return test

    def _word(self, start: int, end: int) -> str:
        return self._document.text[start:end].lower()

    def _body_before(self, index: int, offset: int, depth: int) -> Referent | None:
        """Whom "it" means: the last body that spoke, or the one that opens the sentence before without speaking."""
        wanted = self._agrees(
            frozenset({"it"}), lambda one: not self._kinds.is_person(one) and not self._kinds.is_plural(one)
        )
        for k in range(index, max(-1, index - REACH - 1), -1):
            found = self._earlier(k, offset, wanted, depth, 0)
            if found is not None:
                return found
            name = self._names.opening.get(k) if k < index else None
            if name is not None and self._opens(name) and self._kinds.is_body(name):
                return self._names.refer(name, name.type or SourceType.OTHER)
            silent = self._opening_noun(k, depth) if k < index else None
            if silent is not None:
                return silent
        return None

    def _opens(self, name: Name) -> bool:
        """True where nothing but an article stands before the name in its sentence."""
        tokens = self._document.sentences[name.sentence].tokens
        return all(t.start >= name.start or t.lower in ("the", "a", "an") for t in tokens)

    def _opening_noun(self, index: int, depth: int, forms: tuple[str, ...] = ("body", "outlet")) -> Referent | None:
        """The body or the people whose bare noun opens the sentence ("The army did not comment", "Speakers cheered")."""
        sentence = self._document.sentences[index]
        tokens = sentence.tokens[:_OPENING]
        match = next(iter(self._vocabulary.sources([t.text for t in tokens], [t.lower for t in tokens])), None)
        if match is None or match.value.form not in forms or depth > DEPTH:
            return None
        definite = match.first == 1 and tokens[0].lower == "the" and tokens[match.last - 1].text[0].islower()
        if not definite and not (match.first == 0 and "people" in forms):
            return None
        if "people" in forms and match.value.form == "person" and not tokens[match.last - 1].lower.endswith("s"):
            return None
        phrase = sentence.phrase(match.first, match.last)
        own = Referent(sentence.slice(phrase), phrase.start, phrase.end, match.value.type or SourceType.OTHER, True)
        return self._roles.read(Description(own, sentence, match.first, match.last, True), depth + 1) or own

    def _person_before(self, index: int, offset: int) -> Referent | None:
        """A person with a role named shortly before, where no speech precedes."""
        near = [
            name
            for names in self._names.by_role.values()
            for name in names
            if index - _SILENT <= name.sentence <= index and name.start < offset and name.entry and len(name.words) > 1
        ]
        if near:
            return self._names.refer(max(near, key=lambda name: name.start), SourceType.OFFICIAL)
        # Nobody with a role: the person of whom the sentences before speak ("Hagos was held for a year").
        for k in range(index, max(-1, index - _SILENT - 1), -1):
            name = self._names.opening.get(k)
            if name is not None and name.start < offset and self._opens(name) and self._kinds.is_person_name(name):
                return self._names.refer(name, SourceType.OTHER)
        return None
