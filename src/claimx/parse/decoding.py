"""Trees and names read from the model's scores: spaCy's own greedy decoding, step by step, without giving up the interpreter's lock.

spaCy's compiled loop runs with the lock released, but each of its questions whether an action is valid takes the lock
and gives it back, a hundred times a word: two thirds of the parser's time. Through the public methods of the same classes
(https://spacy.io/api/dependencyparser, https://spacy.io/api/entityrecognizer) the same actions are scored and taken with
the lock held, all sentences of a batch a step at a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from spacy.tokens import Doc


def decoder(pipe: Any) -> Callable[[Sequence[Doc]], None] | None:
    """What sets the annotations of a parser or entity recogniser on docs; None for a pipe of any other kind.

    Beams, and models on a graphics card, are left to the pipe itself.
    """
    from spacy.pipeline import DependencyParser, EntityRecognizer
    from thinc.api import NumpyOps

    greedy = isinstance(pipe, DependencyParser | EntityRecognizer) and pipe.cfg["beam_width"] == 1
    if not greedy or not isinstance(pipe.model.ops, NumpyOps):
        return None
    return lambda docs: _decode(pipe, docs)


def _decode(pipe: Any, docs: Sequence[Doc]) -> None:
    words = [doc for doc in docs if len(doc)]
    if not words:
        return
    batch = pipe.moves.init_batch(words)
    model = pipe.model.predict(words)
    score = _scorer(model)
    open_states = [state for state in batch if not state.is_final()]
    while open_states:
        open_states = pipe.transition_states(open_states, score(open_states))
    pipe.set_annotations(words, batch)


def _scorer(model: Any) -> Callable[[Sequence[Any]], Any]:
    """The model's scores of the next actions.

    Its own step looks for the lowest score of all, to give it to actions that were never seen in training: for nothing where all were.
    """
    if not (model.attrs.get("has_upper") and model._class_mask.all()):  # noqa: SLF001 - no public name tells it
        return model.predict  # type: ignore[no-any-return]
    return lambda states: model.vec2scores.predict(model.state2vec(model.get_token_ids(states), False)[0])
