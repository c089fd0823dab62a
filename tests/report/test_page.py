"""The page as a file: one file, nothing from outside, data that cannot end its element."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

import claimx.report as report_package
from claimx.errors import RecordError
from claimx.report import comparison, report
from claimx.report.payload import json_in_html, payload
from claimx.visible import visible


class Elements(HTMLParser):
    """Every element with its attributes, and what stands in scripts and styles."""

    def __init__(self, page):
        super().__init__()
        self.found, self.inside, self.raw = [], None, []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        self.inside = tag if tag in ("script", "style") else None

    def handle_endtag(self, tag):
        self.inside = None

    def handle_data(self, data):
        if self.inside:
            self.raw.append((self.inside, data))


@pytest.fixture(scope="module")
def page(few):
    return report(*few, title="<b>Tolls</b>")


def test_nothing_is_fetched(page):
    elements = Elements(page).found
    addresses = [
        value
        for _, attrs in elements
        for name, value in attrs.items()
        if name in ("src", "href", "srcset", "action", "data", "poster")
    ]

    assert all(address.startswith(("#", "data:")) for address in addresses)
    assert {tag for tag, _ in elements} & {"img", "iframe", "object", "embed", "base", "video", "audio"} == set()


def test_policy_allows_the_page_s_own_script_and_style_only(page):
    elements = Elements(page)
    policy = next(
        attrs["content"] for tag, attrs in elements.found if attrs.get("http-equiv") == "Content-Security-Policy"
    )
    script, style = (next(text for tag, text in reversed(elements.raw) if tag == kind) for kind in ("script", "style"))

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for kind, text in (("script", script), ("style", style)):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy


def test_foreign_markup_makes_no_elements(page):
    elements = Elements(page).found

    assert [tag for tag, _ in elements].count("script") == 2
    assert "pwned = 1" in page
    assert not any("onerror" in attrs for _, attrs in elements)
    assert "<b>Tolls</b>" not in page


@pytest.mark.parametrize("text", ["</script>", "<!--<script>", "]]>", "\u2028", "\ud800", "&quot;"])
def test_data_in_the_page_is_json_without_markup(text):
    told = json_in_html({"a": text})

    assert not set("<>&\u2028") & set(told)
    told.encode("utf-8")
    assert json.loads(told)["a"] in (text, b"\\ud800".decode("unicode_escape"))


def test_the_page_is_the_same_every_time(few):
    assert report(*few) == report(*few)


def test_offsets_are_what_javascript_counts(few):
    data = payload(*few)
    for claim in data["claims"]:
        text = data["articles"][claim["article"]]["text"].encode("utf-16-le")
        start, end = claim["spans"]["quantity"]
        assert text[2 * start : 2 * end].decode("utf-16-le") == re.match(r"\d+", claim["figure"])[0]


def test_a_text_that_is_another_one_is_not_shown(few):
    records, texts = few
    data = payload(records, {digest: text.replace("said", "told") for digest, text in texts.items()})

    assert {(article["text"], article["note"]) for article in data["articles"]} == {(None, "differs")}
    assert {article["note"] for article in payload(records, {})["articles"]} == {"missing"}


@pytest.mark.parametrize(
    "url, link",
    [
        ("https://example.org/a", "https://example.org/a"),
        ("javascript:alert(1)", None),
        ("file:///etc", None),
        (None, None),
    ],
)
def test_only_pages_become_links(make_record, url, link):
    assert payload([make_record(document={"url": url})], {})["articles"][0]["url"] == link


def test_lines_that_are_no_series_are_refused():
    with pytest.raises(RecordError, match="series 1"):
        comparison([{"id": "x"}])


def test_no_claims_make_a_page_too():
    assert "0</strong> claims" in report([], {})


def test_what_nobody_sees_is_on_pages_what_it_is_on_terminals():
    script = (Path(report_package.__file__).parent / "assets" / "words.js").read_text("utf-8")
    signs = re.search(r"const UNSEEN = /(\[.+\])/gu;", script)[1]
    # JavaScript's \u{e0000} is Python's \U000e0000.
    unseen = re.compile(re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: f"\\U{int(code[1], 16):08x}", signs))
    # The planes between hold Chinese characters and nothing, those behind are private.
    everything = [chr(code) for code in (*range(0x20000), *range(0xE0000, 0xE2000), 0x10FFFF)]

    assert {sign for sign in everything if unseen.match(sign)} == {
        sign for sign in everything if visible(sign) != sign and sign not in "\t\n\r"
    }
