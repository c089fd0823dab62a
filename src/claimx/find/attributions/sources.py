"""Read a noun phrase as a source: where it begins and ends, its name, its type, whether another sentence must resolve it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claimx.find.attributions.words import (
    ARTICLES,
    COUNTS,
    DAYS,
    FILLERS,
    ISSUED,
    MONTHS,
    NAME_PARTICLES,
    NOBODY,
    OPENERS,
    PERSONAL,
    POSTMODIFIERS,
    PREPOSITIONS,
    PRONOUNS,
    QUOTES,
    STOPS,
    VERBAL,
)
from claimx.lexicon.attributions import AttributionEntry, AttributionVocabulary
from claimx.lexicon.match import Match
from claimx.models import Attribution, Sentence, Span, Token
from claimx.schema import Mode, SourceType, Stance

_NEAR = frozenset({"local", "regional", "senior"})


@dataclass(frozen=True, slots=True)
class Source:
    """A source as its sentence has it. ``name`` is None for a pronoun; ``document`` tells that its document was named ("UN figures")."""

    phrase: Span
    name: str | None
    type: SourceType
    pronoun: bool
    form: str
    document: bool = False


def _is_titled(tokens: Sequence[Token]) -> bool:
    """True for a line whose longer words all begin with capitals."""
    words = [t.text for t in tokens if t.text.isalpha() and len(t.text) >= _LONG]
    return len(words) > 1 and all(word[0].isupper() for word in words)


_JOINING = frozenset({"'s", "'", "-", "&"})
# Shorter words (of, with) may stay small in title case.
_LONG = 5


class Reader:
    """One sentence with its source nouns found; all methods are pure."""

    def __init__(self, sentence: Sentence, vocabulary: AttributionVocabulary) -> None:
        self.sentence = sentence
        self.vocabulary = vocabulary
        self.tokens = sentence.tokens
        # Teleprinter text is all capitals: there a capital tells nothing.
        self.capitals = sentence.text.isupper()
        # In a headline in title case a verb has a capital like any word.
        self.titled = _is_titled(self.tokens)
        nouns = vocabulary.beside["noun"]
        # "Police report nine dead": the verb ends no compound ("a police report").
        lowers = ["\0" if t.pos == "VERB" and t.lower in nouns else t.lower for t in self.tokens]
        self.matches = vocabulary.sources([t.text for t in self.tokens], lowers)
        self.by_last: dict[int, Match[AttributionEntry]] = {m.last: m for m in self.matches}
        self.at: dict[int, Match[AttributionEntry]] = {i: m for m in self.matches for i in range(m.first, m.last)}

    def attribute(
        self,
        source: Source | None,
        cue: tuple[int, int],
        verb: str,
        content: tuple[tuple[int, int], ...],
        mode: Mode,
        rule: str,
        *,
        via: str | None = None,
        stance: Stance | None = None,
    ) -> Attribution:
        """The attribution of ``content`` to the source by the cue's tokens (first, last exclusive); None: nobody says it."""
        words = self.sentence.phrase(*cue)
        if source is None:
            return Attribution(None, None, words, verb, content, mode, rule)
        return Attribution(
            source.phrase, source.name, words, verb, content, mode, rule, source.pronoun, source.type, via, stance
        )

    # ------------------------------------------------------------------ extents

    def is_nominal(self, i: int, after_capital: bool = False) -> bool:
        """True where token i can stand within a noun phrase; ``after_capital``: and a capitalised name follows it."""
        token = self.tokens[i]
        if i in self.at:
            return True
        if self.is_dash(i):
            return False
        if token.lower in ("'s", "-", "&", "\u2013", "'") or (token.lower in ("al", "el") and i + 1 < len(self.tokens)):
            return True
        if i and self.tokens[i - 1].text == "-" and token.text[0].isalpha():
            return True  # "the Britain-based monitor"
        if token.lower in PREPOSITIONS or token.lower in PRONOUNS | ARTICLES and not token.text[0].isupper():
            return False
        if token.text[0].isupper():
            return token.lower not in OPENERS or token.lower in ("as",)
        if token.pos:
            return (
                token.pos in ("NOUN", "PROPN", "ADJ", "NUM")
                or token.tag in ("VBN", "VBG", "JJ")
                and token.dep == "amod"
            )
        if after_capital or token.lower.endswith(("ed", "ly")):
            return False
        return (
            token.text[0].isalpha()
            and token.lower not in VERBAL
            and token.lower not in FILLERS
            and token.lower not in OPENERS
            and token.lower != "and"
        )

    def is_dash(self, i: int) -> bool:
        """True for a dash between blanks, which parts a dateline or an aside: "(AP) - The army"."""
        return self.tokens[i].text in ("-", "\u2013", "\u2014", "--") and i > 0 and self.tokens[i - 1].space

    def is_verbal(self, i: int) -> bool:
        """True where token i is a finite verb or participle of a clause."""
        token = self.tokens[i]
        if i in self.at:
            return False
        if token.pos:
            return token.pos in ("VERB", "AUX") and token.dep not in ("amod", "compound")
        return token.lower in VERBAL or token.lower.endswith("ed") and token.text[0].islower()

    def is_finite(self, i: int) -> bool:
        """True where token i is a finite verb."""
        token = self.tokens[i]
        if token.tag:
            return token.tag in ("VBD", "VBP", "VBZ", "MD") and i not in self.at
        return token.lower in VERBAL and i not in self.at

    def left_edge(self, end: int) -> int:
        """Where the noun phrase that ends before token ``end`` begins (``end`` itself where there is none)."""
        i = end
        while i > 0:
            token = self.tokens[i - 1]
            low = token.lower
            if token.text == "." and i >= 2 and i < end and _is_initial(self.tokens, i - 1):
                i -= 1
                continue
            if low in ARTICLES and not (low == "that" or low == "one" and i == end):
                i -= 1
                # An article opens the phrase, but for a name in it: "the head of the hospital", "officials in the Gaza Strip".
                if i >= 2 and self.tokens[i - 1].lower in ("of", "for") and self.is_nominal(i - 2):
                    i -= 1
                    continue
                break
            if low in PRONOUNS and i == end:
                return i - 1
            if low in ("of", "for") and i < end and i >= 2 and self.is_nominal(i - 2) and self._headed(i - 2):
                i -= 1
                continue
            if (
                low in ("from", "by", "in", "at")
                and i < end
                and i >= 2
                and self._form(i - 2) in ("document", "people", "person", *(("body",) if low in ("in", "at") else ()))
                and self.is_nominal(i - 2)
            ):
                i -= 1
                continue
            if (
                low in ("and", "&")
                and i < end
                and i >= 2
                and self.is_nominal(i - 2)
                and (
                    self.tokens[i].text[0].isupper()
                    and self.tokens[i - 2].text[0].isupper()
                    or i in self.at
                    and i - 2 in self.at
                )
            ):
                i -= 1
                continue
            if not self.is_nominal(i - 1, i < end and self.tokens[i].text[0].isupper()) or self._ends_before(i, end):
                break
            i -= 1
        return i

    def _ends_before(self, i: int, end: int) -> bool:
        """True where another phrase ends before token i: a plural for persons modifies no noun ("killing volunteers | activists said")."""
        before, after = self.at.get(i - 1), self.at.get(i)
        token = self.tokens[i - 1]
        if i == end or not token.text.islower() or not token.lower.endswith("s") or self.tokens[i].lower in _JOINING:
            return False
        persons = before is not None and before.value.form == "person" and before.last == i
        # "pupils | police said", "miners | witnesses said"; bodies do take plurals ("the emergencies ministry").
        crowd = (
            after is not None
            and after.first == i
            and (after.value.form == "people" or after.value.type is SourceType.WITNESS)
        )
        return persons or crowd and token.tag == "NNS" and before is None

    def right_edge(self, start: int) -> int:
        """The end (exclusive) of the noun phrase that begins at token ``start``."""
        i, n = start, len(self.tokens)
        while i < n and (
            self.tokens[i].lower in ARTICLES
            or i == start
            and self.tokens[i].lower in ("both", "some", "several", "local", "many")
        ):
            i += 1
        while i < n:
            token = self.tokens[i]
            low = token.lower
            if token.text == "." and i > start and _is_initial(self.tokens, i):
                i += 1  # "S. Kumaran"
                continue
            if (
                low in ISSUED
                and i > start
                and i + 2 < n
                and self.tokens[i + 1].lower == "by"
                and self._form(i - 1) == "document"
            ):
                i += 2  # "figures provided by the ministry"
                while i < n and self.tokens[i].lower in ARTICLES:
                    i += 1
                continue
            if (low in POSTMODIFIERS or low == "by" and self._form(i - 1) == "document") and i > start:
                j = i + 1
                while j < n and self.tokens[j].lower in ARTICLES:
                    j += 1
                if j >= n or not self.is_nominal(j) or self.is_date(j):
                    break
                if (
                    low not in ("of", "for")
                    and self._form(i - 1) != "document"
                    and not (self.tokens[j].text[0].isupper() or j in self.at)
                ):
                    break
                i = j
                continue
            if low in ("and", "&") and i > start and i + 1 < n:
                j = i + 1
                while j < n and self.tokens[j].lower in ARTICLES:
                    j += 1
                if j < n and self.is_nominal(j) and (self.tokens[j].text[0].isupper() or j in self.at):
                    i = j
                    continue
                break
            if not self.is_nominal(i) or self.is_date(i) and i > start:
                break
            if i > start and (token.tag == "CD" or low in COUNTS) and token.text.islower():
                break  # "according to officials five people died"
            if token.lower in QUOTES:
                break
            i += 1
        while i > start and self.tokens[i - 1].lower in ("'", "-", "&"):
            i -= 1
        return i

    def is_date(self, i: int) -> bool:
        """True where token i is a word of a reporting day ("said Tuesday", "in a January report")."""
        low = self.tokens[i].lower
        return low in DAYS or low in MONTHS and not (low in ("may", "march") and self.tokens[i].text.islower())

    def is_footage(self, i: int) -> bool:
        """True where token i is a word for pictures, which speak only for whoever broadcast them."""
        return i in self.at and self.at[i].value.id == "footage"

    def _headed(self, i: int) -> bool:
        """True where token i may govern "of": a source noun or a name, not a place word in the middle of content."""
        return i in self.at or self.tokens[i].text[0].isupper() or not self.tokens[i].pos

    def _form(self, i: int) -> str | None:
        match = self.at.get(i)
        if (
            match is None
            or match.value.form == "document"
            and i > 0
            and self.tokens[i].text[0].isupper()
            and not self.capitals
        ):
            return None  # "Strategy Page" is a name
        return match.value.form

    # ------------------------------------------------------------------ reading

    def read(self, first: int, last: int) -> Source | None:
        """The source that tokens ``first`` to ``last`` name, openers and articles stripped; None where nothing is left."""
        while first < last and (
            self.tokens[first].lower in OPENERS
            or self.is_date(first)
            and first + 1 < last
            or self.tokens[first].lower in STOPS
            or self.tokens[first].lower in FILLERS - {"may", "will"}
            and self.tokens[first].lower not in ARTICLES | PRONOUNS
        ):
            first += 1
        while last > first and (
            self.tokens[last - 1].lower in STOPS or self.tokens[last - 1].lower in ("-", "'", "&", "and")
        ):
            last -= 1
        while last - first > 2 and self.tokens[last - 1].lower in ("jr", "jr.", "sr", "sr."):
            last -= 1  # a surname stands before them
        if first >= last:
            return None
        low = self.tokens[first].lower
        if last - first == 1 and low in PRONOUNS and not (low == "who" and self.tokens[first].text == "WHO"):
            return Source(self.sentence.phrase(first, last), None, SourceType.OTHER, low in PERSONAL, "pronoun")
        while first < last - 1 and (self.tokens[first].pos == "NUM" or self.tokens[first].lower in COUNTS):
            first += 1
        definite = low in ("the", "this", "that", "these", "those", "its", "his", "their")
        while first < last - 1 and (self.tokens[first].lower in ARTICLES or self.tokens[first].lower == "both"):
            first += 1
        whole = (first, last)
        first, last = self._owner(first, last)
        document = (first, last) != whole
        first, last, form, kind = self._named(first, last)
        words = self.tokens[first:last]
        if not any(w.text[0].isalnum() for w in words):
            return None
        # The first word of a sentence has a capital anyway.
        plain = first == 0 and (first in self.at and not self.at[first].value.cased or words[0].lower in NOBODY | _NEAR)
        capital = any(w.text[0].isupper() for w in words[1:]) or words[0].text[0].isupper() and not plain
        phrase = self.sentence.phrase(first, last)
        name = " ".join(self.sentence.slice(phrase).split())
        generic = not capital and form != "name"
        if generic and plain and not words[0].text.isupper():
            name = name[0].lower() + name[1:]
        return Source(
            phrase, name, kind, generic and definite, form if not generic else "generic", document or form == "document"
        )

    def _owner(self, first: int, last: int) -> tuple[int, int]:
        """Whose document: "UN figures", "Biden's statement", "data from the ministry", "a report by Syria"."""
        for i in range(first + 1, last - 1):
            if (
                self.tokens[i].lower in ("from", "by", "of")
                and self._form(i - 1) == "document"
                and not self.is_date(i + 1)
                or self.tokens[i].lower == "by"
                and self.tokens[i - 1].lower in ISSUED
                and self._form(i - 2) == "document"
            ):
                j = i + 1
                while j < last - 1 and self.tokens[j].lower in ARTICLES:
                    j += 1
                if self.tokens[j].text[0].isupper() or self._form(j) or any(self._form(k) for k in range(j, last)):
                    return self._owner(j, last)
        if self._form(last - 1) == "document" and not self.is_footage(last - 1):
            start = self.at[last - 1].first
            while (
                start > first
                and self.tokens[start - 1].lower not in ("'s", "'")
                and self.tokens[start - 1].text.islower()
                and self._form(start - 1) in (None, "document")
                and self.tokens[start - 1].text.isalpha()
            ):
                start -= 1
            if start > first and self.tokens[start - 1].lower in ("'s", "'"):
                return first, start - 1
            if (
                start > first
                and any(self.tokens[k].text[0].isupper() or self._form(k) for k in range(first, start))
                and not (first == 0 and start == 1 and not self._form(0))
            ):
                return first, start
        return first, last

    def _named(self, first: int, last: int) -> tuple[int, int, str, SourceType]:
        """A person's name after a role ("Governor Dethrat Simsiri"), else the whole phrase; with form and type."""
        inside = [m for m in self.matches if first <= m.first and m.last <= last]
        # The head noun stands before the first "of", "for", "in": later nouns only tell which.
        cut = next((i for i in range(first + 1, last) if self.tokens[i].lower in POSTMODIFIERS), last)
        for match in reversed(inside):
            singular = not self.tokens[match.last - 1].lower.endswith("s") or self.tokens[
                match.last - 1
            ].lower.endswith("ss")
            if match.value.form == "person" and singular and match.last < last and match.last not in self.at:
                begin = match.last + (self.tokens[match.last].text == ".")  # "Lt."
                end = next((i for i in range(begin, last) if not self._is_name(i)), last)
                # What follows the name tells where or of what ("Dr Amal Noor at the clinic").
                if 1 <= end - begin <= 8 and (end == last or self.tokens[end].lower in POSTMODIFIERS):
                    return begin, end, "name", match.value.type or SourceType.OTHER
        heads = [m for m in inside if m.first < cut] or inside
        if heads:
            head = next((m for m in reversed(heads) if m.last == cut), heads[-1])
            kind = head.value.type or SourceType.OTHER
            if head.value.id == "aid":  # "the Islamic State group": the name tells what kind of group
                kind = next((m.value.type for m in inside if m.value.cased and m.value.type), kind)
            if head.value.form == "document" and self._form(head.last - 1) is None:
                return first, last, "name", kind
            return first, last, head.value.form, kind
        if all(self._is_name(i) for i in range(first, last)):
            person = self.tokens[first].ent == "PERSON" or any(
                self.tokens[i].ent == "PERSON" for i in range(first, last)
            )
            if self.tokens[last - 1].ent in ("GPE", "NORP") or self.tokens[first].ent in ("GPE", "NORP"):
                return first, last, "country", SourceType.GOVERNMENT
            return first, last, "name", SourceType.OFFICIAL if person else SourceType.OTHER
        return first, last, "other", SourceType.OTHER

    def _is_name(self, i: int) -> bool:
        token = self.tokens[i]
        return token.text[0].isupper() or token.lower in NAME_PARTICLES

    def plausible(self, source: Source) -> bool:
        """True where the phrase can speak: a source noun, a name, a pronoun for one."""
        if source.form == "pronoun":
            return source.pronoun
        return source.form not in ("other", "generic") or any(
            i in self.at for i in range(source.phrase.first, source.phrase.last)
        )


def _is_initial(tokens: Sequence[Token], i: int) -> bool:
    """True where token i is the point behind an initial, a surname behind it."""
    before = tokens[i - 1].text if i else ""
    after = tokens[i + 1].text if i + 1 < len(tokens) else ""
    return tokens[i].text == "." and len(before) == 1 and before.isupper() and after[:1].isupper()
