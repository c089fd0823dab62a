"""Drafts on their way through the pipeline, many at a time, each with the unforeseen errors in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from claimx.faults import OUTER, Faults
from claimx.models import Article, Sentence, Trace
from claimx.sieve import PIECE, Draft, Sieve, Sifted

# Articles read together, so that their candidate sentences share the parser's batches. A window ends at either bound:
# speed stops growing below both, and memory is bounded by the characters, however long or short articles are.
WINDOW = 256
WINDOW_CHARACTERS = 1_000_000


@dataclass(slots=True)
class Piece:
    """A draft, the unforeseen errors in it, and what was proposed for its claims where somebody asks."""

    draft: Draft
    faults: Faults
    trace: Trace | None = None


def pieces(sieve: Sieve, articles: Iterable[Article | Sifted]) -> Iterator[Piece]:
    """The drafts of all articles; what the gate fails at is a piece without sentences."""
    for one in articles:
        article = one if isinstance(one, Article) else one.article
        drafts = sieve.drafts([one])
        while True:
            piece = Piece(Draft(article), Faults(article))
            try:
                piece.draft = next(drafts)
            except StopIteration:
                break
            except OUTER:
                raise
            except Exception as error:  # noqa: BLE001 - whatever it is, the other articles can be read
                piece.faults.lose_all(error, "it cannot be cut into sentences, and is left out")
                yield piece
                break
            piece.faults.plain = piece.draft.plain
            piece.faults.refuse(piece.draft.endless)
            yield piece


def windows(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Pieces to be read together."""
    window: list[Piece] = []
    size = 0
    for piece in pieces:
        window.append(piece)
        draft = piece.draft
        # What holds no candidate takes no memory beyond its text; a piece of a long text is large enough to be read by itself.
        size += min(len(draft.article.text), PIECE) if draft.last else WINDOW_CHARACTERS
        if len(window) >= WINDOW or size >= WINDOW_CHARACTERS:
            yield window
            window, size = [], 0
    if window:
        yield window


def each(
    work: Callable[[Iterable[Sentence]], Iterator[Sentence]], sentences: Sequence[tuple[Sentence, Faults]]
) -> list[Sentence]:
    """What ``work`` makes of sentences that it takes in batches; those that it fails at stay as they are, and lose their claims."""
    try:
        return list(work([sentence for sentence, _ in sentences]))
    except OUTER:
        raise
    except Exception:  # noqa: BLE001 - one of them is to blame
        return [faults.attempt(sentence, partial(_first, work, sentence), sentence) for sentence, faults in sentences]


def _first(work: Callable[[Iterable[Sentence]], Iterator[Sentence]], sentence: Sentence) -> Sentence:
    return next(work([sentence]))
