"""The page for corrections in a real browser: with the keyboard alone, in two tabs, on a phone."""

from __future__ import annotations

import json

import pytest

pytest.importorskip("starlette", reason="claimx[serve] is not installed")


class Page:
    """A page of the server, with all that it asked for and complained of."""

    def __init__(self, context, address):
        self.page, self.asked, self.told = context.new_page(), [], []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.told.append(message.text))
        self.page.on("pageerror", lambda error: self.told.append(str(error)))
        self.page.goto(address)
        self.page.wait_for_selector("html[data-ready]")

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def saved(self):
        self.page.wait_for_selector("#status:text-is('Saved.')")

    def field(self, name):
        return self.page.input_value(f"[data-field={name}]")

    def focused(self):
        return self.page.evaluate("document.activeElement.dataset.field || document.activeElement.textContent")

    def __getattr__(self, name):
        return getattr(self.page, name)


@pytest.fixture
def desk_pages(browser, serving, reader, bridge, boat):
    """``opened(**view)``: a further tab of one server with two articles. None may ask for, or complain of, anything."""
    address, desk = serving(reader, bridge, boat)
    contexts = {}

    pages = []

    def opened(**view):
        key = json.dumps(view, sort_keys=True)
        if key not in contexts:
            contexts[key] = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **view})
        pages.append(Page(contexts[key], address))
        return pages[-1]

    opened.desk = desk
    yield opened
    for page in pages:
        assert all(asked.startswith(address) for asked in page.asked)
        assert [told for told in page.told if "409" not in told and "422" not in told] == []
    for context in contexts.values():
        context.close()


def lines(desk, article):
    return {line["quantity_text"]: line for line in desk.store.entries[article.sha256].lines()}


def test_a_claim_is_corrected_saved_and_there_after_a_reload(desk_pages, bridge):
    page = desk_pages()
    page.click("#text mark.claim >> text=30")
    assert page.inner_text("#claim-title") == "30 civilians wounded"

    page.fill("[data-field=low]", "31")
    page.press("Tab")
    page.saved()
    page.select_option("[data-field=category]", "military")
    page.saved()
    page.reload()
    page.wait_for_selector("html[data-ready]")
    page.click("#text mark.claim >> text=30")

    assert (page.field("low"), page.field("category")) == ("31", "military")
    assert "claimx read: 30" in page.inner_text("[data-row=quantity]")
    assert lines(desk_pages.desk, bridge)["30"]["low"] == 31


def test_the_keyboard_is_enough(desk_pages, bridge, boat):
    page, folder = desk_pages(), desk_pages.desk.store.folder
    page.press("j", "j")
    assert page.inner_text("#claim-title").startswith("30 ")
    page.press("Enter")
    assert page.focused() == "low"
    page.press("Control+a")
    page.keyboard.type("1,031")
    page.press("Enter")
    page.saved()
    assert (page.field("low"), page.field("high"), page.focused()) == ("1031", "1031", "high")
    page.press("Escape")
    assert page.focused() == "30"

    page.press("j", "x")
    page.saved()
    assert page.locator("mark.suppressed").inner_text() == "Nine"
    page.press("k", "ArrowRight", "ArrowRight")
    assert page.evaluate("String(getSelection()).trim()") == "wounded"

    page.press("u")
    assert "In no claim" in page.inner_text("#status")
    while "2,000" not in page.inner_text("#tools .said"):
        page.press("u")
    page.press("a")
    page.wait_for_selector("#claim-title:has-text('(added)')")
    assert page.field("low") == "2000"
    page.press("Escape", "d")
    page.wait_for_selector(f"html[data-ready='{boat.sha256}']")

    gold = [json.loads(line) for line in (folder / "gold.jsonl").read_text("utf-8").splitlines()]
    assert [(line["quantity_text"], line["low"]) for line in gold] == [
        ("At least 14", 14),
        ("30", 1031),
        ("Some 2,000", 2000),
    ]
    page.press("p")
    page.wait_for_selector(f"html[data-ready='{bridge.sha256}']")
    assert "checked" in page.inner_text("#told")


def test_selected_words_fill_a_field(desk_pages, bridge):
    page = desk_pages()
    page.click("#text mark.claim >> text=30")
    page.evaluate(
        """() => { const node = [...document.querySelectorAll('#text *, #text')].flatMap(e => [...e.childNodes]).find(n => n.nodeType === 3 && n.data.includes('Order of'));
            const at = node.data.indexOf('Order of'), range = document.createRange();
            range.setStart(node, at); range.setEnd(node, at + 14); getSelection().removeAllRanges(); getSelection().addRange(range); }"""
    )
    page.wait_for_selector("#tools:not([hidden])")
    page.press("4")
    page.saved()

    assert page.field("source") == "Order of Malta"
    assert lines(desk_pages.desk, bridge)["30"]["source"] == "Order of Malta"


def test_two_tabs_lose_nothing_of_each_other(desk_pages, bridge):
    one, two = desk_pages(), desk_pages()
    for page in (one, two):
        page.click("#text mark.claim >> text=30")
    two.focus("[data-field=affected]")
    one.fill("[data-field=low]", "31")
    one.press("Tab")
    one.saved()
    two.fill("[data-field=affected]", "Ostriv")
    two.press("Tab")
    two.saved()

    found = lines(desk_pages.desk, bridge)["30"]
    assert (found["low"], found["affected"]) == (31, "Ostriv")
    assert two.field("low") == "31"

    two.focus("[data-field=actor]")
    one.fill("[data-field=actor]", "rebels")
    one.press("Tab")
    one.saved()
    two.fill("[data-field=actor]", "pirates")
    two.press("Tab")
    two.wait_for_selector("#flaws button")
    assert "Another page set actor to rebels" in two.inner_text("#flaws")
    assert lines(desk_pages.desk, bridge)["30"]["actor"] == "rebels"
    two.click("#flaws button")
    two.saved()
    assert lines(desk_pages.desk, bridge)["30"]["actor"] == "pirates"


def test_articles_are_pasted_and_dropped(desk_pages):
    page = desk_pages()
    page.press("o")
    page.fill("#paste-text", "<b>Nine soldiers</b> were killed, the army said.")
    page.click("#paste button")
    page.wait_for_selector("#text:has-text('<b>Nine')")
    assert not page.is_visible("#add")
    assert page.locator("#text b").count() == 0
    page.press("o")
    page.set_input_files("#files", [{"name": "bad.txt", "mimeType": "text/plain", "buffer": b"\0\1"}])
    page.wait_for_selector("#add-told:not([hidden])")
    assert "bad.txt" in page.inner_text("#add-told")


def test_what_contradicts_itself_keeps_the_article_open(desk_pages):
    page = desk_pages()
    page.click("#text mark.claim >> text=30")
    page.select_option("[data-field=category]", "tank")
    page.saved()
    assert "not said of equipment" in page.inner_text("#flaws")
    page.click("#done")
    page.wait_for_selector("#status.bad")
    assert "“30”" in page.inner_text("#status")


def test_a_server_that_is_gone_is_told_and_tried_again(desk_pages, bridge):
    page = desk_pages()
    page.click("#text mark.claim >> text=30")
    page.context.set_offline(True)
    page.fill("[data-field=low]", "31")
    page.press("Tab")
    page.wait_for_selector("#status.bad")

    assert "Not saved" in page.inner_text("#status")
    assert page.field("low") == "31", "what was typed stays"
    page.context.set_offline(False)
    page.click("#status button")
    page.saved()
    assert lines(desk_pages.desk, bridge)["30"]["low"] == 31
    # The browser's own word on the connection, which may come late.
    page.told[:] = [told for told in page.told if "ERR_INTERNET_DISCONNECTED" not in told]


@pytest.mark.parametrize("width, height", [(1280, 800), (390, 800), (320, 640)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_fits_and_stands_out(desk_pages, width, height, scheme):
    page = desk_pages(viewport={"width": width, "height": height}, color_scheme=scheme)
    page.click("#text mark.claim >> text=30")
    page.evaluate("document.getElementById('rest').open = true")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    low = page.evaluate(
        """() => { const lum = (c) => { const [r, g, b] = c.match(/[\\d.]+/g).map(Number).map((v) => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
                return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
            const back = (n) => { const c = getComputedStyle(n).backgroundColor; return /, 0\\)$/.test(c) && n.parentElement ? back(n.parentElement) : c; };
            return [...document.querySelectorAll('body *')].filter((e) => e.offsetParent && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) && !e.disabled)
                .map((e) => [e.tagName + '#' + e.id + '.' + e.className, lum(getComputedStyle(e).color), lum(back(e))])
                .filter(([, a, b]) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 4.5).map(([name]) => name); }"""
    )
    assert low == [], "WCAG AA"
    names = page.evaluate(
        "[...document.querySelectorAll('button, input, select, textarea')].filter(e => e.offsetParent && !e.labels?.length && !e.ariaLabel && !e.textContent.trim()).map(e => e.id)"
    )
    assert names == []
