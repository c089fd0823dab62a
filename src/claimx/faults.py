"""Unforeseen errors, kept to the sentence that they befall: its claims are lost, the rest of the article is read.

A stage over a whole document cannot tell which sentence it fails at. It is run again over the claims without those of
the sentence at which it first fails; where that does not help, the claims stay as they were before the stage.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import TypeVar

from claimx.errors import ClaimxError, FaultError, place_of
from claimx.models import Article, Claim, Sentence
from claimx.offsets import Plain

# Errors that no text brings about: they concern every article, and whoever started the run hears of them.
OUTER = (ClaimxError, OSError, MemoryError)
# A stage that fails at more sentences than these fails at the document.
MOST = 3

T = TypeVar("T")


class Faults:
    """The unforeseen errors in one article, and the sentences of the draft at hand that they cost."""

    def __init__(self, article: Article, plain: Plain | None = None) -> None:
        self._article = article
        # The text that sentences are cut from, where it is not the article's own.
        self.plain = plain
        self.found: list[FaultError] = []
        self.lost: set[int] = set()

    def attempt(self, sentence: Sentence, work: Callable[[], T], otherwise: T) -> T:
        """What ``work`` makes of the sentence; ``otherwise`` where it fails, which costs the sentence's claims."""
        try:
            return work()
        except OUTER:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, the other sentences can be read
            self.lose(sentence, error)
            return otherwise

    def attempt_whole(self, work: Callable[[], T], otherwise: T, cost: str) -> T:
        """What ``work`` makes of the document; ``otherwise`` where it fails, which ``cost`` tells."""
        try:
            return work()
        except OUTER:
            raise
        except Exception as error:  # noqa: BLE001 - as above
            self.lose_all(error, cost)
            return otherwise

    def lose(self, sentence: Sentence, error: Exception) -> None:
        """The sentence's claims are lost; told once a sentence."""
        if sentence.index not in self.lost:
            self.lost.add(sentence.index)
            start = self._own(sentence.start)
            self._tell(error, f"the claims of the sentence at {start} are left out", start)

    def lose_all(self, error: Exception, cost: str) -> None:
        """The whole article loses what ``cost`` names."""
        self._tell(error, cost, None)

    def stage(
        self,
        sentences: Sequence[Sentence],
        claims: list[Claim],
        run: Callable[[list[Claim]], T],
        otherwise: Callable[[list[Claim]], T],
        cost: str,
    ) -> T:
        """What a stage over the document's claims gives; ``otherwise`` and ``cost`` tell what it comes to where it cannot be run."""
        try:
            return run(claims)
        except OUTER:
            raise
        except Exception as error:  # noqa: BLE001 - as above
            whole = error
        kept, lost = claims, list[tuple[int, Exception]]()
        while kept and len(lost) < MOST:
            number, cause = _first_failure(kept, run, whole)
            lost.append((number, cause))
            kept = without(kept, {number})
            try:
                out = run(kept)
            except OUTER:
                raise
            except Exception as error:  # noqa: BLE001 - as above
                whole = error
                continue
            for number, cause in lost:
                self.lose(sentences[number], cause)
            return out
        self.lose_all(whole, cost)
        return otherwise(claims)

    def refuse(self, starts: Sequence[int]) -> None:
        """Sentences are left out because they claim without end: no error, and still a loss that is to be told."""
        if not starts:
            return
        start, others = self._own(starts[0]), f" (and {len(starts) - 1:,} more)" if len(starts) > 1 else ""
        told = f"the sentence at {start}{others} has thousands of claims and no end, and is left out; give each claim its line"
        self.found.append(FaultError(f"article {self._article.id}: {told}", self._path, start=start))

    def _own(self, start: int) -> int:
        """The article's own offset of one in the text that sentences are cut from."""
        return start if self.plain is None else self.plain.span(start, start + 1)[0]

    @property
    def _path(self) -> str | None:
        return None if self._article.path == "-" else self._article.path

    def _tell(self, error: Exception, cost: str, start: int | None) -> None:
        article = self._article
        cause = f"{type(error).__name__}: {error} at {place_of(error)}"
        message = f"article {article.id}: {cost} ({cause}); report it, with the text, as a bug of claimx"
        trace = "".join(traceback.format_exception(error))
        self.found.append(FaultError(message, self._path, trace, start))


def without(claims: Sequence[Claim], lost: Collection[int]) -> list[Claim]:
    """The claims but those of the lost sentences; ties between claims, which never leave a sentence, stay as they are."""
    if not lost:
        return list(claims)
    place: dict[int, int] = {}
    for i, claim in enumerate(claims):
        if claim.sentence not in lost:
            place[i] = len(place)

    def moved(position: int | None) -> int | None:
        return None if position is None else place.get(position)

    return [
        replace(
            claims[i],
            subset_of=moved(claims[i].subset_of),
            increment_of=moved(claims[i].increment_of),
            derived_from=moved(claims[i].derived_from),
        )
        for i in place
    ]


def _first_failure(
    claims: Sequence[Claim], run: Callable[[list[Claim]], object], cause: Exception
) -> tuple[int, Exception]:
    """The sentence at which a stage first fails: the last one of the shortest beginning that fails."""
    numbers = sorted({claim.sentence for claim in claims})
    low, high = 0, len(numbers) - 1
    while low < high:
        middle = (low + high) // 2
        beginning = without(claims, set(numbers[middle + 1 :]))
        try:
            run(beginning)
        except OUTER:
            raise
        except Exception as error:  # noqa: BLE001 - as above
            high, cause = middle, error
        else:
            low = middle + 1
    return numbers[low], cause
