"""The referent of every source: its fullest name in the document, and where that stands."""

from __future__ import annotations

from collections.abc import Callable

from claimx.lexicon.attributions import AttributionVocabulary
from claimx.link.sources.coreference.kinds import Kinds
from claimx.link.sources.coreference.names import Names, Referent, words_of
from claimx.link.sources.coreference.pronouns import DEPTH, Pronouns
from claimx.link.sources.coreference.roles import Description, Roles
from claimx.link.sources.naming import is_acronym, is_capital
from claimx.link.sources.quotations import SPEECH_WORDS, Quotations
from claimx.models import Attribution, Document, Sentence, Span
from claimx.schema import SourceType

# A full name has at most so many words more than what stands for it, and a person's at most so many in all.
_LONGER, _PERSON = 4, 4
# A body is known by its last word where its name has so many: of two, as many are persons.
_BODY = 3


class Referents:
    """Looks up the referents of one document. Built once a document."""

    def __init__(self, document: Document, vocabulary: AttributionVocabulary, quotations: Quotations) -> None:
        self._document = document
        self._vocabulary = vocabulary
        self._quotations = quotations
        self._settled = 0
        self._resolved: dict[tuple[int, int], Referent | None] = {}
        self._names = Names(document, vocabulary)
        self._kinds = Kinds(document, vocabulary, self._names)
        self._roles = Roles(vocabulary, self._names, self._kinds, self._earlier)
        self._pronouns = Pronouns(document, vocabulary, self._names, self._kinds, self._roles, self._earlier)

    def is_titled(self, name: str) -> bool:
        """True where the document gives a person of that surname a title ("Governor X")."""
        return self._names.is_titled(name)

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
            return self._pronouns.antecedent(sentence.tokens[source.first].lower, index, source.start, depth)
        own = Referent(attribution.name, source.start, source.end, attribution.type or SourceType.OTHER, False)
        if not self._is_name(sentence, source):
            described = Description(own, sentence, source.first, source.last, attribution.pronoun)
            return self._roles.read(described, depth) or own
        if sentence.tokens[source.last - 1].text.islower():
            # "the Nice prosecutor", "the Britain-based monitor": the role may have a name elsewhere.
            named = self._roles.read(Description(own, sentence, source.first, source.last, False), depth)
            if named is not None:
                return named
        return self._fuller(own, words_of(attribution.name), index) or own

    def _is_name(self, sentence: Sentence, source: Span) -> bool:
        """True where capitals name the source; the first word of a sentence is capital anyway."""
        tokens = sentence.tokens[source.first : source.last]
        if len(tokens) == 1:
            match = next(iter(self._vocabulary.sources([tokens[0].text], [tokens[0].lower])), None)
            return match.value.cased if match is not None else is_capital(tokens[0].text)
        return any(is_capital(t.text) for t in tokens[1:]) or (
            is_capital(tokens[0].text) and (source.first > 0 or is_acronym(tokens[0].text))
        )

    def _fuller(self, own: Referent, words: list[str], index: int) -> Referent | None:
        """The fullest name that the words are a part of: an acronym's expansion, a surname's bearer, a longer name."""
        names = self._names
        if words[0] in names.acronyms and (len(words) == 1 or words[1:] in (["sources"], ["source"])):
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
            return None
        return names.refer(min(longer, key=lambda name: (abs(name.sentence - index), -len(name.words))), own.type)

    def _bearer(self, own: Referent, surname: str) -> Referent | None:
        """Whose surname it is, or the body whose name holds it."""
        names = self._names
        full = [
            name
            for name in names.by_last.get(surname, ())
            if 2 <= len(name.words) <= _PERSON and not any(word.lower() in ("of", "for") for word in name.words)
        ]
        titled = next((name for name in full if names.titled(name)), None)
        if titled is not None:
            return names.refer(titled, titled.type or own.type)
        # Without a title a single name may be a country or a movement: those have no first name.
        if own.type in (SourceType.GOVERNMENT, SourceType.ARMED_GROUP) or self._kinds.is_party(own.start, own.end):
            return None
        if full:
            return names.refer(full[0], own.type if own.type is not SourceType.OTHER else full[0].type or own.type)
        body = next(
            (
                name
                for name in names.by_word.get(surname, ())
                if len(name.words) >= _BODY and name.type not in (None, SourceType.GOVERNMENT) and own.type is name.type
            ),
            None,
        )
        return None if body is None else names.refer(body, own.type)

    def _earlier(
        self, index: int, offset: int, wanted: Callable[[Attribution], bool], depth: int, reach: int
    ) -> Referent | None:
        """The nearest earlier attribution's referent that passes the test; not whom the pronoun's own sentence names in passing."""
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
                referent = self.resolve(one, k, depth + 1) if depth < DEPTH else None
                if referent is not None:
                    return Referent(referent.name, referent.start, referent.end, referent.type, True)
        return None
