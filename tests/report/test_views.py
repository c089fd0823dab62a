"""What a reader of the page takes along: its address, its rows as a file, the room for the article; and what it opens on."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from pathlib import Path

import pytest

from claimx.report import report


@pytest.fixture
def opened(browser, few, tmp_path):
    """``opened(address after the page, records and texts, **view)``: the page, read from a file, with nothing to complain of."""
    pages, told = [], []

    def opened(view_of="", bundle=few, **view):
        path = tmp_path / f"{len(pages)}.html"
        path.write_text(report(*bundle), encoding="utf-8")
        page = browser.new_page(**{"viewport": {"width": 1400, "height": 900}, **view})
        page.on("console", lambda message: told.append(message.text))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.goto(path.as_uri() + view_of)
        page.wait_for_selector("html[data-ready]")
        pages.append(page)
        return page

    yield opened
    assert told == []
    for page in pages:
        page.close()


def rows(page):
    return page.locator("#rows .figure").all_inner_texts()


def address(page, holds, lacks=" "):
    """The part after #, once it holds these words, and not those."""
    for _ in range(50):
        found = page.evaluate("location.hash")
        if holds in found and lacks not in found:
            return found
        page.wait_for_timeout(50)
    raise AssertionError(found)


def test_an_address_gives_the_same_view_elsewhere(opened):
    page = opened()
    assert page.evaluate("location.hash") == "", "what the page opens on is nobody's choice yet"
    page.select_option("#f-source", "The army")
    page.fill("#search", "soldiers & <i>")
    page.fill("#search", "soldiers")
    page.fill("#f-from", "2024-05-01")
    page.select_option("#f-article", label="Toll rises (2)")
    page.click("[data-column=figure] button")
    page.click("#rows .figure >> text=15")
    found = address(page, "sort=")

    other = opened(found)
    assert rows(other) == rows(page) == ["15"]
    for name in ("f-source", "search", "f-from", "f-article"):
        assert other.input_value(f"#{name}") == page.input_value(f"#{name}")
    assert other.get_attribute("[data-column=figure]", "aria-sort") == "descending"
    assert other.inner_text("#text .open-claim") == "15"
    page.click("#clear")
    assert "search" not in address(page, "#cx_", lacks="source")


@pytest.mark.parametrize(
    "told, figures",
    [
        ("#event=wounded", ["7"]),
        ("#search=army%2015", ["15"]),
        ("#article=%3Cb%3Ec%3C%2Fb%3E", ["3"]),
        ("#sort=-figure", ["40", "15", "12", "7", "3"]),
        ("#event=nothing&source=nobody", ["12", "40", "15", "7", "3"]),
        ("#sort=__proto__&place=%E0%A4%A", ["12", "40", "15", "7", "3"]),
        ("#<img src=x onerror=alert(1)>", ["12", "40", "15", "7", "3"]),
        ("#claims", ["12", "40", "15", "7", "3"]),
    ],
)
def test_an_address_that_says_too_little_or_nonsense_does_no_harm(opened, told, figures):
    assert rows(opened(told)) == figures


def downloaded(page, button):
    with page.expect_download() as found:
        page.click(button)
    return found.value.suggested_filename, Path(found.value.path()).read_bytes().decode("utf-8")


def test_the_rows_that_are_left_are_downloaded(opened, few):
    page = opened("#sort=-figure&event=killed")

    name, text = downloaded(page, "#as-csv")
    found = list(csv.DictReader(io.StringIO(text)))
    assert (name, [row["figure"] for row in found]) == ("claims.csv", ["40", "15", "12"])
    assert (found[0]["low"], found[0]["high"], found[0]["source"], found[0]["sentence"]) == (
        "30",
        "50",
        "The rebels",
        "The rebels said 40 soldiers were killed.",
    )

    name, text = downloaded(page, "#as-lines")
    lines = [json.loads(line) for line in text.splitlines()]
    assert (name, [line["id"] for line in lines]) == ("claims.jsonl", [row["id"] for row in found])
    assert lines[1]["low"] == 15


def test_a_spreadsheet_is_given_no_formula_and_a_reader_of_lines_no_line(opened, made):
    page = opened(
        bundle=made.bundle(
            made.Writer("=a", dt.date(2024, 5, 6), '@SUM("1")\u2028\u202ex').say("=HYPERLINK", 4, "men"),
            made.Writer("b", dt.date(2024, 5, 6)).say("-1, or \u2028", 5, "men"),
        )
    )

    _, text = downloaded(page, "#as-csv")
    found = list(csv.reader(io.StringIO(text)))
    assert len({len(row) for row in found}) == 1
    assert not any(cell.lstrip('" ').startswith(("=", "+", "-", "@")) for row in found for cell in row)
    assert "\u202e" not in text
    _, text = downloaded(page, "#as-lines")
    assert len(text.splitlines()) == len(text.split("\n")[:-1]) == 2


def test_it_opens_on_what_most_sources_tell_of_and_not_on_the_longest_list(opened, made):
    long = made.Writer("list", dt.date(2024, 5, 6), "A list")
    for number in range(30):
        long.say(
            "The army", 100 + number, "things", "destroyed", "equipment", "tank", "Chad", incident="in_" + "1" * 16
        )
    told = made.Writer("told", dt.date(2024, 5, 7), "An ambush")
    for source, number in (("Medics", 7), ("The mayor", 9), ("Villagers", 12)):
        told.say(source, number, "civilians", category="civilian", party="Mali", incident="in_" + "2" * 16)

    page = opened(bundle=made.bundle(long, told))

    assert page.inner_text("#about h3") == "An ambush"
    assert page.inner_text("#text .open-claim") == "7"
    assert page.input_value("#thing").startswith("killed|civilian|Mali")
    assert len(rows(page)) == 33, "no filter is set"


@pytest.mark.parametrize("width, beside", [(1400, True), (1100, True), (1099, False), (700, False)])
def test_the_article_stands_beside_the_claims_or_below_and_the_bar_moves(opened, width, beside):
    page = opened(viewport={"width": width, "height": 800})
    left, right = (page.locator(name).bounding_box() for name in (".left", "#reader"))
    assert (right["x"] >= left["x"] + left["width"]) is beside
    assert (right["y"] >= left["y"] + left["height"]) is not beside
    assert page.get_attribute("#split", "aria-orientation") == ("vertical" if beside else "horizontal")

    side = "width" if beside else "height"
    page.focus("#split")
    page.keyboard.press("ArrowRight")
    grown = page.locator(".left").bounding_box()
    assert grown[side] > left[side] + 10
    page.locator("#split").scroll_into_view_if_needed()
    bar = page.locator("#split").bounding_box()
    page.mouse.move(bar["x"] + bar["width"] / 2, bar["y"] + min(bar["height"], 300) / 2)
    page.mouse.down()
    page.mouse.move(bar["x"] + bar["width"] / 2 - 120, bar["y"] + min(bar["height"], 300) / 2 - 120, steps=4)
    page.mouse.up()
    assert page.locator(".left").bounding_box()[side] < grown[side] - 60
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_phone_there_is_no_bar(opened):
    page = opened(viewport={"width": 390, "height": 800})

    assert not page.is_visible("#split")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
