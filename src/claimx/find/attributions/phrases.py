"""Noun phrases of one sentence, from its tokens, its source nouns and, where there is one, its parse: where they begin and end."""

from __future__ import annotations

from collections.abc import Sequence

from claimx.find.attributions.words import (
    ARTICLES,
    COUNTS,
    DAYS,
    FILLERS,
    ISSUED,
    MONTHS,
    OPENERS,
    POSTMODIFIERS,
    PREPOSITIONS,
    PRONOUNS,
    QUOTES,
    VERBAL,
)
from claimx.lexicon.attributions import AttributionEntry, AttributionVocabulary
from claimx.lexicon.match import Match
from claimx.models import Sentence, Token
from claimx.schema import SourceType


def _is_titled(tokens: Sequence[Token]) -> bool:
    """True for a line whose longer words all begin with capitals."""
    words = [t.text for t in tokens if t.text.isalpha() and len(t.text) >= _LONG]
    return len(words) > 1 and all(word[0].isupper() for word in words)


_JOINING = frozenset({"'s", "'", "-", "&"})
# Shorter words (of, with) may stay small in title case.
_LONG = 5


class Phrases:
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
        if sentence.parsed and any(t.pos == "VERB" and t.lower in nouns for t in self.tokens):
            lowers = ["\0" if t.pos == "VERB" and t.lower in nouns else t.lower for t in self.tokens]
            self.matches = vocabulary.sources([t.text for t in self.tokens], lowers)
        else:
            self.matches = vocabulary.sources_of(sentence)
        self.by_last: dict[int, Match[AttributionEntry]] = {m.last: m for m in self.matches}
        self.at: dict[int, Match[AttributionEntry]] = {i: m for m in self.matches for i in range(m.first, m.last)}

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
        owns = i + 1 < len(self.tokens) and self.tokens[i + 1].lower == "'s" and token.lower not in PRONOUNS | OPENERS
        if owns and token.text[0].isalpha():
            return True  # "the accused's son"
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
            if low in ("of", "for") and i < end and i >= 2 and self.is_nominal(i - 2):
                i -= 1
                continue
            if (
                low in ("from", "by", "in", "at")
                and i < end
                and i >= 2
                and self.form(i - 2) in ("document", "people", "person", *(("body",) if low in ("in", "at") else ()))
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
            if i > start and (maker := self.maker(i)) is not None:
                i = maker  # "figures provided by the ministry"
                while i < n and self.tokens[i].lower in ARTICLES:
                    i += 1
                continue
            if (low in POSTMODIFIERS or low == "by" and self.form(i - 1) == "document") and i > start:
                j = i + 1
                while j < n and self.tokens[j].lower in ARTICLES:
                    j += 1
                if j >= n or not self.is_nominal(j) or self.is_date(j):
                    break
                if (
                    low not in ("of", "for")
                    and self.form(i - 1) != "document"
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

    def maker(self, i: int) -> int | None:
        """Who made a document that ends before token i: "figures | released on Sunday by | the ministry"."""
        if self.tokens[i].lower not in ISSUED or self.form(i - 1) != "document":
            return None
        by = i + 1
        while by < len(self.tokens) and (self.is_date(by) or self.tokens[by].lower == "on"):
            by += 1
        return by + 1 if by + 1 < len(self.tokens) and self.tokens[by].lower == "by" else None

    def is_date(self, i: int) -> bool:
        """True where token i is a word of a reporting day ("said Tuesday", "in a January report")."""
        low = self.tokens[i].lower
        return low in DAYS or low in MONTHS and not (low in ("may", "march") and self.tokens[i].text.islower())

    def is_footage(self, i: int) -> bool:
        """True where token i is a word for pictures, which speak only for whoever broadcast them."""
        return i in self.at and self.at[i].value.id == "footage"

    def form(self, i: int) -> str | None:
        """The form of the source noun at token i, None where it is none or part of a name."""
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


def _is_initial(tokens: Sequence[Token], i: int) -> bool:
    """True where token i is the point behind an initial, a surname behind it."""
    before = tokens[i - 1].text if i else ""
    after = tokens[i + 1].text if i + 1 < len(tokens) else ""
    return tokens[i].text == "." and len(before) == 1 and before.isupper() and after[:1].isupper()
