"""The vocabularies that the gate reads by: it needs no others, and is there before them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from claimx.lexicon.boilerplate import BoilerplateVocabulary
from claimx.lexicon.compiled import load_compiled
from claimx.lexicon.items import ItemVocabulary
from claimx.lexicon.losses import LossVocabulary
from claimx.lexicon.quantities import QuantityVocabulary


@dataclass(frozen=True, slots=True)
class GateWords:
    """What parts page furniture from text, what counts, what may be counted, and what tells of a loss."""

    boilerplate: BoilerplateVocabulary
    quantities: QuantityVocabulary
    items: ItemVocabulary
    losses: LossVocabulary


def load_gate_words(extra: Path | None = None) -> GateWords:
    """The shipped words, with entries of the folder ``extra`` added or overriding by id. Raises LexiconError."""
    return GateWords(
        boilerplate=load_compiled(BoilerplateVocabulary, extra),
        quantities=load_compiled(QuantityVocabulary, extra),
        items=load_compiled(ItemVocabulary, extra),
        losses=load_compiled(LossVocabulary, extra),
    )
