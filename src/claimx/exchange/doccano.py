"""doccano: JSON Lines with entities and relations, for a project of sequence labelling with "Use relation labeling".

Labels are created as they are met at the import. Offsets count code points (leave "Count grapheme clusters as one
character" off). Other keys become metadata that the export returns. Regions have no attributes: names, days and bounds
of marks left as they were come from the records, those of new marks from claimx's own reading of their words.
See https://doccano.github.io/doccano/tutorial/ and the importer's example for relations.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from claimx.exchange.marks import Mark, Task, Tie, overlapping
from claimx.write.jsonl import escaped


def write(tasks: Sequence[Task]) -> tuple[str, dict[str, str], list[str]]:
    """The import file. Overlapping marks are kept and told, since a project may refuse them."""
    rows, crossing, articles = [], 0, 0
    for task in tasks:
        ids = {mark.id: number for number, mark in enumerate(task.marks)}
        entities = [
            {"id": ids[mark.id], "start_offset": mark.start, "end_offset": mark.end, "label": mark.label}
            for mark in task.marks
        ]
        relations = [
            {"id": number, "from_id": ids[tie.source], "to_id": ids[tie.target], "type": tie.label}
            for number, tie in enumerate(task.ties)
        ]
        rows.append(
            {"text": task.text, "entities": entities, "relations": relations, "doc": task.doc, "sha256": task.sha256}
        )
        here = overlapping(task.marks)
        crossing += here
        articles += bool(here)
    notes = ['create the project as "Sequence Labeling" with "Use relation labeling", and import as "JSONL(Relation)"']
    if crossing:
        notes.append(
            f'{crossing} marks in {articles} articles overlap others: tick "Allow overlapping spans" in the project, or doccano drops them'
        )
    return "".join(escaped(json.dumps(row, ensure_ascii=False)) + "\n" for row in rows), {}, notes


def read(text: str) -> tuple[list[Task], list[str]]:
    """The exported tasks, every one of which counts as checked: export approved ones only."""
    tasks = []
    for line in text.split("\n"):  # JSON may hold other line ends as they are
        if not line.strip():
            continue
        row = json.loads(line)
        marks = tuple(
            Mark(str(one["id"]), int(one["start_offset"]), int(one["end_offset"]), one["label"])
            for one in sorted(row["entities"], key=lambda one: (one["start_offset"], one["end_offset"], one["id"]))
        )
        known = {mark.id for mark in marks}
        ties = tuple(
            Tie(str(one["from_id"]), str(one["to_id"]), one["type"])
            for one in row.get("relations", [])
            if str(one["from_id"]) in known and str(one["to_id"]) in known
        )
        tasks.append(Task(row["doc"], row["sha256"], row["text"], marks, ties))
    return tasks, []
