"""Label Studio: tasks with predictions in its JSON format, and the labelling configuration that they need.

Its offsets into plain text count code points and include every blank and line end; regions and relations refer to each
other by id; what belongs to a region (bounds, names, days) is a result with the region's id.
See https://labelstud.io/guide/predictions and https://labelstud.io/guide/task_format.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from claimx import __version__
from claimx.exchange.marks import PARTS, RELATIONS, ROLES, Mark, Task, Tie, claim_label, read_label
from claimx.offsets import Utf16
from claimx.schema import Category, Event, Per, Stance
from claimx.write.jsonl import escaped

# Control tags' names in the configuration, by what they hold of a claim.
_CHOICES = {"category": Category, "stance": Stance, "per": Per}


def write(tasks: Sequence[Task]) -> tuple[str, dict[str, str], list[str]]:
    """The import file and ``label-config.xml``."""
    rows = [
        {
            "data": {"text": task.text, "doc": task.doc, "sha256": task.sha256},
            "predictions": [{"model_version": f"claimx {__version__}", "result": list(_results(task))}],
        }
        for task in tasks
    ]
    return escaped(json.dumps(rows, ensure_ascii=False, indent=1)) + "\n", {"label-config.xml": configuration()}, []


def configuration() -> str:
    """The labelling configuration: events and parts as labels, the rest per region."""
    labels = "\n".join(f'    <Label value="{event.value}" background="{_colour(event)}"/>' for event in Event)
    parts = "\n".join(f'    <Label value="{part}" background="#9aa5b1"/>' for part in dict.fromkeys(PARTS.values()))
    relations = "\n".join(f'    <Relation value="{label}"/>' for label in (*ROLES, *RELATIONS.values()))
    choices = "\n".join(
        f'  <Choices name="{name}" toName="text" perRegion="true" choice="single" showInline="true">\n'
        + "\n".join(f'    <Choice value="{one.value}"/>' for one in values)
        + "\n  </Choices>"
        for name, values in _CHOICES.items()
    )
    return f"""<View>
  <Style>.htx-text {{ white-space: pre-wrap; }}</Style>
  <Filter name="filter" toName="label" minlength="0"/>
  <Labels name="label" toName="text">
{labels}
{parts}
  </Labels>
  <Relations>
{relations}
  </Relations>
  <Text name="text" value="$text"/>
{choices}
  <TextArea name="value" toName="text" perRegion="true" editable="true" maxSubmissions="1" placeholder="12..40 | name | 2023-03-01..2023-03-31"/>
</View>
"""


def _colour(event: Event) -> str:
    casualty = event in (Event.KILLED, Event.WOUNDED, Event.CAPTURED, Event.MISSING, Event.ABDUCTED, Event.CASUALTIES)
    return "#d9534f" if casualty else "#3b7dc4"


def _results(task: Task) -> list[dict[str, Any]]:
    out: list[dict[str, Any]] = []
    for mark in task.marks:
        where = {"start": mark.start, "end": mark.end, "text": task.text[mark.start : mark.end]}
        shared = {"id": mark.id, "to_name": "text"}
        told: dict[str, str] = {}
        label = mark.label
        if mark.is_claim:
            event, category, stance, per = read_label(mark.label)
            label = event.value
            told = {"category": category.value, "stance": stance.value, **({"per": per.value} if per else {})}
        out.append({**shared, "from_name": "label", "type": "labels", "value": {**where, "labels": [label]}})
        out.extend(
            {**shared, "from_name": name, "type": "choices", "value": {**where, "choices": [value]}}
            for name, value in told.items()
        )
        if mark.value is not None:
            out.append({**shared, "from_name": "value", "type": "textarea", "value": {**where, "text": [mark.value]}})
    out.extend(
        {"type": "relation", "from_id": tie.source, "to_id": tie.target, "direction": "right", "labels": [tie.label]}
        for tie in task.ties
    )
    return out


def read(text: str) -> tuple[list[Task], list[str]]:
    """The tasks that a person annotated; of several annotations the ground truth, else the last."""
    tasks: list[Task] = []
    notes: list[str] = []
    waiting = 0
    for row in json.loads(text):
        done = [one for one in row.get("annotations") or [] if not one.get("was_cancelled")]
        if not done:
            waiting += 1
            continue
        doc = row["data"]["doc"]
        if len(done) > 1:
            notes.append(f"{doc}: {len(done)} annotations; the ground truth is taken, else the last")
        chosen = next((one for one in done if one.get("ground_truth")), done[-1])
        tasks.append(_task(row["data"], chosen["result"], notes))
    if waiting:
        notes.append(f"{waiting} tasks without an annotation are left out")
    return tasks, notes


def _task(data: dict[str, Any], results: list[dict[str, Any]], notes: list[str]) -> Task:
    text, doc = data["text"], data["doc"]
    told: dict[str, dict[str, Any]] = {}
    ties = []
    for result in results:
        if result["type"] == "relation":
            ties.extend(_ties(result, doc, notes))
        else:
            region = told.setdefault(result["id"], {})
            region[result["from_name"]] = result["value"]
    marks = []
    for name, region in told.items():
        if "label" not in region or not region["label"].get("labels"):
            notes.append(f"{doc}: region {name} has no label and is left out")
            continue
        start, end = _span(text, region["label"], doc, notes)
        marks.append(Mark(name, start, end, _label(region), _first(region.get("value"), "text")))
    known = {mark.id for mark in marks}
    kept = tuple(tie for tie in ties if tie.source in known and tie.target in known)
    return Task(doc, data["sha256"], text, tuple(sorted(marks, key=lambda mark: (mark.start, mark.end, mark.id))), kept)


def _ties(result: dict[str, Any], doc: str, notes: list[str]) -> list[Tie]:
    source, target = result["from_id"], result["to_id"]
    if result.get("direction") == "left":
        source, target = target, source
    labels = result.get("labels") or []
    if not labels:
        notes.append(f"{doc}: a relation without a label is left out")
    return [Tie(source, target, label) for label in labels]


def _label(region: dict[str, Any]) -> str:
    label = region["label"]["labels"][0]
    if label not in {event.value for event in Event}:
        return str(label)
    per = _first(region.get("per"), "choices")
    return claim_label(
        Event(label),
        Category(_first(region.get("category"), "choices") or "unspecified"),
        Stance(_first(region.get("stance"), "choices") or "asserted"),
        Per(per) if per else None,
    )


def _first(value: dict[str, Any] | None, key: str) -> str | None:
    found = (value or {}).get(key) or [None]
    return found[0] if isinstance(found, list) else str(found)


def _span(text: str, value: dict[str, Any], doc: str, notes: list[str]) -> tuple[int, int]:
    """The region's offsets; the words it was saved with settle in which measure they count.

    Versions before 1.4 counted UTF-16 units.
    """
    start, end = int(value["start"]), int(value["end"])
    words = value.get("text")
    if words is None or text[start:end] == words:
        return start, end
    units = Utf16(text)
    older = units.back(start), units.back(end)
    if text[older[0] : older[1]] == words:
        return older
    # The editor shows line ends and runs of blanks in its own way; only these may differ.
    if text[start:end].split() != words.replace("\\n", "\n").split():
        notes.append(f"{doc}: the words at {start} are {text[start:end]!r}, not {words!r} as the tool saved them")
    return start, end
