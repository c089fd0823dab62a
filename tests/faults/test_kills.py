"""One run of the real extractor over articles of real size, killed and resumed again and again: how much work each kill costs."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time

import pytest

from claimx.engines.local import PIECE

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX systems")

JOBS = 2
# Tells of each piece of work as it is begun: how many articles it has.
LOG = """
import os
import claimx.engines.local as local
plain = local.outcomes
def outcomes(extractor, chunk):
    with open(os.environ["BEGUN"], "a") as log:
        log.write(f"{len(chunk)}\\n")
    return plain(extractor, chunk)
local.outcomes = outcomes
local.server.SMALL = 0
local.PIECE = int(os.environ["PIECE"])
"""

PLACES = ("Marovo", "Telinsk", "Qasr Benet", "Old Dunmere", "Sarivan", "Port Ellery", "Vashtal", "Lower Tamba")
WHO = ("the governor", "a police spokesman", "the ministry of health", "two residents", "the army's general staff")
SENTENCES = (
    "Shelling of {place} killed {n} people and wounded {m}, {who} said.",
    "At least {n} soldiers died when their convoy was ambushed near {place}.",
    "{who} said that {m} fighters had been captured and {n} tanks destroyed.",
    "Rescue workers pulled {n} bodies from a block of flats in {place} on Tuesday.",
    "The road to {place} has been closed for {m} days, and bread is short.",
    "Nobody in {place} expected the talks to go on for long.",
    "“We lost {n} men that night,” a commander told reporters in {place}.",
    "The council will meet again in {place} next week, {who} said.",
)


def write_articles(folder, count, seed):
    """Articles of one and a half to six thousand characters, as news sites have them."""
    chance = random.Random(seed)
    folder.mkdir()
    for i in range(count):
        text, wanted = f"Fighting goes on around {chance.choice(PLACES)}\n\n", chance.randint(1500, 6000)
        while len(text) < wanted:
            told = chance.choice(SENTENCES).format(
                place=chance.choice(PLACES), who=chance.choice(WHO), n=chance.randint(2, 90), m=chance.randint(2, 400)
            )
            text += told[0].upper() + told[1:] + chance.choice((" ", " ", " ", "\n\n"))
        (folder / f"{i:04}.txt").write_text(text, encoding="utf-8")


def kill_runs(tmp_path, articles, kills, seed, piece=PIECE):
    """The most articles that a kill cost, and the most that a piece of work has.

    One run is killed at random moments, and each time resumed: its output has to be that of a run that was let be. The moments
    are told by the articles that are done, so that they are as many and as random on a slow machine as on a fast one.
    """
    chance = random.Random(seed)
    write_articles(tmp_path / "in", articles, seed)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(LOG)
    begun, out = tmp_path / "begun", tmp_path / "out.jsonl"
    path = os.pathsep.join([str(tmp_path / "site"), *filter(None, sys.path)])
    environment = {**os.environ, "PYTHONPATH": path, "BEGUN": str(begun), "PIECE": str(piece)}
    command = [sys.executable, "-m", "claimx", "extract", tmp_path / "in", "--jobs", str(JOBS), "-q", "--resume", "-o"]

    subprocess.run([*command, tmp_path / "whole.jsonl"], env=environment, check=True)
    expected = (tmp_path / "whole.jsonl").read_bytes()
    pieces = [int(line) for line in begun.read_text().split()]
    assert sum(pieces) == articles
    # Each piece that a worker had begun, and one that was on its way to the journal.
    bound = 2 * JOBS * max(pieces)

    worst = killed = done_again = 0
    while killed < kills:
        begun.write_text("")
        before = finished(out)
        # From the start on, to twice the share of a kill; then any time in which a piece of work may be done.
        until, rest = before + chance.randint(0, 2 * articles // kills), chance.uniform(0, 2)
        process = subprocess.Popen([*command, out], env=environment, stderr=subprocess.DEVNULL)
        while process.poll() is None and finished(out) < until:
            time.sleep(0.02)
        try:
            process.wait(rest)
        except subprocess.TimeoutExpired:
            process.send_signal(chance.choice([signal.SIGKILL, signal.SIGTERM]))
            process.wait()
            # One that is killed when its output is whole, on its way out, has nothing left to lose.
            if process.returncode and not out.exists():
                killed += 1
                lost = sum(map(int, begun.read_text().split())) - (finished(out) - before)
                assert lost <= bound, f"{lost} articles lost by a kill, {bound} expected at most"
                worst = max(worst, lost)
                done_again += lost
        if out.exists():  # it came to its end: the next begins anew
            assert out.read_bytes() == expected
            out.unlink()
    subprocess.run([*command, out], env=environment, check=True)
    assert out.read_bytes() == expected
    return worst, done_again, max(pieces)


def finished(out):
    """Articles in the journal that are on record."""
    try:
        return max(0, (out.parent / f"{out.name}.journal").read_bytes().count(b"\n") - 1)
    except FileNotFoundError:
        return 0


def test_a_kill_costs_no_more_than_the_workers_had_in_hand(tmp_path):
    # Pieces of two to four articles, so that what one kill may cost is not all.
    kill_runs(tmp_path, articles=24, kills=2, seed=3, piece=12_000)


@pytest.mark.slow
def test_thirty_kills_amid_six_hundred_articles(tmp_path):
    worst, again, piece = kill_runs(tmp_path, articles=600, kills=30, seed=4)

    print(
        f"at most {worst} of 600 articles lost by a kill, {again} by all; a piece of work has up to {piece}",
        file=sys.__stderr__,
    )
