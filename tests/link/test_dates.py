"""Each claim's date in whole stories: tests/cases/date_links.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from claimx.find.dates import find_dates
from claimx.layout import read_layout, segment
from claimx.lexicon.boilerplate import BoilerplateVocabulary
from claimx.lexicon.dates import DateVocabulary
from claimx.link.dates.linker import link_dates
from claimx.models import Article, Claim, DateLink, Document, Form, Loss, Mentions, Quantity, Sentence
from claimx.parse import Parser
from claimx.schema import Category, Event, Kind, Qualifier, Stance
from claimx.tokenize import tokenize

STORIES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "date_links.toml").read_text("utf-8")
)["story"]
VOCABULARY = DateVocabulary.load()
BOILERPLATE = BoilerplateVocabulary.load()
MARK = re.compile(r"\{([^|{}]+)\|([^{}]+)\}")
LOSSES = {"killed", "death", "kills", "kill", "dead", "wounded", "injured", "died", "liquidated"}


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def plain(text: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The text without its marks, and where each claim stands with its expected date."""
    out, spans, last = "", [], 0
    for match in MARK.finditer(text):
        out += text[last : match.start()]
        spans.append((len(out), len(out) + len(match.group(1)), match.group(2)))
        out += match.group(1)
        last = match.end()
    return out + text[last:], spans


def build(text: str, published: date | None, parser: Parser | None) -> Document:
    article = Article(text, published=published)
    blocks, sentences = segment(article, BOILERPLATE)
    read = [replace(sentence, tokens=tokenize(sentence.text, sentence.start)) for sentence in sentences]
    if parser is not None:
        read = list(parser.parse(read))
    mentions = tuple(Mentions(sentence, dates=tuple(find_dates(sentence, VOCABULARY))) for sentence in read)
    return Document(article, blocks, tuple(read), mentions, read_layout(text, read))


def claim(sentence: Sentence, start: int, end: int, words: str) -> Claim:
    tokens = [token.i for token in sentence.tokens if token.end > start and token.start < end]
    phrase = sentence.phrase(tokens[0], tokens[-1] + 1)
    losses = [token.i for token in sentence.tokens if token.lower in LOSSES] or [phrase.last - 1]
    anchor = min(losses, key=lambda i: abs(i - phrase.last))
    # The number itself tells claims apart; its bounds stand in for the reading that another stage does.
    value = 1 if words.lower() in ("a", "an", "one") else sum(ord(letter) for letter in words.lower()) + 2
    quantity = Quantity(phrase, phrase, Form.NUMBER, value, value, value, Qualifier.EXACT)
    event = Event.WOUNDED if sentence.tokens[anchor].lower in ("wounded", "injured") else Event.KILLED
    loss = Loss(sentence.phrase(anchor, anchor + 1), anchor, {Kind.CASUALTY: event}, "verb", "loss", "loss")
    return Claim(sentence.index, quantity, None, loss, Kind.CASUALTY, event, Category.UNSPECIFIED, Stance.ASSERTED, ())


def shown(link: DateLink | None) -> str:
    if link is None:
        return "-"
    start, end = link.interval.start, link.interval.end
    if start == end:
        return str(start)
    return f"{start or ''}..{end or ''}"


@pytest.mark.parametrize("story", STORIES, ids=[story["why"] for story in STORIES])
def test_story(story: dict[str, Any], parser: Parser) -> None:
    text, spans = plain(story["text"])
    document = build(text, story.get("published"), parser)
    claims = [
        claim(sentence, start, end, text[start:end])
        for start, end, _ in spans
        for sentence in document.sentences
        if sentence.start <= start < sentence.end
    ]

    linked = link_dates(document, claims, VOCABULARY)

    assert [(text[s:e], shown(one.date)) for (s, e, _), one in zip(spans, linked, strict=True)] == [
        (text[s:e], wanted) for s, e, wanted in spans
    ]
    for one in linked:
        assert one.date is None or text[one.date.start : one.date.end].strip()


def test_increment(parser: Parser) -> None:
    """The number in brackets counts from the day before up to the total's day."""

    text = "Losses from 24.02 to 27.04 were tanks 939 (+21)"
    document = build(text, date(2022, 4, 27), parser)
    total, increase = claim(document.sentences[0], 38, 41, "939"), claim(document.sentences[0], 43, 46, "+21")

    linked = link_dates(document, [total, replace(increase, increment_of=0)], VOCABULARY)

    assert [shown(one.date) for one in linked] == ["2022-02-24..2022-04-27", "2022-04-26..2022-04-27"]


@pytest.mark.parametrize(("event", "dated"), [(Event.PLEDGED, False), (Event.KILLED, True)])
def test_the_day_of_another_gift_is_not_the_gifts_own(event: Event, dated: bool, parser: Parser) -> None:
    text, [(start, end, _)] = plain("Oslo sent {nine|-} ships after the rebels attacked the port on 4 April 2024.")
    document = build(text, None, parser)
    given = replace(claim(document.sentences[0], start, end, text[start:end]), event=event)

    (linked,) = link_dates(document, [given], VOCABULARY)

    assert (linked.date is not None) is dated
