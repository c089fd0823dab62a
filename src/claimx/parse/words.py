"""Part of speech and lemma of a word, asked of the model's own tables once and then remembered."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# Pipes whose result for a word depends on that word's own text, tag and dependency (where ``are_tables`` finds it so).
WORD_PIPES = ("attribute_ruler", "lemmatizer")


def are_tables(nlp: Language) -> bool:
    """True where parts of speech and lemmas come from the tables of the small models and may be remembered by word."""
    if not set(WORD_PIPES) <= set(nlp.pipe_names) or "morphologizer" in nlp.pipe_names:
        return False
    return getattr(nlp.get_pipe("lemmatizer"), "mode", "") in ("rule", "lookup")


class WordTables:
    """Part of speech and lemma by word, tag and dependency, as the model's own tables give them.

    The attribute ruler has a few patterns over several words ("as well as"); a sentence that holds one goes through the
    model's pipes as a whole. All other patterns see one word at a time: those are asked once for each combination, of all
    words that no pattern names together, since for them only tag and dependency count.
    """

    # Combinations kept: enough for all frequent ones of a language, and a bound on memory where every article brings names.
    MOST = 200_000

    def __init__(self, nlp: Language) -> None:
        from spacy.matcher import Matcher

        self._vocab = nlp.vocab
        self._pipes = [pipe for name, pipe in nlp.pipeline if name in WORD_PIPES]
        self._ruler, self._lemmatizer = nlp.get_pipe("attribute_ruler"), nlp.get_pipe("lemmatizer")
        self._known: dict[tuple[int, int, int], tuple[str, str]] = {}
        self._unnamed: dict[tuple[int, int], tuple[str, str]] = {}
        lookups: Any = getattr(self._lemmatizer, "lookups", None)
        if lookups is not None and lookups.has_table("lemma_index"):
            # The known words of each part of speech come as lists, and the lemmatizer asks "in": sets answer at once.
            table = lookups.get_table("lemma_index")
            for part in list(table):
                table[part] = frozenset(table[part])
        self._phrases = Matcher(nlp.vocab)
        rules = cast(Any, self._ruler).patterns
        signs: set[str | None] = set()
        for number, rule in enumerate(rules):
            if many := [pattern for pattern in rule["patterns"] if len(pattern) > 1]:
                self._phrases.add(str(number), many)
                signs.update(sign for pattern in many for sign in _signs(pattern))
        # Without one of these words or dependencies no phrase matches; most sentences have none, and matching is dear.
        self._signs = None if None in signs else frozenset(nlp.vocab.strings.add(sign) for sign in signs if sign)
        self._named = _named_words([token for rule in rules for pattern in rule["patterns"] for token in pattern])

    def learn(self, docs: Sequence[Doc]) -> None:
        """Ask the model for all that is new in the docs."""
        if len(self._known) > self.MOST:
            self._known.clear()
        new = {key: None for doc in docs for key in _keys(doc) if key not in self._known}
        if new:
            self._ask(list(new))

    def of(self, doc: Doc) -> list[tuple[str, str]]:
        """Part of speech and lemma of each word."""
        if self._has_sign(doc) and self._phrases(doc):
            for pipe in self._pipes:
                doc = pipe(doc)
            return [(token.pos_, token.lemma_.lower()) for token in doc]
        return [self._known[key] for key in _keys(doc)]

    def _has_sign(self, doc: Doc) -> bool:
        return self._signs is None or not self._signs.isdisjoint(doc.to_array(["LOWER", "DEP"]).ravel().tolist())

    def _ask(self, keys: Sequence[tuple[int, int, int]]) -> None:
        named: list[tuple[int, int, int]] = []
        unnamed: list[tuple[int, int, int]] = []
        for key in keys:
            word = self._vocab.strings[key[0]]
            (named if self._named(word.lower()) else unnamed).append(key)
        if fresh := {(tag, dep): word for word, tag, dep in unnamed if (tag, dep) not in self._unnamed}:
            for kind, token in zip(fresh, self._ruled([(word, *kind) for kind, word in fresh.items()]), strict=True):
                self._unnamed[kind] = token.pos_, str(token.morph)
        self._lemmatize(named, self._ruled(named))
        doc: Any = self._doc(unnamed)
        for (_, tag, dep), token in zip(unnamed, doc, strict=True):
            token.pos_, morph = self._unnamed[tag, dep]
            token.set_morph(morph)
        self._lemmatize(unnamed, list(doc))

    def _ruled(self, keys: Sequence[tuple[int, int, int]]) -> list[Any]:
        """The words with what the attribute ruler gives them; a comma keeps words apart that by chance make a pattern of several."""
        comma = self._vocab.strings.add(","), self._vocab.strings.add(","), self._vocab.strings.add("punct")
        return list(self._ruler(self._doc([each for key in keys for each in (key, comma)])))[::2]

    def _lemmatize(self, keys: Sequence[tuple[int, int, int]], tokens: Sequence[Any]) -> None:
        if tokens:
            self._lemmatizer(tokens[0].doc)
        for key, token in zip(keys, tokens, strict=True):
            self._known[key] = token.pos_, token.lemma_.lower()

    def _doc(self, keys: Sequence[tuple[int, int, int]]) -> Doc:
        from spacy.tokens import Doc

        strings = self._vocab.strings
        return Doc(
            self._vocab,
            words=[strings[word] for word, _, _ in keys],
            tags=[strings[tag] for _, tag, _ in keys],
            deps=[strings[dep] for _, _, dep in keys],
            heads=list(range(len(keys))),  # every word is its own: no pattern asks for one
        )


def _signs(pattern: Sequence[Mapping[str, Any]]) -> Sequence[str | None]:
    """Words or dependencies one of which is in whatever the pattern matches: of its most telling token; None where none tells."""
    for key in ("DEP", "LOWER"):
        for token in pattern:
            if isinstance(asked := token.get(key), str):
                return [asked]
            if isinstance(asked, Mapping) and asked.keys() == {"IN"}:
                return list(asked["IN"])
    return [None]


def _named_words(tokens: Sequence[Mapping[str, Any]]) -> Callable[[str], bool]:
    """Whether a word in small letters is one that the patterns ask for; any may be, where they ask in ways not known here."""
    words: set[str] = set()
    shapes: list[str] = []
    for token in tokens:
        asked = token.get("LOWER", {"IN": ()})
        asked = asked if isinstance(asked, Mapping) else {"IN": [asked]}
        if not (token.keys() <= {"LOWER", "TAG", "DEP", "IS_SPACE"} and asked.keys() <= {"IN", "REGEX"}):
            return lambda _: True
        words.update(asked.get("IN", ()))
        if "REGEX" in asked:
            shapes.append(f"(?:{asked['REGEX']})")
    shape = re.compile("|".join(shapes)) if shapes else None
    return lambda word: word in words or not word.strip() or bool(shape and shape.search(word))


def _keys(doc: Doc) -> list[tuple[int, int, int]]:
    return list(map(tuple, doc.to_array(["ORTH", "TAG", "DEP"]).tolist()))
