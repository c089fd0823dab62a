"""An unforeseen error costs the claims of its sentence, or one field of an article's claims; the rest comes out, and a line tells of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace

import pytest

import claimx.parse
from claimx import pipeline
from claimx.cli.commands import run
from claimx.errors import FaultWarning, WorkerError
from claimx.models import Article
from claimx.write import journalled

BROKEN = "Shelling killed 12 people in Otarville on Monday."
TEXT = f"Rebels killed nine soldiers near Gao. Police arrested two men. {BROKEN} Gunmen wounded four officers, the army said."
AT = TEXT.index(BROKEN)
OTHERS = ["nine", "four"]


def is_broken(sentence):
    return sentence.text.startswith(BROKEN)


def has_broken(document, claims):
    return any(is_broken(document.sentences[claim.sentence]) for claim in claims)


@pytest.fixture
def fail(monkeypatch):
    """``fail(name, when)``: a stage of the pipeline raises where ``when`` is true of what it is given."""

    def fail(name, when, owner=pipeline, error=None):
        sound = getattr(owner, name)

        def failing(*given):
            if when(*given):
                raise error or IndexError("tuple index out of range")
            return sound(*given)

        monkeypatch.setattr(owner, name, failing)

    return fail


# What fails, and at what.
STAGES = {
    "find_losses": lambda sentence, _: is_broken(sentence),
    "find_items": lambda sentence, _: is_broken(sentence),
    "find_quantities": lambda sentence, _: is_broken(sentence),
    "find_parties": lambda sentence, _: is_broken(sentence),
    "find_places": lambda sentence, _: is_broken(sentence),
    "find_dates": lambda sentence, _: is_broken(sentence),
    "find_attributions": lambda sentence, _: is_broken(sentence),
    "link_claims": lambda mentions, _: is_broken(mentions.sentence),
    "link_sources": lambda document, claims, _: has_broken(document, claims),
    "link_parties": lambda document, claims, _: has_broken(document, claims),
    "link_dates": lambda document, claims, _: has_broken(document, claims),
    "link_places": lambda document, claims, _: has_broken(document, claims),
    "resolve": has_broken,
}  # fmt: skip


@pytest.mark.parametrize("stage", STAGES)
def test_an_error_costs_the_claims_of_its_sentence(stage, fail, extractor):
    whole = [record.quantity.text for record in extractor.extract(Article(TEXT))]
    fail(stage, STAGES[stage])

    records = next(extractor.pipe([Article(TEXT, id="row-7", path="in/a.jsonl")]))[1]

    assert whole == ["nine", "12", "four"]
    assert [record.quantity.text for record in records] == OTHERS
    assert len({record.id for record in records}) == len(OTHERS)
    (fault,) = records.faults
    assert (fault.path, fault.start) == ("in/a.jsonl", AT)
    assert fault.message.startswith(
        f"article row-7: the claims of the sentence at {AT} are left out (IndexError: tuple"
    )
    assert "claimx/" in fault.message
    assert "in failing\n" in fault.trace


@pytest.mark.parametrize("method", ["parse", "entities"])
def test_a_sentence_that_the_parser_fails_at_is_left_out_of_its_batch(method, monkeypatch, extractor):
    sound = getattr(claimx.parse.Parser, method)

    def failing(self, sentences):
        for sentence in sentences:
            if is_broken(sentence):
                raise ValueError("[E000] odd tree")
            yield from sound(self, [sentence])

    monkeypatch.setattr(claimx.parse.Parser, method, failing)
    articles = [
        Article(BROKEN.replace("12", "13"), id="a"),
        Article(TEXT, id="b"),
        Article(TEXT.replace(BROKEN, ""), id="c"),
    ]
    articles[0] = replace(articles[0], text=articles[0].text.replace("Shelling", "A raid"))

    found = {article.id: records for article, records in extractor.pipe(articles)}

    assert [[record.quantity.text for record in records] for records in found.values()] == [["13"], OTHERS, OTHERS]
    assert [[fault.start for fault in records.faults] for records in found.values()] == [[], [AT], []]


def test_parts_keep_their_total_where_a_sentence_before_is_lost(fail, extractor):
    text = f"{BROKEN} Rebels killed 40 soldiers, including seven officers."
    fail("link_dates", lambda document, claims, _: has_broken(document, claims))

    total, part = next(extractor.pipe([Article(text)]))[1]

    assert (total.quantity.text, part.quantity.text, part.quantity.subset_of) == ("40", "seven", total.id)


# A stage that always fails, what it tells, and the fields that its claims then lack.
WHOLE = {
    "link_sources": ("its claims have no sources", {"source"}),
    "link_parties": ("its claims have no parties", {"affected", "actor"}),
    "link_dates": ("its claims have no dates", {"date"}),
    "link_places": ("its claims have no places", {"location"}),
    "introduce_groups": ("the groups that it introduces stay unknown", set()),
}
FULL = "On Monday Malian rebels killed nine Malian soldiers near Gao, the army said."


@pytest.mark.parametrize("stage", WHOLE)
def test_a_stage_that_fails_at_the_whole_document_costs_its_field(stage, fail, extractor):
    cost, fields = WHOLE[stage]
    article = Article(FULL, id="b", published=None)
    (whole,) = extractor.extract(article)
    fail(stage, lambda *_: True)

    ((_, records),) = extractor.pipe([article])

    (record,) = records
    lacking = {name for name in ("source", "affected", "actor", "date", "location") if getattr(record, name) is None}
    had = {name for name in ("source", "affected", "actor", "date", "location") if getattr(whole, name) is None}
    assert lacking - had == {name for name in fields if getattr(whole, name) is not None}
    assert [(fault.start, cost in fault.message) for fault in records.faults] == [(None, True)]


def test_a_text_that_cannot_be_cut_is_named_and_the_others_are_read(fail, extractor):
    texts = [BROKEN, "odd text", TEXT]
    fail("find_blocks", lambda text, _: text == "odd text", owner=claimx.sieve)

    found = [records for _, records in extractor.pipe(Article(text, id=text[:3]) for text in texts)]

    assert [len(records) for records in found] == [1, 0, 3]
    assert [[fault.message[:12] for fault in records.faults] for records in found] == [[], ["article odd:"], []]


def test_what_no_text_brings_about_is_not_kept_to_a_sentence(fail, extractor):
    fail("link_claims", lambda *_: True, error=MemoryError())

    with pytest.raises(MemoryError):
        extractor.extract(Article(TEXT))


def test_the_library_warns(fail, extractor):
    fail("link_claims", STAGES["link_claims"])

    with pytest.warns(FaultWarning, match=f"article 7: the claims of the sentence at {AT} are left out"):
        records = extractor.extract(Article(TEXT, id="7"))

    assert [record.quantity.text for record in records] == OTHERS


def test_the_component_warns(fail):
    import spacy

    import claimx.component  # noqa: F401 - registers itself

    nlp = spacy.blank("en")
    nlp.add_pipe("claimx")
    fail("link_claims", STAGES["link_claims"])

    with pytest.warns(FaultWarning, match=f"the sentence at {AT}"):
        doc = nlp(TEXT)

    assert [record.quantity.text for record in doc._.claims] == OTHERS


def test_audit_names_the_sentence(fail, extractor):
    fail("link_claims", STAGES["link_claims"])

    refusals = extractor.audit(Article(TEXT))

    assert [(refusal.start, refusal.text) for refusal in refusals if refusal.rule == pipeline.FAULT] == [(AT, BROKEN)]


@pytest.mark.parametrize("traced", [False, True])
def test_the_command_line_tells_one_line(traced, fail, monkeypatch, capsys, tmp_path):
    fail("link_claims", STAGES["link_claims"])
    if traced:
        monkeypatch.setenv("CLAIMX_TRACEBACK", "1")
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps({"id": name, "text": text}) + "\n" for name, text in (("x", TEXT), ("y", FULL))))

    code = run(["extract", str(path), "--jobs", "1"])

    told = capsys.readouterr()
    lines = told.err.splitlines()
    assert code == 1
    assert [json.loads(line)["quantity"]["text"] for line in told.out.splitlines()] == [*OTHERS, "nine"]
    assert (
        f"article x: the claims of the sentence at {AT} are left out (IndexError: tuple index out of range at"
        in lines[0]
    )
    assert lines[-1].startswith("claimx: 2 articles, 3 claims, 1 failure in ")
    assert ("Traceback (most recent call last):" in told.err) is traced
    assert [line.startswith("claimx: error: ") for line in lines].count(True) == 1


@pytest.mark.parametrize("command", ["show", "audit"])
def test_other_commands_tell_it_too(command, fail, capsys, tmp_path):
    fail("link_claims", STAGES["link_claims"])
    path = tmp_path / "a.txt"
    path.write_text(TEXT)

    assert run([command, str(path)]) == 1
    told = capsys.readouterr()
    assert str(AT) in told.err + told.out


PATCH = f"""
import claimx.pipeline as pipeline
sound = pipeline.link_claims
def failing(mentions, setting):
    if mentions.sentence.text.startswith({BROKEN!r}):
        raise IndexError("tuple index out of range")
    return sound(mentions, setting)
pipeline.link_claims = failing
import claimx.engines.local as local
local.CHUNK_ARTICLES, local.server.SMALL = 3, 0  # little text is worth two processes here
"""


def test_workers_hand_it_over(tmp_path):
    (tmp_path / "sitecustomize.py").write_text(PATCH)
    path = tmp_path / "a.jsonl"
    rows = [{"id": f"n{i}", "text": TEXT if i == 3 else FULL} for i in range(12)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    command = [sys.executable, "-m", "claimx", "extract", "-", "--input-format", "jsonl", "--jobs", "2"]

    with path.open() as stream:
        done = subprocess.run(
            command, stdin=stream, capture_output=True, text=True, check=False, timeout=1800,
            env={**os.environ, "PYTHONPATH": str(tmp_path), "CLAIMX_TRACEBACK": "1"},
        )  # fmt: skip

    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert [record["quantity"]["text"] for record in found if record["document"]["id"] == "n3"] == OTHERS
    assert len(found) == 11 + len(OTHERS)
    assert f"claimx: error: article n3: the claims of the sentence at {AT} are left out (IndexError" in done.stderr
    assert "in failing" in done.stderr


def test_a_fault_is_told_again_when_the_run_is_taken_up(tmp_path):
    whole, faulty = Article("a", id="whole", sha256="1"), Article("b", id="faulty", sha256="2")
    with suppress(KeyboardInterrupt), journalled(tmp_path / "out.jsonl", {}) as journal:
        journal.write(whole, [])
        journal.write(faulty, [], sound=False)
        raise KeyboardInterrupt

    with journalled(tmp_path / "out.jsonl", {}, resume=True) as journal:
        assert journal.known(whole) is not None
        assert journal.known(faulty) is None


def test_an_article_that_is_lost_is_named_by_its_id_where_it_has_no_path():
    from claimx.engines.local import outcomes

    class Extractor:
        def pipe(self, chunk):
            raise RuntimeError("odd text")

    (error,) = outcomes(Extractor(), [Article("a", id="row-9")])

    assert isinstance(error, WorkerError)
    assert error.path is None
    assert error.message.startswith("article row-9: could not be read (RuntimeError: odd text)")
    assert "Traceback" in error.trace
