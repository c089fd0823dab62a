"""Tables on terminals: words stay whole, whatever the width."""

from __future__ import annotations

import io
import re

import pytest

from claimx.console import marked, table

COLUMNS = ("claim", "affected", "actor", "source", "date", "place", "document")
ROWS = (
    ("940 casualties, soldiers", "Russia", "", "General Staff", "2024-05-13 to 2024-05-14", "", "daily"),
    ("about 483,520 casualties, personnel", "Russia", "", "Ministry of Defence", "2022-02-24 to 2024-05-14", "", "daily"),
    ("6 villagers killed", "", "", "police", "2024-05-06", "Dansadau", "week"),
    ("4 members captured", "New People's Army", "Philippines", "army", "2024-05-10", "", "week"),
)  # fmt: skip


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def shown(monkeypatch):
    """What a terminal of so many columns shows."""

    def show(width, draw, *given, **options):
        monkeypatch.setenv("COLUMNS", str(width))
        monkeypatch.setenv("TERM", "xterm")  # a dumb one has 80 columns, whatever it says
        stream = Terminal()
        draw(*given, stream=stream, **options)
        lines = re.sub(r"\x1b\[[\d;]*m", "", stream.getvalue()).splitlines()
        assert max(map(len, lines)) <= width
        return lines

    return show


def test_everything_stands_in_one_table_where_there_is_room(shown):
    lines = shown(160, table, "", COLUMNS, ROWS, group="document")

    assert sum("┏" in line for line in lines) == 1
    assert len(lines) == len(ROWS) + 4


@pytest.mark.parametrize("width", [130, 100, 80, 60, 40])
def test_words_and_days_stay_whole(shown, width):
    words = " ".join(shown(width, table, "", COLUMNS, ROWS, group="document")).replace("│", " ").split()

    assert {word for row in ROWS for cell in row for word in cell.split()} <= set(words)


def test_a_column_becomes_the_titles_of_tables(shown):
    lines = shown(80, table, "", COLUMNS, ROWS, group="document")

    assert [line.strip() for line in lines if line.strip() in ("daily", "week")] == ["daily", "week"]
    assert sum("┏" in line for line in lines) == 2
    assert not any("document" in line or "daily" in line for line in lines[1:8])


def test_rows_are_told_one_by_one_where_no_table_fits(shown):
    lines = shown(50, table, "", COLUMNS, ROWS, group="document")

    assert lines[:4] == [
        "daily",
        "940 casualties, soldiers",
        "    affected Russia  source General Staff  date",
        "    2024-05-13 to 2024-05-14",
    ]
    assert "━" not in "".join(lines)


def test_files_get_a_table_of_160_columns(monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    stream = io.StringIO()
    table("", COLUMNS, ROWS, stream)

    assert "│ 940 casualties, soldiers" in stream.getvalue()


def test_what_goes_on_from_a_line_stands_further_in(shown):
    line = [(" " * 4, ""), ("word " * 12, "faint")]

    assert shown(40, marked, [line]) == ["    " + " ".join(["word"] * 7), "      " + " ".join(["word"] * 5)]
