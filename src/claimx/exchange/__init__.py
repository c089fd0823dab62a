"""Claims to annotation tools and back: predictions out, corrected annotations in, as gold.

    tasks = tasks_of(records, texts)
    text = export("doccano", tasks)
    corrected = read_corrected("doccano", text)
    gold = gold_of(corrected, records)

A claim is a mark on its number, labelled with what happened and to whom; parties, source, reporting words, date, place
and counted words are marks of their own, tied to the claim. All offsets are Unicode code points.
"""

from __future__ import annotations

from claimx.exchange.gold import Gold, gold_of, read_reviewed
from claimx.exchange.marks import Mark, Task, Tie, tasks_of
from claimx.exchange.measured import Measured, measure, read_measured, read_suppressed, rejected, without
from claimx.exchange.tools import TOOLS, Exported, export, read_corrected

__all__ = [
    "TOOLS", "Exported", "Gold", "Mark", "Measured", "Task", "Tie", "export", "gold_of", "measure", "read_corrected", "read_measured", "read_reviewed",
    "read_suppressed", "rejected", "tasks_of", "without",
]  # fmt: skip
