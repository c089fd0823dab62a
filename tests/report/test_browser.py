"""The page in a real browser: it filters, sorts, leads from claims to words and back, and asks for nothing."""

from __future__ import annotations

import pytest

from claimx.report import comparison, report


class Page:
    """A page opened from a file, with all that it asked for and complained of."""

    def __init__(self, browser, path, **view):
        self.page = browser.new_page(**{"viewport": {"width": 1400, "height": 900}, **view})
        self.requests, self.complaints = [], []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(path.as_uri())
        self.page.wait_for_selector("html[data-ready]")
        self.path = path

    def rows(self):
        return self.page.locator("#rows .figure").all_inner_texts()

    def __getattr__(self, name):
        return getattr(self.page, name)


@pytest.fixture(scope="module")
def path(few, tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / "report.html"
    records, texts = few
    first, second = (record for record in records if record.event == "killed" and record.document.id == "a")

    def claim(record, source):
        quantity = record.quantity
        return {"id": record.id, "source": source, "low": quantity.low, "high": quantity.high, "value": quantity.value, "stance": "asserted",
                "day": "2024-05-06", "document": "a", "article": "a", "qualifier": "exact"}  # fmt: skip

    series = {
        "id": "cs_1", "event": "killed", "category": "military", "part": None, "model": None, "per": None,
        "affected": {"id": "MLI", "name": "Mali"}, "scope": "incident", "place": None, "start": "2024-05-06", "end": "2024-05-06",
        "lowest_low": 12, "highest_high": 50,
        "sources": [{"key": "army", "name": "<b>The army</b>"}, {"key": "rebels", "name": "The rebels"}],
        "claims": [claim(first, "army"), claim(second, "rebels")],
        "verdicts": [{
            "kind": "conflict", "rule": "conflict.same-window", "day": "2024-05-06", "factor": 2.5, "difference": 18,
            "ids": [first.id, second.id],
            "sides": [{"low": 12, "high": 12, "sources": ["army"], "ids": [first.id]}, {"low": 30, "high": 50, "sources": ["rebels"], "ids": [second.id]}],
        }],
    }  # fmt: skip
    path.write_text(report(records, texts, sections=[comparison([series])]), encoding="utf-8")
    return path


@pytest.fixture
def open_page(browser, path):
    pages = []

    def open_page(**view):
        pages.append(Page(browser, path, **view))
        return pages[-1]

    yield open_page
    for page in pages:
        # Whatever a test did, the page stayed at home and had nothing to complain of.
        assert set(page.requests) == {path.as_uri()}
        assert page.complaints == []
        page.close()


def test_filters_narrow_the_claims(open_page):
    page = open_page()
    assert page.rows() == ["12", "40", "15", "7", "3"]

    page.select_option("#f-event", "killed")
    assert page.rows() == ["12", "40", "15"]
    page.select_option("#f-source", "The army")
    assert page.rows() == ["12", "15"]
    page.fill("#f-from", "2024-05-07")
    assert page.rows() == ["15"]
    assert page.inner_text("#count") == "1 of 5 claims"
    page.click("#clear")
    assert len(page.rows()) == 5


@pytest.mark.parametrize(
    "words, figures",
    [
        ("medics", ["7"]),
        ("army 15", ["15"]),
        ("loss.killed chad", ["3"]),
        ("nothing like it", []),
        ("<I>NOBODY", ["3"]),
    ],
)
def test_search_finds_words_names_numbers_and_rules(open_page, words, figures):
    page = open_page()

    page.fill("#search", words)

    assert page.rows() == figures
    assert page.is_visible("#none") == (not figures)


@pytest.mark.parametrize(
    "column, once, twice",
    [
        ("figure", ["40", "15", "12", "7", "3"], ["3", "7", "12", "15", "40"]),
        ("source", ["3", "7", "12", "15", "40"], ["40", "12", "15", "7", "3"]),
        ("day", ["3", "15", "7", "12", "40"], ["12", "40", "15", "7", "3"]),
    ],
)
def test_columns_sort_both_ways(open_page, column, once, twice):
    page = open_page()
    head = f"[data-column={column}]"

    page.click(f"{head} button")
    assert page.rows() == once
    page.click(f"{head} button")
    assert page.rows() == twice
    assert page.get_attribute(head, "aria-sort") in ("ascending", "descending")


def test_a_row_opens_its_words_and_words_lead_to_their_row(open_page):
    page = open_page()

    page.click("#rows .figure >> text=7")
    assert page.inner_text("#text .open-claim") == "7"
    assert page.inner_text("#about h3") == "Toll rises"
    assert "Medics" in page.inner_text("#card")
    assert page.evaluate("location.hash").startswith("#cx_")

    page.click("#text mark.claim >> text=15")
    assert page.inner_text("#rows tr.open .figure") == "15"
    assert page.inner_text("#text .open-claim") == "15"


def test_a_link_to_a_claim_opens_it(open_page, few):
    page = open_page()
    target = few[0][2]

    page.evaluate(f"location.hash = '{target.id}'")

    page.wait_for_selector("#rows tr.open")
    assert page.inner_text("#text .open-claim") == "15"


def test_marks_of_the_chart_lead_to_claims(open_page):
    page = open_page()
    assert page.input_value("#thing").startswith("killed|military|Mali")
    assert page.locator("#plot .mark").count() == 3
    assert page.locator("#plot .bar").count() == 1, "one figure has a low and a high"

    page.locator("#plot .mark").nth(1).focus()
    page.keyboard.press("Enter")

    assert page.locator("#rows tr.open").count() == 1
    page.click("#plot .legend button >> text=The rebels")
    assert page.rows() == ["40"]


def test_the_keyboard_reaches_everything(open_page):
    page = open_page()

    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.type("army")
    assert page.rows() == ["12", "15"]
    page.focus("#rows .figure")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.inner_text("#rows tr.open .figure") == "15"
    page.focus("#text mark.claim:not(.open-claim)")
    page.keyboard.press("Enter")
    assert page.inner_text("#text .open-claim") == "7"
    assert "filters hide" in page.inner_text("#card")
    page.focus("#text .open-claim")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "search", "its row is filtered away"
    tabs = page.evaluate(
        "[...document.querySelectorAll('button, select, input, a, mark[tabindex]')].filter(e => e.tabIndex < 0).length"
    )
    assert tabs == 0


def test_an_article_of_scripts_stays_text(open_page):
    page = open_page()

    page.click("#rows .figure >> text=3")

    text = page.inner_text("#text")
    assert "</script><script>window.pwned = 1</script><img src=x onerror='window.pwned = 2'>" in text
    assert "U+202E" in text
    assert page.evaluate("window.pwned") is None
    assert page.locator("#text img, #text script, #rows i").count() == 0
    assert page.inner_text("#text .open-claim") == "3", "characters beyond U+FFFF stand before it"


def test_the_section_shows_conflicts_with_quotations(open_page):
    page = open_page()
    box = page.page.locator(".series")

    assert "conflict, ×2.5" in box.locator("summary").first.inner_text()
    assert "<b>The army</b>" in box.inner_text()
    assert "The rebels said 40 soldiers were killed." in box.inner_text()
    box.locator("blockquote button").nth(1).click()
    assert page.inner_text("#rows tr.open .figure") == "40"


def test_the_card_tells_how_sure_a_claim_is(open_page):
    page = open_page()

    page.click("#rows .figure >> text=7")

    assert "confidence\n83 %" in page.inner_text("#card")


@pytest.mark.parametrize(
    "of, least, figures",
    [
        ("claim", "0.5", ["40", "7"]),  # claims that tell no confidence are out
        ("claim", "0.8", ["7"]),
        ("affected", "0.8", ["40"]),
        ("core", "0.95", ["40"]),  # the bound itself is enough
        ("claim", "0", ["12", "40", "15", "7", "3"]),
    ],
)
def test_claims_are_filtered_by_how_sure_a_field_is(open_page, of, least, figures):
    page = open_page()

    page.select_option("#f-sure-of", of)
    page.select_option("#f-sure", least)

    assert page.rows() == figures


@pytest.mark.parametrize(
    "sort, first", [("sure affected", ["7", "40"]), ("-sure affected", ["40", "7"]), ("sure actor", ["40", "7"])]
)
def test_claims_are_sorted_by_how_sure_a_field_is(open_page, sort, first):
    page = open_page()

    page.select_option("#sort", sort)

    assert page.rows()[:2] == first
    assert page.input_value("#sort") == sort


def test_weak_fields_are_marked_in_table_article_and_card(open_page):
    page = open_page()
    weak = "#rows tr:has(.figure:text-is('7')) .weak"

    assert page.locator(weak).all_inner_texts() == ["Mali"]
    assert "41 %" in page.get_attribute(weak, "title")
    page.click("#rows .figure >> text=7")
    assert page.locator("#card dd.weak bdi").all_inner_texts() == ["Mali"]
    assert page.locator("#card .unsure").all_inner_texts() == ["41 %"]
    assert page.locator("#text .weak").all_inner_texts() == ["Medics"]


def test_an_empty_field_that_is_weak_is_told(open_page):
    page = open_page()

    page.click("#rows .figure >> text=40")

    assert page.locator("#rows tr.open .weak").get_attribute("data-label") == "By whom"
    assert page.locator("#card dd.weak").all_inner_texts() == ["not told 30 %"]
    assert page.locator("#text mark.weak").all_inner_texts() == ["40"], "the claim as a whole is unsure"


DAYS = [f"2024-{month:02}-{day:02}" for month in range(1, 11) for day in (1, 8, 15, 22, 28)]


def series_of(name, figures, verdicts=(), **more):
    """A series of claims that are not on the page: (source, low, high, day)."""
    claims = [
        {"id": f"cx_{name}{number}", "source": source, "low": low, "high": high, "value": low, "stance": "asserted", "day": day,
         "document": "a", "article": "a", "qualifier": "exact"}
        for number, (source, low, high, day) in enumerate(figures)
    ]  # fmt: skip
    sources = sorted({source for source, *_ in figures})
    return {
        "id": f"cs_{name}", "event": "lost", "category": "tank", "part": None, "model": None, "per": None, "affected": None,
        "scope": "cumulative", "place": name, "start": None, "end": None,
        "lowest_low": min((one["low"] for one in claims), default=None), "highest_high": max((one["high"] or 0 for one in claims), default=None),
        "latest": [{"source": claims[-1]["source"], "id": claims[-1]["id"], "day": claims[-1]["day"], "low": claims[-1]["low"], "high": None}],
        "sources": [{"key": one, "name": one, "type": "armed_group", "party": None, "side": "enemy", "records": 1} for one in sources],
        "claims": claims, "verdicts": list(verdicts), **more,
    }  # fmt: skip


@pytest.fixture
def open_series(browser, few, tmp_path):
    pages = []

    def opened(series, **view):
        path = tmp_path / "series.html"
        path.write_text(report(*few, sections=[comparison(series)]), encoding="utf-8")
        pages.append(Page(browser, path, **view))
        return pages[-1]

    yield opened
    for page in pages:
        assert page.complaints == []
        page.close()


@pytest.mark.parametrize(
    "figures, marks, bars",
    [
        ([("army", 12, 12, "2024-05-06")], 1, 0),
        ([("army", 0, 0, "2024-05-06")], 1, 0),
        ([("army" if number % 2 else "rebels", 10 + number, 20 + number, day) for number, day in enumerate(DAYS)], 50, 50),
        ([("army", 12, None, None), ("rebels", 14, 14, None)], 0, 0),
        ([(f"source {number}", number, number, "2024-05-06") for number in range(40)], 40, 0),
    ],
)  # fmt: skip
@pytest.mark.parametrize("width", [1300, 375])
def test_charts_of_one_point_of_fifty_and_of_none(open_series, figures, marks, bars, width):
    """Each with the same figures as a list, which needs no eyes for the chart."""
    page = open_series([series_of("made", figures)], viewport={"width": width, "height": 900})
    box = page.page.locator(".series")

    assert box.locator(".mark").count() == marks
    assert box.locator(".mark .bar").count() == bars
    assert ("No claim of this series has a date." in box.inner_text()) is (marks == 0)
    assert box.locator(".figures tbody tr").count() == len(figures)
    assert box.locator(".mark[aria-label]").count() == marks
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    inside = """() => [...document.querySelectorAll('.series .mark .shape')].every(e => {
        const a = e.getBoundingClientRect(), b = e.ownerSVGElement.getBoundingClientRect();
        return a.left >= b.left - 1 && a.right <= b.right + 1 && a.top >= b.top - 1 && a.bottom <= b.bottom + 1; })"""
    assert page.evaluate(inside)


def test_sources_differ_by_shape_as_well(open_series):
    page = open_series([series_of("made", [(f"source {number}", 5, 5, "2024-05-06") for number in range(8)])])
    looks = page.evaluate(
        "[...document.querySelectorAll('.series .mark')].map(e => [e.getAttribute('class'), e.querySelector('.shape').getAttribute('d')])"
    )

    assert len({tuple(look) for look in looks}) == 8
    assert len({shape for _, shape in looks}) == 4


def test_sources_are_told_with_their_side_and_last_figure(open_series):
    page = open_series([series_of("made", [("army", 12, 12, "2024-05-06")])])

    assert "armed group" in page.inner_text(".series table")
    assert "on its enemy’s" in page.inner_text(".series table")
    assert "12 or more (2024-05-06)" in page.inner_text(".series table")


def test_open_bounds_are_told_in_the_range(open_series):
    page = open_series([series_of("made", [("army", 45, 45, "2024-05-06"), ("lawyers", 100, None, "2024-05-06")])])

    assert page.inner_text(".series .range") == "45 to 100 or more"


def test_the_worst_series_come_first(open_series):
    """None against any figure, the wider factor, what may be a risen toll, then agreements."""
    figures = [("army", 1, 1, "2024-05-06"), ("rebels", 2, 2, "2024-05-06")]

    def conflict(factor, rule="conflict.same-window"):
        side = {"low": 1, "high": 1, "sources": ["army"], "ids": []}
        return {
            "kind": "conflict",
            "rule": rule,
            "day": None,
            "factor": factor,
            "difference": 1,
            "ids": [],
            "sides": [side],
        }

    agreement = {
        "kind": "agreement",
        "rule": "agreement.open-bound",
        "day": None,
        "ids": [],
        "sources": ["army"],
        "low": 1,
        "high": 1,
    }
    page = open_series([
        series_of("agreed", figures, [agreement]),
        series_of("risen", figures, [conflict(9, "conflict.next-day")]),
        series_of("narrow", figures, [conflict(2)]),
        series_of("none", figures, [conflict(None)]),
        series_of("wide", figures, [conflict(3), agreement]),
    ])  # fmt: skip

    names = [name.split(" · ")[1] for name in page.locator(".series .name").all_inner_texts()]
    assert names == ["none", "wide", "narrow", "risen", "agreed"]
    tags = [tags.split() for tags in page.locator(".series .tags").all_inner_texts()]
    assert tags[3] == ["higher", "the", "next", "day,", "×9"]
    assert tags[4] == ["no", "contradiction"]


@pytest.mark.parametrize(
    "view",
    [
        {"viewport": {"width": 390, "height": 800}},
        {"viewport": {"width": 320, "height": 600}},
        {"viewport": {"width": 820, "height": 1100}},
        {"viewport": {"width": 1000, "height": 800}},
    ],
)
def test_nothing_sticks_out_on_small_screens(open_page, view):
    page = open_page(**view)
    page.click("#rows .figure >> text=7")

    assert page.evaluate("document.documentElement.scrollWidth") <= view["viewport"]["width"]
    page.click("#back")
    assert page.evaluate("document.activeElement.className") == "figure"


def luminance(colour):
    parts = [int(part) / 255 for part in colour.removeprefix("rgb(").removesuffix(")").split(",")]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_the_page(open_page, scheme):
    page = open_page(color_scheme=scheme)
    page.click("#rows .figure >> text=7")
    pairs = page.evaluate(
        """() => ['body', '.note', '.figure', '#text mark', '.tick', 'code', 'tr.open td'].map(s => {
            const e = document.querySelector(s), back = (n) => {
                const c = getComputedStyle(n).backgroundColor;
                return c === 'rgba(0, 0, 0, 0)' && n.parentElement ? back(n.parentElement) : c; };
            const style = getComputedStyle(e);
            return [s, e instanceof SVGElement ? style.fill : style.color, back(e)]; })"""
    )
    for name, words, back in pairs:
        light, dark = sorted((luminance(words), luminance(back)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, f"{name}: {words} on {back}"  # WCAG AA


def test_five_thousand_claims_open_and_filter_in_two_seconds(browser, many, tmp_path):
    path = tmp_path / "many.html"
    path.write_text(report(*many), encoding="utf-8")
    page = Page(browser, path)
    # Once more, counting the time that the page itself takes: what else the machine does is not its doing.
    session = page.context.new_cdp_session(page.page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.reload()
    page.wait_for_selector("html[data-ready]")
    opening = next(
        one["value"] for one in session.send("Performance.getMetrics")["metrics"] if one["name"] == "TaskDuration"
    )
    filtering = page.evaluate(
        """() => { const began = performance.now(), search = document.getElementById('search');
            search.value = 'observer 7 killed'; search.dispatchEvent(new Event('input')); document.body.offsetHeight;
            return performance.now() - began; }"""
    )
    page.click("[data-column=figure] button")
    figures = [int(figure) for figure in page.rows()]

    assert page.complaints == []
    assert figures == sorted(figures, reverse=True)
    assert len(figures) == 100
    assert opening < 2
    assert filtering < 2000
    page.close()


@pytest.fixture
def map_page(browser, placed, tmp_path):
    path = tmp_path / "map.html"
    path.write_text(report(*placed), encoding="utf-8")
    page = Page(browser, path)
    yield page
    assert set(page.requests) == {path.as_uri()}
    assert page.complaints == []
    page.close()


def spots(page):
    return sorted(page.locator(".spot").evaluate_all("marks => marks.map((mark) => mark.getAttribute('aria-label'))"))


def test_a_circle_stands_for_each_point(map_page):
    assert spots(map_page) == [
        "Darfur: 1 claim, the middle of a region",
        "Kidal: 2 claims",
        "Tripoli, LBN (34.43 35.84): 1 claim",
        "Tripoli, LBY (32.89 13.19): 1 claim",
    ]
    radius = "mark => Number(mark.querySelector('.dot').getAttribute('r'))"
    assert map_page.locator("[data-spot=Kidal]").evaluate(radius) > map_page.locator("[data-spot=Darfur]").evaluate(
        radius
    )
    assert "5 of 6 claims" in map_page.inner_text("#map-note")


def test_a_click_on_a_circle_filters_by_its_place_and_another_undoes_it(map_page):
    map_page.click("[data-spot=Kidal] .hit", force=True)
    assert map_page.rows() == ["12", "40"]
    assert map_page.input_value("#f-place") == "Kidal"
    assert len(spots(map_page)) == 4, "the other places stay to be clicked"
    map_page.click("[data-spot=Kidal] .hit", force=True)
    assert len(map_page.rows()) == 6


def test_a_bar_filters_by_its_days(map_page):
    map_page.locator(".stretch").first.click()
    assert map_page.rows() == ["12", "40"]
    map_page.locator(".stretch").first.click()
    assert len(map_page.rows()) == 6


def test_filters_leave_the_circles_of_their_claims(map_page):
    map_page.select_option("#f-source", "Medics")
    assert spots(map_page) == ["Tripoli, LBN (34.43 35.84): 1 claim"]


def test_circles_are_reached_by_keys(map_page):
    map_page.locator(".spot[tabindex='0']").focus()
    map_page.keyboard.press("Enter")
    assert map_page.rows() == ["12", "40"]
    map_page.keyboard.press("ArrowRight")
    assert map_page.evaluate("document.activeElement.dataset.spot") != "Kidal"


def test_the_map_zooms_and_comes_back(map_page):
    def middle():
        return map_page.locator("[data-spot=Kidal] .dot").get_attribute("cx")

    before = middle()
    map_page.click("#nearer")
    assert map_page.locator("[data-spot=Kidal]").count() == 0 or middle() != before
    map_page.click("#whole")
    assert middle() == before


def test_without_points_there_is_no_map(open_page):
    assert not open_page().is_visible("#where")
