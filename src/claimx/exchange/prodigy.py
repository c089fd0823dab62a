"""Prodigy: JSON Lines of tasks for its ``relations`` interface, with claimx's tokens.

Spans are half open in code points, ``token_end`` is the last token itself; a relation's head and child name the last
tokens of its spans, and hold the spans too. The interface shows no overlapping spans: what lies over a claim is left
out of the task, told, and taken from the records again at the import as long as its claim is still there.
See https://prodi.gy/docs/api-interfaces#relations.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from claimx.exchange.marks import PARTS, RELATIONS, ROLES, Mark, Task, Tie, apart
from claimx.models import Token
from claimx.tokenize import tokenize
from claimx.write.jsonl import escaped


def write(tasks: Sequence[Task]) -> tuple[str, dict[str, str], list[str]]:
    """The import file, and ``prodigy-labels.txt`` with what to pass as ``--span-label`` and ``--label``."""
    rows, hidden, broken = [], 0, 0
    for task in tasks:
        tokens = tokenize(task.text, 0)
        shown = []
        for mark in apart(task.marks):
            if _token_span(tokens, mark) is None:
                broken += 1
            else:
                shown.append(mark)
        hidden += len(task.marks) - len(shown)
        rows.append(_row(task, tokens, shown))
    hidden -= broken
    notes = []
    if hidden:
        notes.append(
            f"{hidden} marks that overlap others are not in the tasks; the import takes them from the records again"
        )
    if broken:
        notes.append(
            f"{broken} marks that begin or end within a token are not in the tasks; the import takes them from the records again"
        )
    labels = sorted({mark.label for task in tasks for mark in task.marks if mark.is_claim})
    settings = f"--span-label {','.join((*labels, *dict.fromkeys(PARTS.values())))}\n--label {','.join((*ROLES, *RELATIONS.values()))}\n"
    return (
        "".join(escaped(json.dumps(row, ensure_ascii=False)) + "\n" for row in rows),
        {"prodigy-labels.txt": settings},
        notes,
    )


def _row(task: Task, tokens: Sequence[Token], shown: Sequence[Mark]) -> dict[str, Any]:
    spans = {mark.id: _span(tokens, mark) for mark in shown}
    relations = [
        {
            "head": spans[tie.source]["token_end"],
            "child": spans[tie.target]["token_end"],
            "head_span": spans[tie.source],
            "child_span": spans[tie.target],
            "label": tie.label,
        }
        for tie in task.ties
        if tie.source in spans and tie.target in spans
    ]
    listed = [
        {
            "text": token.text,
            "start": token.start,
            "end": token.end,
            "id": i,
            "ws": i + 1 < len(tokens) and tokens[i + 1].start > token.end,
        }
        for i, token in enumerate(tokens)
    ]
    hidden = sorted({mark.id for mark in task.marks} - spans.keys())
    return {
        "text": task.text,
        "tokens": listed,
        "spans": [spans[mark.id] for mark in shown],
        "relations": relations,
        "meta": {"doc": task.doc, "sha256": task.sha256},
        # What the task does not show, so that its absence is no correction.
        "claimx_hidden": [[mark.start, mark.end, mark.label] for mark in task.marks if mark.id in hidden],
    }


def _token_span(tokens: Sequence[Token], mark: Mark) -> tuple[int, int] | None:
    first = bisect_right(tokens, mark.start, key=lambda token: token.start) - 1
    last = bisect_right(tokens, mark.end - 1, key=lambda token: token.start) - 1
    if first < 0 or tokens[first].start != mark.start or tokens[last].end != mark.end:
        return None
    return first, last


def _span(tokens: Sequence[Token], mark: Mark) -> dict[str, Any]:
    found = _token_span(tokens, mark)
    assert found is not None
    return {"start": mark.start, "end": mark.end, "token_start": found[0], "token_end": found[1], "label": mark.label}


def read(text: str) -> tuple[list[Task], list[str]]:
    """The accepted tasks; of one text answered several times the last."""
    found: dict[str, Task] = {}
    passed = 0
    for line in text.split("\n"):  # JSON may hold other line ends as they are
        if not line.strip():
            continue
        row = json.loads(line)
        if row.get("answer", "accept") != "accept":
            passed += 1
            continue
        found[row["meta"]["sha256"]] = _task(row)
    return list(found.values()), [f"{passed} tasks that were rejected or ignored are left out"] if passed else []


def _task(row: dict[str, Any]) -> Task:
    # Two claims on the same words have the same offsets: the label keeps them apart.
    keyed = {(int(one["start"]), int(one["end"]), str(one["label"])): None for one in row.get("spans") or []}
    ids = {key: f"span_{i}" for i, key in enumerate(keyed)}
    marks = tuple(Mark(ids[key], *key) for key in sorted(keyed))

    def id_of(span: dict[str, Any]) -> str | None:
        return ids.get((int(span["start"]), int(span["end"]), str(span["label"])))

    ties = []
    for one in row.get("relations") or []:
        source, target = id_of(one["head_span"]), id_of(one["child_span"])
        if source and target:
            ties.append(Tie(source, target, one["label"]))
    hidden = tuple(tuple(one) for one in row.get("claimx_hidden") or [])
    return Task(row["meta"]["doc"], row["meta"]["sha256"], row["text"], marks, tuple(ties), {"hidden": hidden})
