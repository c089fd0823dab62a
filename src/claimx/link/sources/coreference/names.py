"""The names of one document, for look-up: by last word, by any word, by role, by family of roles, by acronym."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from claimx.lexicon.attributions import AttributionVocabulary
from claimx.link.sources.naming import Name, NameReader, is_capital
from claimx.models import Attribution, Document
from claimx.schema import SourceType

# Entries of the lexicon whose words are titles before a person's name.
_TITLES = frozenset(
    {"spokesperson", "office-holder", "law", "officer", "medic", "researcher", "activist", "journalist", "witness"}
)
# Two initials fit too many names.
_INITIALS = 3


@dataclass(frozen=True, slots=True)
class Referent:
    """What a source refers to: the fullest name and where it stands; ``carried`` where another sentence names it."""

    name: str
    start: int
    end: int
    type: SourceType
    carried: bool


# Asks for the referent of the nearest earlier attribution that passes a test: before a sentence and an offset, at a depth of
# pronouns, within a reach of sentences.
Earlier = Callable[[int, int, Callable[[Attribution], bool], int, int], Referent | None]
# The antecedent of a pronoun or a role stands within so many sentences; beyond, none is better than a wrong one.
REACH = 6


class Names:
    """The names of one document. Built once a document."""

    def __init__(self, document: Document, vocabulary: AttributionVocabulary) -> None:
        self.by_last: dict[str, list[Name]] = defaultdict(list)
        self.by_word: dict[str, list[Name]] = defaultdict(list)
        self.by_role: dict[str, list[Name]] = defaultdict(list)
        self.by_family: dict[str, list[Name]] = defaultdict(list)
        self.office_holders: list[Name] = []
        self.opening: dict[int, Name] = {}
        reader = NameReader(vocabulary)
        for sentence in document.sentences:
            for name in reader.read(sentence):
                self._add(name)
                self.opening.setdefault(name.sentence, name)
        # The last words of who speaks by name, in any sentence.
        self.speaking = frozenset(
            words_of(one.name)[-1].lower()
            for mentions in document.mentions
            for one in mentions.attributions
            if one.name is not None and is_capital(words_of(one.name)[-1])
        )
        self.acronyms = reader.acronyms
        self._acronyms_by_initials()

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
                if len(words) >= _INITIALS:
                    self.acronyms.setdefault("".join(w[0] for w in words), name)

    def titled(self, name: Name) -> bool:
        """True where a title stands beside the name ("Governor X")."""
        return name.role is not None and name.entry in _TITLES

    def is_titled(self, name: str) -> bool:
        """True where the document gives a person of that surname a title ("Governor X")."""
        last = words_of(name)[-1:]
        return bool(last) and any(self.titled(one) for one in self.by_last.get(last[0].lower(), ()))

    def refer(self, name: Name, kind: SourceType) -> Referent:
        """The referent that a name stands for: an acronym's expansion, a surname's first name and surname."""
        full = name
        if len(name.words) == 1:
            if name.words[0] in self.acronyms:
                full = self.acronyms[name.words[0]]
            else:
                longer = [one for one in self.by_last.get(name.words[0].lower(), ()) if 2 <= len(one.words) <= 4]
                full = longer[0] if longer else name
        return Referent(full.text, full.start, full.end, kind, True)


def words_of(name: str) -> list[str]:
    """The words of a name, possessives parted."""
    return name.replace("’s", " 's").replace("'s", " 's").split()


def nearest(names: list[Name], offset: int, backwards: bool) -> Name:
    """The nearest name, those before first where the phrase is definite ("the governor"), those after for "a governor"."""
    before = [name for name in names if name.start < offset]
    after = [name for name in names if name.start >= offset]
    if before and (backwards or not after):
        return before[-1]
    return after[0] if after else before[-1]
