"""Claims in their thousands: a list is read to its end, and a sentence that claims without end is refused by name, in little time."""

from __future__ import annotations

import json
import time

import pytest

from claimx.models import Article
from claimx.schema import Event
from claimx.sieve import STRETCHES

THINGS = ("tanks", "helicopters", "drones", "howitzers", "trucks", "soldiers", "mortars")
VEHICLES = ("tanks", "howitzers", "trucks")
LINES = {
    "noun first": lambda i: f"{THINGS[i % 7].capitalize()}: {i % 90 + 2}\n",
    "number first": lambda i: f"- {i % 90 + 2} {THINGS[i % 7]}\n",
    "dash": lambda i: f"{THINGS[i % 7]} - {i % 90 + 2}\n",
    "with increments": lambda i: f"{THINGS[i % 7]} - {i % 90 + 20} (+{i % 9 + 1})\n",
    "numbered": lambda i: f"{i + 1}. {i % 90 + 2} {VEHICLES[i % 3]} destroyed\n",
}
HEAD = "The enemy suffered the following losses:\n"
DENSE = "Shelling killed 12, wounded 13, "


def listing(form, count):
    return HEAD + "".join(map(LINES[form], range(count)))


@pytest.mark.parametrize("form", LINES)
@pytest.mark.parametrize("count", [39, 101, 300])
def test_every_line_of_a_list_is_read(form, count, extractor):
    records = extractor.extract(Article(listing(form, count)))

    totals = [record.quantity.text for record in records if record.quantity.increment_of is None]
    assert totals == [str(i % 90 + (20 if form == "with increments" else 2)) for i in range(count)]
    assert len(records) == count * (2 if form == "with increments" else 1)
    assert {record.event for record in records} <= {Event.LOST, Event.CASUALTIES, Event.DESTROYED}


def test_prose_far_below_a_heading_takes_no_loss_of_it(extractor):
    text = HEAD + LINES["dash"](3) + "\n\nNothing else was known of it.\n" * 60 + "\nThe town has 12 tanks.\n"

    assert [record.quantity.text for record in extractor.extract(Article(text))] == ["5"]


def test_a_sentence_without_end_is_refused_by_name_and_what_stands_around_it_is_read(extractor):
    text = f"Rebels killed nine soldiers.\n\n{DENSE * 1000}\n\nRebels wounded four officers.\n"

    ((_, records),) = extractor.pipe([Article(text, id="dump")])

    assert [record.quantity.text for record in records] == ["nine", "four"]
    (fault,) = records.faults
    assert fault.start == text.index(DENSE)
    assert fault.message.startswith(f"article dump: the sentence at {fault.start} has thousands of claims and no end")


def test_a_long_sentence_with_an_end_is_read(extractor):
    words = (
        "the soldiers of a brigade near the town were said to have moved from one village to another on the road and "
    )
    text = DENSE * 40 + words * (50 * STRETCHES) + "."

    records = extractor.extract(Article(text))

    assert len(records) == 80


def test_audit_names_it_too(extractor):
    refusals = extractor.audit(Article(DENSE * 1000))

    assert [refusal.start for refusal in refusals if "claims without end" in refusal.reason] == [0]


@pytest.mark.slow
def test_a_list_of_twenty_thousand_lines_takes_time_in_proportion(extractor):
    taken = {}
    for count in (5_000, 20_000):
        began = time.process_time()
        records = extractor.extract(Article(listing("number first", count)))
        taken[count] = time.process_time() - began
        assert len(records) == count

    assert taken[20_000] < 6 * taken[5_000], taken


# The children of a process that has no others: neither they nor its own memory count in the figures.
COMMAND = """
import json, resource, subprocess, sys
done = subprocess.run([sys.executable, "-m", "claimx", *sys.argv[1:]], capture_output=True, text=True)
spent = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([done.returncode, done.stderr, spent.ru_utime, spent.ru_maxrss]))
"""


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["killed 12 ", "killed 12, wounded 3, ", "tanks - 12 (+3) "])
def test_two_megabytes_in_one_line(unit, tmp_path, in_a_process):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "dump", "text": unit * (2_000_000 // len(unit))}) + "\n")

    status, told, seconds, kilobytes = json.loads(in_a_process(COMMAND, "extract", path, "--jobs", "1")[0])

    assert seconds < 60
    assert kilobytes < 1_000_000
    assert status == 1
    assert "article dump: the sentence at 0" in told
