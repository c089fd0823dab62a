"""Who "he", "the ministry", "a monitor" and "Zelensky" are: the fullest name in the document, from capitals and roles alone.

No model is run: sentences that state no loss are never parsed, yet they introduce the names. Names are read off in one pass
over the tokens; look-ups are by last word, by role and by acronym, so the whole is linear in the text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from claimx.lexicon.attributions import AttributionEntry, AttributionVocabulary
from claimx.lexicon.match import Match
from claimx.models import Attribution, Document, Sentence, Token
from claimx.schema import SourceType

_CONNECTORS = frozenset({"of", "for", "de", "al", "el", "-", "&", "bin", "ibn", "van", "von", "der", "da", "del", "du", "ul", "la"})
_NOT_NAMES = frozenset({"the", "a", "an", "in", "on", "at", "but", "and", "it", "he", "she", "they", "we", "i", "this", "that", "these", "those", "according", "after", "before", "as", "for", "its", "his", "her",
                        "their", "some", "many", "more", "most", "other", "another", "both", "several", "there", "when", "while", "however", "meanwhile", "since", "also", "earlier", "if", "of", "to", "from", "by",
                        "with", "no", "not", "what", "who", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "all", "so", "our", "you", "your", "my", "or", "each", "every", "such", "mr", "mr.",
                        "mrs", "mrs.", "ms", "ms.", "dr.", "sir", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "may", "june", "july", "august",
                        "september", "october", "november", "december"})
_PLURAL_PRONOUNS = frozenset({"they", "them", "both", "we"})
_PERSON_PRONOUNS = frozenset({"he", "she", "him", "her", "i"})
_AFTER_ROLE = frozenset({"of", "for", "in", "at", "from", "on", "with", "to", "who", "and", "said", "told", "by", "near", "which", "that", "based", "says", "or"})
# A pronoun's antecedent stands within so many sentences; beyond, none is better than a wrong one.
PRONOUN_REACH = 6
# An apposition's role stands within so many words of the comma ("X, the long-serving acting deputy governor").
APPOSITION_REACH = 9
# Entries of the lexicon whose words are titles before a person's name.
_TITLES = frozenset({"spokesperson", "office-holder", "law", "officer", "medic", "researcher", "activist", "journalist", "witness"})


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


@dataclass(frozen=True, slots=True)
class Referent:
    """What a source refers to: the fullest name and where it stands; ``carried`` where another sentence names it."""

    name: str
    start: int
    end: int
    type: SourceType
    carried: bool


class Referents:
    """The names of one document, for look-up. Built once a document."""

    def __init__(self, document: Document, vocabulary: AttributionVocabulary) -> None:
        self._document = document
        self._vocabulary = vocabulary
        self.by_last: dict[str, list[Name]] = defaultdict(list)
        self.by_word: dict[str, list[Name]] = defaultdict(list)
        self.by_role: dict[str, list[Name]] = defaultdict(list)
        self.by_family: dict[str, list[Name]] = defaultdict(list)
        self.acronyms: dict[str, Name] = {}
        self.office_holders: list[Name] = []
        for sentence in document.sentences:
            for name in self._names(sentence):
                self._add(name)
        self._acronyms_by_initials()

    # ------------------------------------------------------------------ index

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

    def _names(self, sentence: Sentence) -> Iterator[Name]:
        tokens = sentence.tokens
        matches = self._vocabulary.sources([t.text for t in tokens], sentence.lowers())
        role_at = {i: m for m in matches for i in range(m.first, m.last)}
        by_last = {m.last: m for m in matches}
        i, n = 0, len(tokens)
        while i < n:
            if not _capital(tokens[i].text) or (tokens[i].lower in _NOT_NAMES and tokens[i].text not in ("WHO", "US")):
                i += 1
                continue
            j = i + 1
            joined = False
            while j < n:
                low = tokens[j].lower
                if _capital(tokens[j].text) and low not in _NOT_NAMES:
                    j += 1
                elif low in _CONNECTORS and j + 1 < n and (_capital(tokens[j + 1].text) or tokens[j + 1].lower in ("al", "the", "el")):
                    joined = joined or low in ("of", "for")
                    j += 1
                elif low == "and" and joined and j + 1 < n and _capital(tokens[j + 1].text) or low == "the" and tokens[j - 1].lower in ("of", "for") and j + 1 < n and _capital(tokens[j + 1].text) or low == "'s" and j + 1 < n and (_capital(tokens[j + 1].text) or j + 1 in role_at) and j + 1 < n:
                    j += 1
                elif j in role_at and role_at[j].value.form in ("body",) and not _capital(tokens[j].text):
                    j = role_at[j].last
                else:
                    break
            while j > i + 1 and (tokens[j - 1].lower in _CONNECTORS or tokens[j - 1].lower in ("and", "the", "'s")):
                j -= 1
            yield from self._with_role(sentence, i, j, role_at, by_last)
            i = j

    def _with_role(self, sentence: Sentence, i: int, j: int,
                   role_at: dict[int, Match[AttributionEntry]], by_last: dict[int, Match[AttributionEntry]]) -> Iterator[Name]:
        tokens, n = sentence.tokens, len(sentence.tokens)
        start = i
        role: AttributionEntry | None = None
        word: str | None = None
        # "Governor Dethrat Simsiri", "Armenian Defence Ministry spokeswoman": titles inside the run part from the name.
        for k in range(i, j):
            match = role_at.get(k)
            if match is not None and match.value.form == "person" and match.last < j and match.first == k and match.last not in role_at and _capital(tokens[match.last].text):
                start, role, word = match.last, match.value, _head(sentence, match)
        if start == i:
            before = by_last.get(i)
            if before is not None and before.value.form == "person":
                role, word = before.value, _head(sentence, before)
            elif i >= 2 and tokens[i - 1].text == "," and by_last.get(i - 1) is not None and by_last[i - 1].value.form == "person":
                role, word = by_last[i - 1].value, _head(sentence, by_last[i - 1])
        inside = [role_at[k] for k in range(start, j) if k in role_at]
        family = next((m.value.family for m in reversed(inside) if m.value.family), None)
        kind = next((m.value.type for m in reversed(inside) if m.value.form != "person"), None) or (role.type if role else None)
        yield self._name(sentence, start, j, word, role, family, kind)
        # "X, the prosecutor of Nice, ...": every role in the apposition is X's.
        if j + 1 < n and tokens[j].text in (",", "(", "—", "–") and not (_capital(tokens[j + 1].text) and j + 2 < n and tokens[j + 2].text in ("-", ",")):
            for match, _ in self._described(tokens, role_at, j + 1):
                yield self._name(sentence, start, j, _head(sentence, match), match.value, match.value.family or family, kind or match.value.type)
            # "Full Name (ACR)", "Full Name, or ACR,"
            k = j + 1 if tokens[j + 1].lower not in ("or", "the") else j + 2
            if k < n and j - start > 1 and _is_acronym(tokens[k].text) and k + 1 < n and tokens[k + 1].text in (")", ",", "]"):
                self.acronyms.setdefault(tokens[k].text, self._name(sentence, start, j, None, None, family, kind))
            # "ACR (Full Name)"
            if j - start == 1 and _is_acronym(tokens[start].text) and _capital(tokens[j + 1].text):
                close = next((m for m in range(j + 1, min(j + 12, n)) if tokens[m].text == ")"), None)
                if close is not None and close - j > 2 and tokens[j].text == "(":
                    self.acronyms.setdefault(tokens[start].text, self._name(sentence, j + 1, close, None, None, family, kind))
        elif j < n and tokens[j].text == "(":
            pass

    def _described(self, tokens: tuple[Token, ...], role_at: dict[int, Match[AttributionEntry]], first: int) -> Iterator[tuple[Match[AttributionEntry], int]]:
        """The role nouns of an apposition that begins at token ``first``: with an article, or a bare singular role set off by marks."""
        n = len(tokens)
        article = tokens[first].lower in ("a", "an", "the", "one", "his", "her", "its", "their")
        for k in range(first, min(first + APPOSITION_REACH, n)):
            if tokens[k].text in (",", ")", ".", ";") or tokens[k].lower in ("said", "told", "who", "which", "that", "in", "at", "for", "from", "on", "with"):
                return
            match = role_at.get(k)
            if match is None or match.first != k or match.value.cased:
                continue
            after = tokens[match.last] if match.last < n else None
            if after is not None and (after.text[0].isalpha() and after.text.islower() and after.lower not in _AFTER_ROLE or not article and _capital(after.text)):
                continue  # "an academic outfit" is no academic, ", Governor Noor" another's title
            plural = tokens[match.last - 1].lower.endswith("s")
            bare = not article and any(tokens[m].text in (",", ")", ".", "—", "–") for m in range(match.last, min(match.last + 14, n)))
            # A body's apposition is closed by a comma: "the defence ministry in X named ..." opens a clause of its own.
            closed = any(tokens[m].text in (",", ")", "—", "–") for m in range(match.last, min(match.last + 14, n))) or n - match.last <= 6
            owns = after is not None and after.lower in ("'s", "'")
            if match.value.form == "person" and not plural and (article or bare) or (
                    match.value.form in ("body", "outlet") and article and closed and not owns and not plural):
                yield match, k
            if match.value.form == "person":
                return

    def _name(self, sentence: Sentence, i: int, j: int, word: str | None, role: AttributionEntry | None, family: str | None, kind: SourceType | None) -> Name:
        tokens = sentence.tokens
        start, end = tokens[i].start, tokens[j - 1].end
        text = " ".join(sentence.text[start - sentence.start : end - sentence.start].split())
        return Name(tuple(t.text for t in tokens[i:j]), text, sentence.index, start, end, word, role.id if role else None, family, kind)

    def _acronyms_by_initials(self) -> None:
        for names in list(self.by_last.values()):
            for name in names:
                words = [w for w in name.words if _capital(w)]
                if len(words) >= 3:  # two initials fit too many names
                    self.acronyms.setdefault("".join(w[0] for w in words), name)

    # ------------------------------------------------------------------ look-up

    def resolve(self, attribution: Attribution, index: int, depth: int = 0) -> Referent | None:
        """The referent of an attribution's source in sentence ``index``; None where a pronoun finds nobody."""
        if attribution.source is None:
            return None
        kind = attribution.type or SourceType.OTHER
        source = attribution.source
        if attribution.name is None:
            word = self._document.sentences[index].tokens[source.first].lower
            return self._antecedent(word, index, source.start, depth)
        own = Referent(attribution.name, source.start, source.end, kind, False)
        sentence = self._document.sentences[index]
        tokens = sentence.tokens[source.first : source.last]
        capital = any(_capital(t.text) for t in tokens[1:]) or (_capital(tokens[0].text) and source.first > 0)
        if len(tokens) == 1:
            match = next(iter(self._vocabulary.sources([t.text for t in tokens], [t.lower for t in tokens])), None)
            capital = match.value.cased if match is not None else _capital(tokens[0].text)
        if capital and tokens[-1].text.islower():
            # "the Nice prosecutor", "the Britain-based monitor": the role may have a name elsewhere.
            named = self._by_role(own, sentence, source.first, source.last, index, False, depth)
            if named is not None:
                return named
        if capital:
            return self._fuller(own, tokens_of(attribution.name), index) or own
        return self._by_role(own, sentence, source.first, source.last, index, attribution.pronoun, depth) or own

    def _fuller(self, own: Referent, words: list[str], index: int) -> Referent | None:
        if len(words) == 1 and words[0] in self.acronyms:
            return self._refer(self.acronyms[words[0]], own.type)
        capitals = [w for w in words if _capital(w)]
        if not capitals:
            return None
        last = words[-1].lower()
        if len(words) == 1:
            if _is_acronym(words[0]):
                return None
            full = [name for name in self.by_last.get(last, ()) if 2 <= len(name.words) <= 4 and not any(w.lower() in ("of", "for") for w in name.words)]
            titled = [name for name in full if name.role and name.entry in _TITLES]
            if titled:
                return self._refer(titled[0], titled[0].type or own.type)
            # Without a title a single name may be a country or a movement: those have no first name.
            if own.type in (SourceType.GOVERNMENT, SourceType.ARMED_GROUP):
                return None
            if full:
                return self._refer(full[0], own.type if own.type is not SourceType.OTHER else full[0].type or own.type)
            org = [name for name in self.by_word.get(last, ()) if len(name.words) >= 3 and name.type not in (None, SourceType.GOVERNMENT) and (own.type is name.type)]
            return self._refer(org[0], own.type) if org else None
        wanted = {w.lower() for w in words}
        longer = [name for name in self.by_last.get(last, ()) if len(name.words) > len(words) and wanted < {w.lower() for w in name.words} and len(name.words) <= len(words) + 4]
        if longer:
            best = min(longer, key=lambda name: (abs(name.sentence - index), -len(name.words)))
            return self._refer(best, own.type)
        return None

    def _by_role(self, own: Referent, sentence: Sentence, first: int, last: int, index: int, definite: bool, depth: int) -> Referent | None:
        """"the governor", "a monitor": the name with that role; plural roles name nobody in particular."""
        matches = self._vocabulary.sources([t.text for t in sentence.tokens[first:last]], [t.lower for t in sentence.tokens[first:last]])
        if not matches:
            return None
        head = matches[-1]
        word = " ".join(t.lower for t in sentence.tokens[first + head.first : first + head.last])
        form = head.value.form
        plural = sentence.tokens[first + head.last - 1].lower.endswith("s") and form in ("person", "people")
        if plural and not definite:
            return None
        names = [name for name in self.by_role.get(word, ()) if name.start != own.start]
        if names and not plural:
            return self._refer(_nearest(names, own.start, definite), own.type)
        if head.value.family and not sentence.tokens[first + head.last - 1].lower.endswith("s"):
            named = [name for name in self.by_family.get(head.value.family, ()) if (len(name.words) > 1 or _is_acronym(name.words[0])) and name.start != own.start]
            if named and form in ("body", "outlet", "person"):
                return self._refer(_nearest(named, own.start, definite), named[0].type or own.type)
        if word.endswith("official") and self.office_holders and not plural:
            # "a government official" in the lead is the one whom the next sentences name.
            holders = [name for name in self.office_holders if index <= name.sentence <= index + 3]
            if len({name.text for name in holders}) == 1:
                return self._refer(holders[0], own.type)
        if not definite:
            return None
        if form in ("body", "people", "outlet"):
            earlier = self._earlier(index, own.start, lambda one: one.name is not None and word.split()[-1] in one.name.lower().split() and any(
                _capital(w) for w in one.name.split()), depth, 400)
            if earlier:
                return earlier
            bodies = [name for name in self.by_last.get(word.split()[-1], ()) if len(name.words) > 1 and name.start < own.start]
            if bodies:
                return self._refer(bodies[-1], own.type)
        if form in ("document",) or form in ("body", "outlet") and word in ("agency", "group", "organisation", "organization", "office", "team", "organizations", "organisations", "company", "centre", "center", "project"):
            return self._earlier(index, own.start, lambda one: one.name is not None and not one.pronoun and (form == "document" or not self._is_person(one)), depth, PRONOUN_REACH)
        if form == "person" and word in ("official", "spokesman", "spokeswoman", "spokesperson", "source", "man", "woman", "minister", "soldier", "officer", "leader", "witness", "mother", "father", "doctor"):
            return self._earlier(index, own.start, lambda one: one.name is not None and self._is_person(one), depth, PRONOUN_REACH)
        return None

    def _antecedent(self, pronoun: str, index: int, offset: int, depth: int) -> Referent | None:
        if depth > 8:  # a chain of pronouns this long has lost its name
            return None
        if pronoun in _PERSON_PRONOUNS:
            return self._earlier(index, offset, self._is_person, depth, PRONOUN_REACH) or self._person_before(index, offset)
        if pronoun in _PLURAL_PRONOUNS:
            return self._earlier(index, offset, lambda one: one.name is None or not self._is_person(one), depth, PRONOUN_REACH)
        return self._earlier(index, offset, lambda one: one.name is None or not self._is_person(one), depth, PRONOUN_REACH)

    def _is_person(self, one: Attribution) -> bool:
        if one.source is None:
            return False
        if one.name is None:
            return True
        words = one.name.split()
        if one.type in (SourceType.MEDIA, SourceType.NGO, SourceType.INTERGOVERNMENTAL, SourceType.ARMED_GROUP, SourceType.GOVERNMENT) and not any(
                name.role for name in self.by_last.get(words[-1].lower(), ())):
            return False
        matches = self._vocabulary.sources(tokens_of(one.name), [w.lower() for w in tokens_of(one.name)])
        if matches:
            last = matches[-1].value
            return last.form == "person" and not words[-1].lower().endswith("s")
        return not _is_acronym(words[-1])

    def _earlier(self, index: int, offset: int, wanted: object, depth: int, reach: int) -> Referent | None:
        """The nearest earlier attribution's referent that passes the test."""
        assert callable(wanted)
        for k in range(index, max(-1, index - reach - 1), -1):
            for one in reversed(self._document.mentions[k].attributions):
                if one.source is None or one.source.start >= offset or not wanted(one):
                    continue
                referent = self.resolve(one, k, depth + 1) if depth < 8 else None
                if referent is not None:
                    return Referent(referent.name, referent.start, referent.end, referent.type, True)
        return None

    def _person_before(self, index: int, offset: int) -> Referent | None:
        """A person with a role named shortly before, where no speech precedes."""
        near = [name for names in self.by_role.values() for name in names if index - 2 <= name.sentence <= index and name.start < offset and name.entry and len(name.words) > 1]
        if not near:
            return None
        return self._refer(max(near, key=lambda name: name.start), SourceType.OFFICIAL)

    def _refer(self, name: Name, kind: SourceType) -> Referent:
        full = name
        if len(name.words) == 1:
            if name.words[0] in self.acronyms:
                full = self.acronyms[name.words[0]]
            else:
                longer = [one for one in self.by_last.get(name.words[0].lower(), ()) if 2 <= len(one.words) <= 4]
                full = longer[0] if longer else name
        return Referent(full.text, full.start, full.end, kind, True)


def tokens_of(name: str) -> list[str]:
    """The words of a name, possessives parted."""
    return name.replace("’s", " 's").replace("'s", " 's").split()


def _nearest(names: list[Name], offset: int, backwards: bool) -> Name:
    """The nearest name, those before first where the phrase is definite ("the governor"), those after for "a governor"."""
    before = [name for name in names if name.start < offset]
    after = [name for name in names if name.start >= offset]
    if before and (backwards or not after):
        return before[-1]
    return after[0] if after else before[-1]


def _head(sentence: Sentence, match: Match[AttributionEntry]) -> str:
    return " ".join(t.lower for t in sentence.tokens[match.first : match.last])


def _capital(word: str) -> bool:
    return word[:1].isupper()


def _is_acronym(word: str) -> bool:
    return 2 <= len(word) <= 8 and word.isupper() and word.isalpha()
