"""What a run counts, and its summary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimx.console import Log

if TYPE_CHECKING:
    from claimx.cli.reading import Reading


@dataclass(slots=True)
class Tally:
    """Claims written, and those left out: suppressed by id, or below the confidence asked for."""

    claims: int = 0
    suppressed: int = 0
    unsure: int = 0

    def add(self, claims: int, suppressed: int, unsure: int) -> None:
        """Count one article's."""
        self.claims += claims
        self.suppressed += suppressed
        self.unsure += unsure


def sum_up(log: Log, reading: Reading, tally: Tally, seconds: float, *, suppress: bool, least: bool) -> None:
    """Tell how the run went; what was left out only where something was to be."""
    told = f" ({tally.suppressed:,} suppressed)" if suppress else ""
    told += f" ({tally.unsure:,} below the confidence asked for)" if least else ""
    counts = (
        count_of(reading.read, "article"),
        count_of(tally.claims, "claim") + told,
        count_of(reading.failed, "failure"),
    )
    log.summary(
        f"{', '.join(counts)} in {seconds:.1f} s",
        articles=reading.read, claims=tally.claims, failures=reading.failed, seconds=round(seconds, 3),
        **({"suppressed": tally.suppressed} if suppress else {}), **({"unsure": tally.unsure} if least else {}),
    )  # fmt: skip


def count_of(number: int, noun: str) -> str:
    """A number with its noun."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
