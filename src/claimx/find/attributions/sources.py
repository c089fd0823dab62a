"""Read a noun phrase as a source: its name, its type, whether another sentence must resolve it."""

from __future__ import annotations

from dataclasses import dataclass

from claimx.find.attributions.phrases import Phrases
from claimx.find.attributions.words import (
    ARTICLES,
    COUNTS,
    FILLERS,
    NAME_PARTICLES,
    NOBODY,
    OPENERS,
    PERSONAL,
    PLACED,
    POSTMODIFIERS,
    PRONOUNS,
    STOPS,
)
from claimx.models import Attribution, Span
from claimx.schema import Mode, SourceType, Stance

_NEAR = frozenset({"local", "regional", "senior"})
_VAGUE = frozenset({"some", "most", "other", "any", "many", "various", "all"})
_ADDED = frozenset({"more", "new", "further", "additional"})
# Where a statement is posted.
_POSTED = frozenset({"on", "in", "via", "posted", "published", "carried"})


@dataclass(frozen=True, slots=True)
class Source:
    """A source as its sentence has it. ``name`` is None for a pronoun; ``document`` tells that its document was named ("UN figures")."""

    phrase: Span
    name: str | None
    type: SourceType
    pronoun: bool
    form: str
    document: bool = False


class Reader(Phrases):
    """The sources that a sentence's noun phrases name; all methods are pure."""

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
        if self.tokens[first].lower in _ADDED and self._is_counted(first, last):
            return None
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

    def _is_counted(self, first: int, last: int) -> bool:
        """True for "nine more people", "900 new cases": who is added to a toll tells nothing."""
        added = first > 0 and self.tokens[first - 1].pos == "NUM" or self.tokens[first].lower == "more"
        return added and (self.form(last - 1) is None or self.tokens[last - 1].lower == "people")

    def _owner(self, first: int, last: int) -> tuple[int, int]:
        """Whose document: "UN figures", "Biden's statement", "data from the ministry", "a report by Syria"."""
        for i in range(first + 1, last - 1):
            owned = i > first + 1 and self.form(i - 2) in ("body", "people", "outlet")
            if self.tokens[i].lower in ("from", "of") and self.form(i - 1) == "document" and owned:
                return self._owner(
                    first, i
                )  # "health ministry figures from the enclave", "an AFP tally of official figures"
            if self.tokens[i].lower in _POSTED and self.form(i - 1) == "document" and "'s" in self._lowers(first, i):
                return self._owner(first, i)  # "the air force's statement on the messaging app"
            if (
                self.tokens[i].lower in ("from", "by", "of")
                and self.form(i - 1) == "document"
                and not self.is_date(i + 1)
                or self.maker(i) is not None
            ):
                j = self.maker(i) or i + 1
                while j < last - 1 and self.tokens[j].lower in ARTICLES:
                    j += 1
                if self.tokens[j].text[0].isupper() or self.form(j) or any(self.form(k) for k in range(j, last)):
                    return self._owner(j, last)
        if self.form(last - 1) == "document" and not self.is_footage(last - 1):
            start = self.at[last - 1].first
            while (
                start > first
                and self.tokens[start - 1].lower not in ("'s", "'", "\u2019s", "\u2019")
                and self.tokens[start - 1].text.islower()
                and self.form(start - 1) in (None, "document")
                and self.tokens[start - 1].text.isalpha()
            ):
                start -= 1
            if start > first and self.tokens[start - 1].lower in ("'s", "'", "\u2019s", "\u2019"):
                return first, start - 1
            if (
                start > first
                and any(self.tokens[k].text[0].isupper() or self.form(k) for k in range(first, start))
                and not (first == 0 and start == 1 and not self.form(0))
            ):
                return first, start
        return first, last

    def _lowers(self, first: int, last: int) -> list[str]:
        return [token.lower.replace("\u2019", "'") for token in self.tokens[first:last]]

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
        described = self._described(first, last)
        if described is not None:
            return described
        heads = [m for m in inside if m.first < cut] or inside
        if heads:
            head = next((m for m in reversed(heads) if m.last == cut), heads[-1])
            kind = head.value.type or SourceType.OTHER
            if head.value.id == "aid":  # "the Islamic State group": the name tells what kind of group
                kind = next((m.value.type for m in inside if m.value.cased and m.value.type), kind)
            if head.value.form == "document" and self.form(head.last - 1) is None:
                return first, last, "name", kind
            return first, last, head.value.form, kind
        if cut < last and self.tokens[cut].lower in PLACED and all(self._is_name(i) for i in range(first, cut)):
            last = cut  # "Rowan Vance in Kherson"
        if all(self._is_name(i) for i in range(first, last)):
            person = self.tokens[first].ent == "PERSON" or any(
                self.tokens[i].ent == "PERSON" for i in range(first, last)
            )
            if self.tokens[last - 1].ent in ("GPE", "NORP") or self.tokens[first].ent in ("GPE", "NORP"):
                return first, last, "country", SourceType.GOVERNMENT
            return first, last, "name", SourceType.OFFICIAL if person else SourceType.OTHER
        return first, last, "other", SourceType.OTHER

    def _described(self, first: int, last: int) -> tuple[int, int, str, SourceType] | None:
        """The name of an outlet or a society behind the words for what it is: "the news agency Anadolu", "the charity Oxfam"."""
        for match in self.matches:
            described = (
                first <= match.first
                and match.last < last
                and not match.value.cased
                and match.value.form in ("outlet", "body")
                and match.value.type in (SourceType.MEDIA, SourceType.NGO, SourceType.RESEARCHER)
                and self.tokens[match.last - 1].text.islower()
            )
            headed = not any(t.lower in POSTMODIFIERS for t in self.tokens[first : match.first])
            if described and headed and self._is_name(match.last) and self._is_name(last - 1):
                return match.last, last, "name", match.value.type or SourceType.OTHER
        return None

    def _is_name(self, i: int) -> bool:
        token = self.tokens[i]
        return token.text[0].isupper() or token.lower in NAME_PARTICLES

    def is_document(self, source: Source) -> bool:
        """True where the source is a document whose owner is not named: "court records", "the report"."""
        head = self.at.get(source.phrase.last - 1)
        return (
            source.form == "document" or source.form == "generic" and head is not None and head.value.form == "document"
        )

    def is_nobodys(self, source: Source) -> bool:
        """True for documents that nobody in particular made: "most reports", "recent estimates"."""
        words = [t.lower for t in self.tokens[source.phrase.first : source.phrase.last]]
        vague = words[0] in _VAGUE or words[-1].startswith("estimate")
        return self.is_document(source) and vague and all(word in NOBODY for word in words[:-1])

    def plausible(self, source: Source) -> bool:
        """True where the phrase can speak: a source noun, a name, a pronoun for one."""
        if source.form == "pronoun":
            return source.pronoun
        return source.form not in ("other", "generic") or any(
            i in self.at for i in range(source.phrase.first, source.phrase.last)
        )
