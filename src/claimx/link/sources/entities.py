"""The names of a document: capitalised names with the roles beside them, acronyms with their expansions, and where to find them.

Read from tokens and capitals alone, in one pass: the sentences that introduce names are mostly never parsed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from claimx.find.attributions.words import DAYS, MONTHS, OPENERS, PREPOSITIONS
from claimx.lexicon.attributions import AttributionEntry, AttributionVocabulary
from claimx.lexicon.match import Match
from claimx.lexicon.verbs import SAYS
from claimx.models import Document, Sentence, Token
from claimx.schema import SourceType

# Entries of the lexicon whose words are titles before a person's name.
_TITLES = frozenset("spokesperson office-holder law officer medic researcher activist journalist witness".split())
# Two initials fit too many names.
_INITIALS = 3
_CONNECTORS = frozenset("of for de al el - & bin ibn van von der da del du ul la".split())
_NOT_NAMES = frozenset(
    (
        "the a an in on at but and it he she they we i this that these those according after before as for its his "
        "her their some many more most other another both several there when while however meanwhile since also "
        "earlier if of to from by with no not what who one two three four five six seven eight nine ten all so our "
        "you your my or each every such mr mr. mrs mrs. ms ms. dr. sir say says said tells told reports claims "
        "warns confirms"
    ).split()
)
# Words that open a clause or a phrase stand in capitals at the head of a sentence, where a name may follow at once.
_NOT_NAMES |= OPENERS | PREPOSITIONS | DAYS | MONTHS
_AFTER_ROLE = frozenset(("of for in at from on with to who and said told by near which that based says or").split())
# An apposition's role stands within so many words of the comma ("X, the long-serving acting deputy governor").
APPOSITION_REACH = 9


@dataclass(slots=True, unsafe_hash=True)
class Name:
    """A capitalised name somewhere in the document. ``role`` is the role noun beside it ("governor"), if any."""

    words: tuple[str, ...]
    text: str
    sentence: int
    start: int
    end: int
    role: str | None = None
    entry: str | None = None
    family: str | None = None
    type: SourceType | None = None


class NameReader:
    """Reads names sentence by sentence; ``acronyms`` grows with those that the text expands."""

    def __init__(self, vocabulary: AttributionVocabulary) -> None:
        self._vocabulary = vocabulary
        self.acronyms: dict[str, Name] = {}

    def read(self, sentence: Sentence) -> Iterator[Name]:
        """The names of a sentence, one for each role beside it."""
        tokens = sentence.tokens
        matches = self._vocabulary.sources_of(sentence)
        role_at = {i: m for m in matches for i in range(m.first, m.last)}
        by_last = {m.last: m for m in matches}
        i = 0
        while i < len(tokens):
            if not tokens[i].text[0].isupper() or (
                tokens[i].lower in _NOT_NAMES and tokens[i].text not in ("WHO", "US")
            ):
                i += 1
                continue
            end = _run_end(tokens, i, role_at)
            if end == 1 and i in role_at and not role_at[i].value.cased:
                i = end  # "Police said": the sentence gives the capital
                continue
            yield from self._with_role(sentence, i, end, role_at, by_last)
            i = end

    def _with_role(
        self,
        sentence: Sentence,
        i: int,
        j: int,
        role_at: dict[int, Match[AttributionEntry]],
        by_last: dict[int, Match[AttributionEntry]],
    ) -> Iterator[Name]:
        tokens, n = sentence.tokens, len(sentence.tokens)
        outlet = role_at.get(i)
        if (
            outlet is not None
            and outlet.value.cased
            and outlet.value.form == "outlet"
            and any(k in role_at and not role_at[k].value.cased for k in range(outlet.last, j))
        ):
            i = outlet.last  # "told AFP Observatory director X": the outlet is no part of the name behind it
        start, title = _title(sentence, i, j, role_at, by_last)
        inside = [role_at[k] for k in range(start, j) if k in role_at]
        family = next((m.value.family for m in reversed(inside) if m.value.family), None)
        kind = next((m.value.type for m in reversed(inside) if m.value.form != "person"), None)
        if title is None:
            yield _name(sentence, start, j, None, None, family, kind)
        else:
            kind = kind or title.value.type
            yield _name(sentence, start, j, _head(sentence, title), title.value, family, kind)
        # "X, the prosecutor of Nice, ...": every role in the apposition is X's.
        if (
            j + 1 >= n
            or tokens[j].text not in (",", "(", "—", "–")
            or (is_capital(tokens[j + 1].text) and j + 2 < n and tokens[j + 2].text in ("-", ","))
        ):
            return
        for match in _described(tokens, role_at, j + 1):
            role = match.value
            yield _name(sentence, start, j, _head(sentence, match), role, role.family or family, kind or role.type)
        self._learn(sentence, start, j, family, kind)

    def _learn(self, sentence: Sentence, start: int, j: int, family: str | None, kind: SourceType | None) -> None:
        """Keep the acronym that a name expands: "Full Name (ACR)", "Full Name, or ACR,"."""
        tokens, n = sentence.tokens, len(sentence.tokens)
        k = j + 1 if tokens[j + 1].lower not in ("or", "the") else j + 2
        if j - start > 1 and k + 1 < n and is_acronym(tokens[k].text) and tokens[k + 1].text in (")", ",", "]"):
            first = _spelt_from(tokens, j, tokens[k].text)
            first = start if first is None else first
            self.acronyms.setdefault(tokens[k].text, _name(sentence, first, j, None, None, family, kind))


def _spelt_from(tokens: tuple[Token, ...], end: int, acronym: str) -> int | None:
    """Where the words before token ``end`` begin whose initials are the acronym: "Royal Commission on Human Rights (RCHR)"."""
    left = list(acronym.upper())
    for i in range(end - 1, max(-1, end - _EXPANSION), -1):
        word = tokens[i].text
        if word[0].upper() == left[-1] and (is_capital(word) or len(left) > 1):
            left.pop()
        elif is_capital(word) or word.lower() not in _CONNECTORS | PREPOSITIONS | {"and", "the"}:
            return None
        if not left:
            return i
    return None


# An acronym's full name in brackets has fewer words than this.
_EXPANSION = 12


def _run_end(tokens: tuple[Token, ...], i: int, role_at: Mapping[int, Match[AttributionEntry]]) -> int:
    """The token after the name that begins at ``i``: capitals, what joins them, and a body's noun behind them."""
    n = len(tokens)
    j = i + 1
    joined = False
    while j < n:
        low = tokens[j].lower
        capital_next = j + 1 < n and is_capital(tokens[j + 1].text)
        if is_capital(tokens[j].text) and low not in _NOT_NAMES:
            j += 1
        elif (
            low in _CONNECTORS
            and not (low == "-" and tokens[j - 1].space)
            and (capital_next or (j + 1 < n and tokens[j + 1].lower in ("al", "the", "el")))
        ):
            joined = joined or low in ("of", "for")
            j += 1
        elif (
            (low == "and" and joined and capital_next)
            or (low == "the" and tokens[j - 1].lower in ("of", "for") and capital_next)
            or (low == "'s" and (capital_next or (j + 1 < n and j + 1 in role_at)))
        ):
            j += 1
        elif (
            j in role_at
            and _is_body(role_at[j].value.form, tokens[role_at[j].last - 1])
            and not is_capital(tokens[j].text)
        ):
            j = role_at[j].last
        else:
            break
    if j > i + 2 and tokens[j - 1].lower in ("jr", "jr.", "sr", "sr."):
        j -= 1
    while j > i + 1 and (tokens[j - 1].lower in _CONNECTORS or tokens[j - 1].lower in ("and", "the", "'s")):
        j -= 1
    return j


def _is_body(form: str, last: Token) -> bool:
    """True for a noun of a body, or of a force that has no plural ("civil defence", "police")."""
    return form == "body" or form == "people" and not last.lower.endswith("s")


def _title(
    sentence: Sentence,
    i: int,
    j: int,
    role_at: Mapping[int, Match[AttributionEntry]],
    by_last: Mapping[int, Match[AttributionEntry]],
) -> tuple[int, Match[AttributionEntry] | None]:
    """Where the name proper begins in the run ``i`` to ``j``, and the title in or before it: "Governor Dethrat Simsiri"."""
    tokens = sentence.tokens
    start, title = i, None
    for k in range(i, j):
        match = role_at.get(k)
        if (
            match is not None
            and match.value.form == "person"
            and match.last < j
            and match.first == k
            and match.last not in role_at
            and is_capital(tokens[match.last].text)
        ):
            start, title = match.last, match
    if start > i:
        return start, title
    before = by_last.get(i)
    if before is not None and before.value.form == "person":
        return i, before
    before = by_last.get(i - 1) if i >= 2 and tokens[i - 1].text == "," else None
    return i, before if before is not None and before.value.form == "person" else None


def _described(
    tokens: tuple[Token, ...], role_at: Mapping[int, Match[AttributionEntry]], first: int
) -> Iterator[Match[AttributionEntry]]:
    """The role nouns of an apposition that begins at token ``first``: with an article, or a bare singular role set off by marks."""
    n = len(tokens)
    article = tokens[first].lower in ("a", "an", "the", "one", "his", "her", "its", "their")
    for k in range(first, min(first + APPOSITION_REACH, n)):
        if tokens[k].text in (",", ")", ".", ";") or tokens[k].lower in _APPOSITION_ENDS | SAYS:
            return
        match = role_at.get(k)
        if match is None or match.first != k or match.value.cased:
            continue
        after = tokens[match.last] if match.last < n else None
        if after is not None and after.lower in SAYS:
            return  # "in Morocco, the foreign ministry said": a subject, no apposition
        lower = after is not None and after.text[0].isalpha() and after.text.islower()
        if after is not None and (
            (lower and after.lower not in _AFTER_ROLE) or (not article and is_capital(after.text))
        ):
            continue  # "an academic outfit" is no academic, ", Governor Noor" another's title
        if not tokens[match.last - 1].lower.endswith("s") and _is_apposed(tokens, match, article):
            yield match
        if match.value.form == "person":
            return


# Words at which an apposition's own noun phrase is over.
_APPOSITION_ENDS = frozenset("said told according citing quoting who which that in at for from on with".split())
# The mark that closes an apposition stands within so many words of its noun; the sentence may end within fewer.
_CLOSES, _ENDS = 14, 6


def _is_apposed(tokens: tuple[Token, ...], match: Match[AttributionEntry], article: bool) -> bool:
    """True where a singular role noun is the name's: a person's after an article or set off by marks, a body's closed by a comma."""
    n = len(tokens)
    marks = {tokens[m].text for m in range(match.last, min(match.last + _CLOSES, n))}
    if match.value.form == "person":
        return article or not marks.isdisjoint((",", ")", ".", "—", "–"))
    if match.value.form not in ("body", "outlet") or not article:
        return False
    # "the defence ministry in X named ..." opens a clause of its own.
    closed = not marks.isdisjoint((",", ")", "—", "–")) or n - match.last <= _ENDS
    owns = match.last < n and tokens[match.last].lower in ("'s", "'")
    return closed and not owns


def _name(
    sentence: Sentence,
    i: int,
    j: int,
    word: str | None,
    role: AttributionEntry | None,
    family: str | None,
    kind: SourceType | None,
) -> Name:
    tokens = sentence.tokens
    start, end = tokens[i].start, tokens[j - 1].end
    return Name(
        tuple(t.text for t in tokens[i:j]),
        " ".join(sentence.text[start - sentence.start : end - sentence.start].split()),
        sentence.index,
        start,
        end,
        word,
        role.id if role else None,
        family,
        kind,
    )


def _head(sentence: Sentence, match: Match[AttributionEntry]) -> str:
    return " ".join(t.lower for t in sentence.tokens[match.first : match.last])


def is_capital(word: str) -> bool:
    """True for a word that begins with a capital."""
    return word[:1].isupper()


def is_acronym(word: str) -> bool:
    """True for two to eight capitals, and "MoH": longer runs are headlines."""
    mixed = len(word) == _MIXED and word[0].isupper() and word[1] == "o" and word[2].isupper()
    return 2 <= len(word) <= 8 and (word.isupper() or mixed) and word.isalpha()


# The ministries of health, defence and interior keep the "of".
_MIXED = 3


@dataclass(frozen=True, slots=True)
class Referent:
    """What a source refers to: the fullest name and where it stands; ``carried`` where another sentence names it."""

    name: str
    start: int
    end: int
    type: SourceType
    carried: bool


class Names:
    """The names of one document. Built once a document."""

    def __init__(self, document: Document, vocabulary: AttributionVocabulary) -> None:
        self.by_last: dict[str, list[Name]] = defaultdict(list)
        self.by_word: dict[str, list[Name]] = defaultdict(list)
        self.by_role: dict[str, list[Name]] = defaultdict(list)
        self.by_family: dict[str, list[Name]] = defaultdict(list)
        self.of_sentence: dict[int, list[Name]] = defaultdict(list)
        reader = NameReader(vocabulary)
        for sentence in document.sentences:
            for name in reader.read(sentence):
                self._add(name)
                self.of_sentence[name.sentence].append(name)
        self.acronyms = reader.acronyms
        self._acronyms_by_initials()

    def _add(self, name: Name) -> None:
        self.by_last[name.words[-1].lower()].append(name)
        for word in {w.lower() for w in name.words}:
            self.by_word[word].append(name)
        if name.role:
            self.by_role[name.role].append(name)
        if name.family:
            self.by_family[name.family].append(name)

    def _acronyms_by_initials(self) -> None:
        for names in list(self.by_last.values()):
            for name in names:
                words = [w for w in name.words if is_capital(w)]
                if len(words) >= _INITIALS:
                    self.acronyms.setdefault("".join(w[0] for w in words), name)

    def opening(self, sentence: int) -> Name | None:
        """The first name of a sentence."""
        return next(iter(self.of_sentence.get(sentence, ())), None)

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
