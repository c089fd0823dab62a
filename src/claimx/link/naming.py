"""Who is named in a document: capitalised names with the roles beside them, and acronyms with their expansions.

Read from tokens and capitals alone, in one pass: the sentences that introduce names are mostly never parsed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from claimx.find.attributions.words import DAYS, MONTHS, OPENERS, PREPOSITIONS
from claimx.lexicon.attributions import AttributionEntry, AttributionVocabulary
from claimx.lexicon.match import Match
from claimx.models import Sentence, Token
from claimx.schema import SourceType

_CONNECTORS = frozenset(
    {"of", "for", "de", "al", "el", "-", "&", "bin", "ibn", "van", "von", "der", "da", "del", "du", "ul", "la"}
)
_NOT_NAMES = frozenset(
    {
        "the",
        "a",
        "an",
        "in",
        "on",
        "at",
        "but",
        "and",
        "it",
        "he",
        "she",
        "they",
        "we",
        "i",
        "this",
        "that",
        "these",
        "those",
        "according",
        "after",
        "before",
        "as",
        "for",
        "its",
        "his",
        "her",
        "their",
        "some",
        "many",
        "more",
        "most",
        "other",
        "another",
        "both",
        "several",
        "there",
        "when",
        "while",
        "however",
        "meanwhile",
        "since",
        "also",
        "earlier",
        "if",
        "of",
        "to",
        "from",
        "by",
        "with",
        "no",
        "not",
        "what",
        "who",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "all",
        "so",
        "our",
        "you",
        "your",
        "my",
        "or",
        "each",
        "every",
        "such",
        "mr",
        "mr.",
        "mrs",
        "mrs.",
        "ms",
        "ms.",
        "dr.",
        "sir",
        # Headlines capitalise their verbs: "Official Says".
        "say",
        "says",
        "said",
        "tells",
        "told",
        "reports",
        "claims",
        "warns",
        "confirms",
    }
)
# Words that open a clause or a phrase stand in capitals at the head of a sentence, where a name may follow at once.
_NOT_NAMES |= OPENERS | PREPOSITIONS | DAYS | MONTHS
_AFTER_ROLE = frozenset(
    {
        "of",
        "for",
        "in",
        "at",
        "from",
        "on",
        "with",
        "to",
        "who",
        "and",
        "said",
        "told",
        "by",
        "near",
        "which",
        "that",
        "based",
        "says",
        "or",
    }
)
_SAYS = frozenset("said says reported reports announced confirmed added claimed stated told declared".split())
# An apposition's role stands within so many words of the comma ("X, the long-serving acting deputy governor").
APPOSITION_REACH = 9


@dataclass(frozen=True, slots=True)
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
        matches = self._vocabulary.sources([t.text for t in tokens], sentence.lowers())
        role_at = {i: m for m in matches for i in range(m.first, m.last)}
        by_last = {m.last: m for m in matches}
        i, n = 0, len(tokens)
        while i < n:
            if not is_capital(tokens[i].text) or (
                tokens[i].lower in _NOT_NAMES and tokens[i].text not in ("WHO", "US")
            ):
                i += 1
                continue
            j = i + 1
            joined = False
            while j < n:
                low = tokens[j].lower
                if is_capital(tokens[j].text) and low not in _NOT_NAMES:
                    j += 1
                elif (
                    low in _CONNECTORS
                    and j + 1 < n
                    and (is_capital(tokens[j + 1].text) or tokens[j + 1].lower in ("al", "the", "el"))
                ):
                    joined = joined or low in ("of", "for")
                    j += 1
                elif (
                    low == "and"
                    and joined
                    and j + 1 < n
                    and is_capital(tokens[j + 1].text)
                    or low == "the"
                    and tokens[j - 1].lower in ("of", "for")
                    and j + 1 < n
                    and is_capital(tokens[j + 1].text)
                    or low == "'s"
                    and j + 1 < n
                    and (is_capital(tokens[j + 1].text) or j + 1 in role_at)
                    and j + 1 < n
                ):
                    j += 1
                elif j in role_at and role_at[j].value.form in ("body",) and not is_capital(tokens[j].text):
                    j = role_at[j].last
                else:
                    break
            while j > i + 1 and (tokens[j - 1].lower in _CONNECTORS or tokens[j - 1].lower in ("and", "the", "'s")):
                j -= 1
            yield from self._with_role(sentence, i, j, role_at, by_last)
            i = j

    def _with_role(
        self,
        sentence: Sentence,
        i: int,
        j: int,
        role_at: dict[int, Match[AttributionEntry]],
        by_last: dict[int, Match[AttributionEntry]],
    ) -> Iterator[Name]:
        tokens, n = sentence.tokens, len(sentence.tokens)
        start = i
        role: AttributionEntry | None = None
        word: str | None = None
        # "Governor Dethrat Simsiri", "Armenian Defence Ministry spokeswoman": titles inside the run part from the name.
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
                start, role, word = match.last, match.value, _head(sentence, match)
        if start == i:
            before = by_last.get(i)
            if before is not None and before.value.form == "person":
                role, word = before.value, _head(sentence, before)
            elif (
                i >= 2
                and tokens[i - 1].text == ","
                and by_last.get(i - 1) is not None
                and by_last[i - 1].value.form == "person"
            ):
                role, word = by_last[i - 1].value, _head(sentence, by_last[i - 1])
        inside = [role_at[k] for k in range(start, j) if k in role_at]
        family = next((m.value.family for m in reversed(inside) if m.value.family), None)
        kind = next((m.value.type for m in reversed(inside) if m.value.form != "person"), None) or (
            role.type if role else None
        )
        yield self._name(sentence, start, j, word, role, family, kind)
        # "X, the prosecutor of Nice, ...": every role in the apposition is X's.
        if (
            j + 1 < n
            and tokens[j].text in (",", "(", "—", "–")
            and not (is_capital(tokens[j + 1].text) and j + 2 < n and tokens[j + 2].text in ("-", ","))
        ):
            for match, _ in self._described(tokens, role_at, j + 1):
                yield self._name(
                    sentence,
                    start,
                    j,
                    _head(sentence, match),
                    match.value,
                    match.value.family or family,
                    kind or match.value.type,
                )
            # "Full Name (ACR)", "Full Name, or ACR,"
            k = j + 1 if tokens[j + 1].lower not in ("or", "the") else j + 2
            if (
                k < n
                and j - start > 1
                and is_acronym(tokens[k].text)
                and k + 1 < n
                and tokens[k + 1].text in (")", ",", "]")
            ):
                self.acronyms.setdefault(tokens[k].text, self._name(sentence, start, j, None, None, family, kind))
            # "ACR (Full Name)"
            if j - start == 1 and is_acronym(tokens[start].text) and is_capital(tokens[j + 1].text):
                close = next((m for m in range(j + 1, min(j + 12, n)) if tokens[m].text == ")"), None)
                if close is not None and close - j > 2 and tokens[j].text == "(":
                    self.acronyms.setdefault(
                        tokens[start].text, self._name(sentence, j + 1, close, None, None, family, kind)
                    )
        elif j < n and tokens[j].text == "(":
            pass

    def _described(
        self, tokens: tuple[Token, ...], role_at: dict[int, Match[AttributionEntry]], first: int
    ) -> Iterator[tuple[Match[AttributionEntry], int]]:
        """The role nouns of an apposition that begins at token ``first``: with an article, or a bare singular role set off by marks."""
        n = len(tokens)
        article = tokens[first].lower in ("a", "an", "the", "one", "his", "her", "its", "their")
        for k in range(first, min(first + APPOSITION_REACH, n)):
            if tokens[k].text in (",", ")", ".", ";") or tokens[k].lower in (
                "said",
                "told",
                "who",
                "which",
                "that",
                "in",
                "at",
                "for",
                "from",
                "on",
                "with",
            ):
                return
            match = role_at.get(k)
            if match is None or match.first != k or match.value.cased:
                continue
            after = tokens[match.last] if match.last < n else None
            if after is not None and after.lower in _SAYS:
                return  # "in Morocco, the foreign ministry said": a subject, no apposition
            if after is not None and (
                after.text[0].isalpha()
                and after.text.islower()
                and after.lower not in _AFTER_ROLE
                or not article
                and is_capital(after.text)
            ):
                continue  # "an academic outfit" is no academic, ", Governor Noor" another's title
            plural = tokens[match.last - 1].lower.endswith("s")
            bare = not article and any(
                tokens[m].text in (",", ")", ".", "—", "–") for m in range(match.last, min(match.last + 14, n))
            )
            # A body's apposition is closed by a comma: "the defence ministry in X named ..." opens a clause of its own.
            closed = (
                any(tokens[m].text in (",", ")", "—", "–") for m in range(match.last, min(match.last + 14, n)))
                or n - match.last <= 6
            )
            owns = after is not None and after.lower in ("'s", "'")
            if (
                match.value.form == "person"
                and not plural
                and (article or bare)
                or (match.value.form in ("body", "outlet") and article and closed and not owns and not plural)
            ):
                yield match, k
            if match.value.form == "person":
                return

    def _name(
        self,
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
        text = " ".join(sentence.text[start - sentence.start : end - sentence.start].split())
        return Name(
            tuple(t.text for t in tokens[i:j]),
            text,
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
    """True for two to eight capitals: longer runs are headlines."""
    return 2 <= len(word) <= 8 and word.isupper() and word.isalpha()
