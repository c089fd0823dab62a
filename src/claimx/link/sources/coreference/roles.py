"""Who "the governor", "a monitor" and "the agency" are: the name in the document with that role."""

from __future__ import annotations

from dataclasses import dataclass

from claimx.lexicon.attributions import AttributionEntry, AttributionVocabulary
from claimx.link.sources.coreference.kinds import Kinds
from claimx.link.sources.coreference.names import REACH, Earlier, Names, Referent, nearest
from claimx.link.sources.naming import is_acronym, is_capital
from claimx.models import Attribution, Sentence
from claimx.schema import SourceType

# A body named once is meant by its noun to the end of the article ("the ministry"): articles are shorter than this.
_WHOLE_ARTICLE = 400
# "A government official" in the lead is the one whom so many next sentences name.
_NAMED_SOON = 3
# "the officials" are those of this sentence or the two before.
_NEAR = 2
# "said, speaking on Monday on condition of": so many words behind who speaks.
_UNNAMED = 16
# Nouns for any body or person: whoever spoke last, whatever the name.
_ANY_BODY = frozenset(
    "agency group organisation organization organisations organizations office team company centre center project".split()
)
# Those of them that a state has too.
_OF_STATE = frozenset("agency office team centre center".split())
_ANY_PERSON = frozenset(
    "official spokesman spokeswoman spokesperson source man woman minister soldier officer leader witness mother father doctor".split()
)


@dataclass(frozen=True, slots=True)
class Description:
    """A source described, not named: tokens ``first`` to ``last`` (exclusive) of its sentence, ``own`` what they say by themselves."""

    own: Referent
    sentence: Sentence
    first: int
    last: int
    definite: bool


class Roles:
    """Names by role, of one document."""

    def __init__(self, vocabulary: AttributionVocabulary, names: Names, kinds: Kinds, earlier: Earlier) -> None:
        self._vocabulary = vocabulary
        self._names = names
        self._kinds = kinds
        self._earlier = earlier

    def read(self, source: Description, depth: int) -> Referent | None:
        """The name that the description stands for; plural roles name nobody in particular."""
        sentence = source.sentence
        tokens = sentence.tokens[source.first : source.last]
        matches = self._vocabulary.sources([t.text for t in tokens], [t.lower for t in tokens])
        if not matches:
            return None
        head = matches[-1]
        word = " ".join(t.lower for t in tokens[head.first : head.last])
        many = tokens[head.last - 1].lower.endswith("s")
        plural = many and head.value.form in ("person", "people")
        if plural and not source.definite:
            return None
        if not source.definite and _is_anonymous(sentence, source.last):
            return None
        before = sentence.tokens[: max(0, source.first - 1)]
        if source.definite and head.value.form in ("body", "outlet") and any(t.lower == word for t in before):
            return source.own  # "the agency" is the agency of its sentence
        named = (
            (None if plural else self._with_role(source, word))
            or (None if many else self._of_family(source, head.value))
            or (None if plural else self._office_holder(source, word))
        )
        if named is not None or not source.definite:
            return named
        return self._told_earlier(source, head.value, word, depth)

    def _with_role(self, source: Description, word: str) -> Referent | None:
        names = [name for name in self._names.by_role.get(word, ()) if name.start != source.own.start]
        if not names:
            return None
        return self._names.refer(nearest(names, source.own.start, source.definite), source.own.type)

    def _of_family(self, source: Description, noun: AttributionEntry) -> Referent | None:
        """The name of another noun of the family: "the monitor" for the Observatory."""
        if not noun.family or noun.form not in ("body", "outlet", "person"):
            return None
        names = [
            name
            for name in self._names.by_family.get(noun.family, ())
            if (len(name.words) > 1 or is_acronym(name.words[0])) and name.start != source.own.start
        ]
        if not names:
            return None
        return self._names.refer(nearest(names, source.own.start, source.definite), names[0].type or source.own.type)

    def _office_holder(self, source: Description, word: str) -> Referent | None:
        """ "A government official" in the lead is the one whom the next sentences name."""
        if not word.endswith("official"):
            return None
        index = source.sentence.index
        holders = [
            name
            for name in self._names.office_holders
            if index <= name.sentence <= index + _NAMED_SOON and name.words[-1].lower() in self._names.speaking
        ]
        one = len({name.text for name in holders}) == 1
        return self._names.refer(holders[0], source.own.type) if one else None

    def _told_earlier(self, source: Description, noun: AttributionEntry, word: str, depth: int) -> Referent | None:
        """Whom "the" goes back to: a body by its noun, else whoever of the kind spoke last."""
        index, offset = source.sentence.index, source.own.start
        last = word.rsplit(maxsplit=1)[-1]
        if noun.form in ("person", "people") and last.endswith("s"):
            several = self._earlier(index, offset, lambda one: _is_called(one, last), depth, _NEAR)
            if several is not None:
                return several
        if noun.form in ("body", "people", "outlet"):
            body = self._earlier(index, offset, lambda one: _is_named_with(one, last), depth, _WHOLE_ARTICLE)
            if body is not None:
                return body
            bodies = [name for name in self._names.by_last.get(last, ()) if len(name.words) > 1 and name.start < offset]
            if bodies:
                return self._names.refer(bodies[-1], source.own.type)
        if noun.form == "document":
            return self._earlier(index, offset, self._issues, depth, REACH)
        if noun.form in ("body", "outlet") and word in _ANY_BODY:
            wanted = self._is_body if word in _OF_STATE else self._is_private
            return self._earlier(index, offset, wanted, depth, REACH)
        if noun.form == "person" and word in _ANY_PERSON:
            return self._earlier(
                index, offset, lambda one: one.name is not None and self._kinds.is_person(one), depth, REACH
            )
        return None

    def _issues(self, one: Attribution) -> bool:
        """True for who may have issued a document."""
        return one.name is not None and self._kinds.form(one.name) not in ("document", None)

    def _is_body(self, one: Attribution) -> bool:
        return one.name is not None and not one.pronoun and not self._kinds.is_person(one)

    def _is_private(self, one: Attribution) -> bool:
        """True for a body that is no state's: "the group" is never the police."""
        return self._is_body(one) and one.type not in (SourceType.OFFICIAL, SourceType.MILITARY, SourceType.GOVERNMENT)


def _is_anonymous(sentence: Sentence, last: int) -> bool:
    """True where who speaks from token ``last`` on will not be named: "declining to be named", "on condition of anonymity"."""
    lowers = sentence.lowers()[last : last + _UNNAMED]
    return "anonymity" in lowers or any(
        lowers[i : i + 2] in (["be", "named"], ["be", "identified"], ["being", "named"], ["being", "identified"])
        for i in range(len(lowers))
    )


def _is_called(one: Attribution, noun: str) -> bool:
    """True where the noun closes the source, whatever its capitals: "the officials" for "security officials"."""
    return one.name is not None and not one.pronoun and one.name.lower().split()[-1] == noun


def _is_named_with(one: Attribution, noun: str) -> bool:
    """True for a capitalised name that holds the noun: "the ministry" for the Ministry of Health."""
    if one.name is None:
        return False
    return noun in one.name.lower().split() and any(is_capital(word) for word in one.name.split())
