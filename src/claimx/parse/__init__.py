"""Candidate sentences through spaCy: the only run-time import of spaCy.

Sentences go in as Docs made of our own words, so token indices are the same everywhere, and come back as Tokens that
carry lemma, tags, dependencies and entity types. spaCy's Docs are dropped at once: they are large and tie down memory.

Half of what a model does is not needed for every candidate. ``parse`` runs the tagger and the parser; parts of speech and
lemmas, which depend on nothing but word, tag and dependency, are asked of the model once a combination and then
remembered. ``entities`` adds entity types, for the sentences that turned out to hold claims.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from claimx.dateline import capitals_end
from claimx.errors import ModelError, is_memory
from claimx.models import Block, BlockKind, Sentence, Token
from claimx.parse.decoding import decoder
from claimx.parse.model import INSTALL, encoders, find_model, load_model, no_memory
from claimx.parse.words import WORD_PIPES, WordTables, are_tables
from claimx.tokenize import tokenize
from claimx.truecase import in_capitals, truecase

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Sentences a batch: measured over 16 to 1,000, speed hardly grows beyond 256, and a batch takes 4 KB a word while it is parsed.
BATCH = 256
# Words a batch, a third more than so many sentences of news have: sentences of lists are ten times as long.
BATCH_WORDS = 10_000
# A longer sentence is a table or a broken page: the parser's memory grows with its length, so it is read without syntax.
LONGEST = 400


class Parser:
    """A loaded spaCy model. ``parse`` and ``entities`` may be called any number of times."""

    def __init__(self, model: str | None = None, proper: Mapping[str, str] | None = None) -> None:
        """``proper`` are names by their small letters, for text in capitals. Raises ModelError where the model is missing or cannot be loaded."""
        self.model = find_model(model)
        self._proper = proper or {}
        self._nlp = load_model(self.model)
        self._words = WordTables(self._nlp) if are_tables(self._nlp) else None
        named = {"ner"} if "ner" in self._nlp.pipe_names else set()
        if self._words is not None:
            named.update(WORD_PIPES)
        # Each pipe with a faster way to run it, where there is one.
        pipes = {name: (pipe, decoder(pipe)) for name, pipe in self._nlp.pipeline}
        self._syntax = [pipe for name, pipe in pipes.items() if name not in named]
        self._naming = [pipe for name, pipe in pipes.items() if name == "ner" or name in encoders(self._nlp, "ner")]
        self._try()

    def _try(self) -> None:
        """Read a few words: damage that loading did not meet is met here, not in the first article, which it is no fault of."""
        text = "Shelling killed 12 people in Sumy."
        block = Block(0, BlockKind.PARAGRAPH, 0, len(text))
        try:
            list(self.entities(self.parse([Sentence(0, block, 0, len(text), text, tokenize(text))])))
        except Exception as error:
            if is_memory(error):
                raise no_memory(self.model) from error
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
            docs = self._run(self._syntax, batch, _report_starts)
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
                strings = doc.vocab.strings
                kinds = [strings[kind] if kind else "" for kind in doc.to_array("ENT_TYPE").tolist()]
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
        pipes: Sequence[tuple[Any, Callable[[Sequence[Doc]], None] | None]],
        sentences: Sequence[Sentence],
        starts: Callable[[Sentence], list[bool | int | None] | None],
    ) -> list[Doc]:
        docs: Iterable[Doc] = (self._doc(sentence, starts(sentence)) for sentence in sentences)
        for pipe, decode in pipes:
            docs = list(docs)
            if decode is not None:
                decode(docs)
            else:
                docs = pipe.pipe(docs, batch_size=BATCH) if hasattr(pipe, "pipe") else map(pipe, docs)
        return list(docs)

    def _doc(self, sentence: Sentence, starts: list[bool | int | None] | None) -> Doc:
        from spacy.tokens import Doc

        tokens = sentence.tokens[:LONGEST]
        words, spaces = [_plain(token.text) for token in tokens], [token.space for token in tokens]
        if in_capitals(words):
            words = truecase(words, self._proper)
        return Doc(self._nlp.vocab, words=words, spaces=spaces, sent_starts=starts)


def _report_starts(sentence: Sentence) -> list[bool | int | None] | None:
    """A start behind the dateline, which is no part of the sentence that it opens; None leaves all to the parser."""
    tokens = sentence.tokens[:LONGEST]
    at = capitals_end(tokens)
    return [i in (0, at) or None for i in range(len(tokens))] if 0 < at < len(tokens) else None


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
    batch: list[Sentence] = []
    words = 0
    for sentence in sentences:
        batch.append(sentence)
        words += len(sentence.tokens)
        if len(batch) >= BATCH or words >= BATCH_WORDS:
            yield batch
            batch, words = [], 0
    if batch:
        yield batch


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
    "incl.": "including",
    "''": '"',
}


def _plain(word: str) -> str:
    if word.isascii() and word not in {"``", "''", "incl."}:
        return word
    return _PLAIN.get(word) or word.replace("\u2019", "'")


def _annotate(sentence: Sentence, doc: Doc, words: WordTables | None) -> Sentence:
    known = words.of(doc) if words is not None else [(token.pos_, token.lemma_.lower()) for token in doc]
    children: list[list[int]] = [[] for _ in sentence.tokens]
    tokens: list[Token] = []
    # Columns of the whole sentence: spaCy makes an object of each of its tokens that is asked for.
    strings = doc.vocab.strings
    columns = doc.to_array(["TAG", "DEP", "HEAD"])
    heads = columns[:, 2].astype("int64").tolist()  # the way to the head; negative ones come as unsigned numbers
    for token, tag, dep, way, (pos, lemma) in zip(
        sentence.tokens, columns[:, 0].tolist(), columns[:, 1].tolist(), heads, known, strict=False
    ):
        i = token.i
        head = i + way
        if way:
            children[head].append(i)
        tokens.append(
            Token(
                i,
                token.text,
                token.lower,
                token.start,
                token.end,
                token.space,
                lemma,
                pos,
                strings[tag],
                strings[dep],
                head,
            )
        )
    tokens.extend(replace(token, head=token.i) for token in sentence.tokens[len(tokens) :])
    return replace(sentence, tokens=tuple(tokens), children=tuple(map(tuple, children)), parsed=True)
