"""A word's vector before its neighbours are looked at, made once a batch: it depends on the word's own features alone.

In text two words in three have stood in the batch before. The first layers of the small models look the features of a word up in
tables of vectors and mix what they find, a third of all that is multiplied for a sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from thinc.api import Model

_SHAPE = ["extract_features", "list2ragged", "with_array", "with_array", "ragged2list"]
# Any odd number: the sums of two words' features are then equal by chance alone, and that chance is looked for.
_MIX = 0x9E3779B97F4A7C15


def embed_once(model: Model[Any, Any]) -> None:
    """Have the encoders within a model read each word of a batch once; those of another shape than the small models' stay as they are.

    The shape is that of ``spacy.MultiHashEmbed`` (https://spacy.io/api/architectures#MultiHashEmbed).
    """
    from thinc.api import Model, NumpyOps

    for layer in list(model.walk()):
        names = [inner.name.partition("(")[0] for inner in layer.layers]
        if names == _SHAPE and type(layer.ops) is NumpyOps:
            tables, mix = layer.layers[2:4]
            if "hashembed" in tables.name and "maxout" in mix.name:
                layer.layers[2:4] = [Model("embed_once", _forward, layers=[tables, mix])]


def _forward(model: Model[Any, Any], features: Any, is_train: bool) -> tuple[Any, Callable[[Any], Any]]:
    """Ragged features to ragged vectors."""
    import numpy as np
    from thinc.api import Ragged

    tables, mix = model.layers
    rows = features.dataXd
    with np.errstate(over="ignore"):
        sums = np.zeros(len(rows), dtype="uint64")
        for column in range(rows.shape[1]):
            sums = (sums + rows[:, column]) * np.uint64(_MIX)
            sums ^= sums >> np.uint64(29)
    _, first, place = np.unique(sums, return_index=True, return_inverse=True)
    words: Any = rows[first]
    if not np.array_equal(words[place], rows):  # two words with one sum: each is read as it stands
        words, place = rows, np.arange(len(rows))
    lengths: Any = np.asarray([len(words)], dtype="int32")
    vectors, _ = tables(Ragged(words, lengths), is_train)
    mixed, _ = mix(vectors, is_train)
    return Ragged(mixed.dataXd[place], features.lengths), _no_gradient


def _no_gradient(_: Any) -> Any:
    raise NotImplementedError("claimx reads with models and trains none")
