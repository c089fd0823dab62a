"""Reading: what becomes an article, with which text, id and date, and what is told of the rest."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimx.errors import ClaimxError, DecodeError, EmptyError, MetadataError, ReadError
from claimx.models import Article
from claimx.read import Notice, ReadOptions, parse_published, read
from claimx.read.decode import decode
from claimx.read.published import published_in_name, published_in_text

TEXT = "Shelling killed 12 people in the town, the mayor said.\n"


def outcomes(*paths, **options):
    return list(read(paths, ReadOptions(**options)))  # paths as pathlib has them; the command line gives words


def only(*paths, **options):
    (outcome,) = outcomes(*paths, **options)
    return outcome


@pytest.fixture
def write(tmp_path):
    def write(name, content):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return write


class Test_text:
    def test_is_the_decoded_bytes_and_nothing_else(self, write):
        article = only(write("a.txt", "One\r\n\r\nTwo 🚀 three\r\n"))

        assert article.text == "One\r\n\r\nTwo 🚀 three\r\n"

    @pytest.mark.parametrize(
        "raw, reason",
        [
            (b"\xef\xbb\xbf" + TEXT.encode(), "UTF-8 with a byte order mark"),
            (b"\xff\xfe" + TEXT.encode("utf-16-le"), "UTF-16, as Notepad saves it"),
            (b"\xfe\xff" + TEXT.encode("utf-16-be"), "UTF-16, big end first"),
            (b"\xff\xfe\x00\x00" + TEXT.encode("utf-32-le"), "UTF-32, whose mark begins like UTF-16's"),
        ],
    )
    def test_loses_its_byte_order_mark(self, write, raw, reason):
        assert only(write("a.txt", raw)).text == TEXT, reason

    def test_digest_is_of_the_raw_bytes(self, write):
        raw = b"\xef\xbb\xbf" + TEXT.encode()

        assert only(write("a.txt", raw)).sha256 == hashlib.sha256(raw).hexdigest()

    @pytest.mark.parametrize(
        "encoding, text",
        [
            ("cp1252", "“We buried 12 people,” the mayor’s office said — and café owners wept for José Peña.\n" * 3),
            ("cp1251", "По данным министерства, погибли двенадцать человек, ещё тридцать ранены в городе.\n" * 3),
            ("shift_jis", "当局によると、この攻撃で十二人が死亡し、三十人が負傷した。\n" * 3),
        ],
    )
    def test_in_another_encoding_is_read_with_a_warning(self, write, encoding, text):
        notice, article = outcomes(write("a.txt", text.encode(encoding)))

        assert isinstance(notice, Notice)
        assert "UTF-8" in notice.message
        assert article.text == text

    @pytest.mark.parametrize(
        "raw, error, reason",
        [
            (b"", EmptyError, "nothing"),
            (b" \r\n\t\n", EmptyError, "white space only"),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), DecodeError, "a picture"),
            (b"text with\0 a zero byte", DecodeError, "a zero byte"),
            (b"\xff\xfeodd", DecodeError, "half a UTF-16 unit"),
        ],
    )
    def test_that_is_none_is_an_error_naming_the_file_and_a_remedy(self, write, raw, error, reason):
        path = write("bad.txt", raw)

        outcome = only(path)

        assert isinstance(outcome, error), reason
        assert outcome.path == path.as_posix()
        assert ";" in outcome.message

    def test_beyond_the_limit_is_refused(self, write):
        assert "max-bytes" in only(write("a.txt", TEXT), max_bytes=10).message

    def test_packed_is_unpacked_under_the_same_id_and_digest(self, write):
        packed, plain = only(write("p/a.txt.gz", gzip.compress(TEXT.encode()))), only(write("a.txt", TEXT))

        assert (packed.id, packed.text, packed.sha256) == (plain.id, plain.text, plain.sha256)

    def test_packed_bomb_is_stopped_at_the_limit(self, write):
        assert "max-bytes" in only(write("a.txt.gz", gzip.compress(b"a" * 10_000_000)), max_bytes=1_000_000).message

    def test_packed_and_cut_short_is_an_error(self, write):
        assert isinstance(only(write("a.txt.gz", gzip.compress(TEXT.encode() * 99)[:-9])), ReadError)


class Test_files:
    def test_of_a_folder_come_sorted_by_path_from_all_its_folders(self, write, tmp_path):
        for name in ("b.txt", "a/z.txt", "a/b/c.txt", "skipped.md"):
            write(name, TEXT)

        assert [article.id for article in outcomes(tmp_path)] == ["b", "z", "c"]

    def test_are_chosen_by_globs(self, write, tmp_path):
        for name in ("a.md", "b.txt", "x/c.md"):
            write(name, TEXT)

        assert [article.id for article in outcomes(tmp_path, globs=("*.md",))] == ["a", "c"]
        assert [article.id for article in outcomes(tmp_path, globs=("x/*",))] == ["c"]

    def test_that_fail_leave_the_others_alone(self, write, tmp_path):
        write("a.txt", b"")
        write("b.txt", TEXT)

        assert [type(outcome) for outcome in outcomes(tmp_path)] == [EmptyError, Article]

    def test_missing_is_an_error(self, tmp_path):
        assert "does not exist" in only(tmp_path / "nope.txt").message

    def test_of_a_folder_without_texts_is_an_error_that_tells_of_the_others(self, write, tmp_path):
        write("a.html", TEXT)

        assert "1 other" in only(tmp_path).message
        assert "--glob" in only(tmp_path).message

    def test_under_a_link_back_are_read_once(self, write, tmp_path):
        write("a/b.txt", TEXT)
        (tmp_path / "a" / "loop").symlink_to(tmp_path, target_is_directory=True)

        assert [article.id for article in outcomes(tmp_path)] == ["b"]

    def test_linked_from_outside_the_folder_are_not_read(self, write, tmp_path):
        secret = write("secret.txt", TEXT)
        write("in/a.txt", TEXT)
        (tmp_path / "in" / "b.txt").symlink_to(secret)

        article, error = outcomes(tmp_path / "in")

        assert article.id == "a"
        assert "link out of the folder" in error.message

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
    def test_without_the_right_to_read_are_an_error(self, write):
        path = write("a.txt", TEXT)
        path.chmod(0)

        assert "permissions" in only(path).message

    def test_with_undecodable_names_can_still_be_named_in_utf_8(self, tmp_path):
        path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
        Path(os.fsdecode(path)).write_text(TEXT)

        assert only(os.fsdecode(path)).path.encode("utf-8").endswith(b"caf\\xe9.txt")

    def test_pipes_in_a_folder_are_passed_over(self, write, tmp_path):
        write("a.txt", TEXT)
        os.mkfifo(tmp_path / "b.txt")

        assert [article.id for article in outcomes(tmp_path)] == ["a"]

    def test_from_standard_input(self, monkeypatch):
        stream = io.BytesIO(TEXT.encode())
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(stream))

        article = only("-")

        assert (article.id, article.path, article.text) == ("stdin", "-", TEXT)


class Test_sidecar:
    def test_tells_of_its_file(self, write):
        path = write("a.txt", TEXT)
        write("a.meta.json", json.dumps({"title": "T", "publisher": "P", "published": "2024-05-06", "url": "u"}))

        article = only(path)

        assert (article.title, article.publisher, article.url) == ("T", "P", "u")
        assert (article.published, article.published_basis) == (date(2024, 5, 6), "metadata")

    @pytest.mark.parametrize(
        "content, cause",
        [
            ("{", "not JSON"),
            ("[]", "one JSON object"),
            (b"\xff\xff", "not JSON"),
        ],
    )
    def test_that_is_broken_fails_its_file_by_name(self, write, content, cause):
        path = write("a.txt", TEXT)
        write("a.meta.json", content)

        error = only(path)

        assert isinstance(error, MetadataError)
        assert error.path.endswith("a.meta.json")
        assert cause in error.message

    @pytest.mark.parametrize(
        "content, cause", [('{"published": "yesterday"}', "not a date"), ('{"title": 3}', "must be a string")]
    )
    def test_that_is_odd_in_a_value_is_told_and_used_without_it(self, write, content, cause):
        path = write("a.txt", TEXT)
        write("a.meta.json", content[:-1] + ', "publisher": "P"}')

        notice, article = outcomes(path)

        assert cause in notice.message
        assert notice.path.endswith("a.meta.json")
        assert (article.publisher, article.title, article.published) == ("P", None, None)

    def test_gives_way_to_options(self, write):
        path = write("a.txt", TEXT)
        write("a.meta.json", '{"publisher": "P", "published": "2024-05-06"}')

        article = only(path, published=date(2020, 1, 2), publisher="Q")

        assert (article.published, article.published_basis, article.publisher) == (date(2020, 1, 2), "option", "Q")


class Test_rows:
    def test_of_json_lines_each_are_an_article(self, write):
        lines = [
            {"text": TEXT, "id": "x1", "title": "T"},
            {"text": TEXT + "More.", "url": "u", "source_domain": "d.org"},
        ]
        path = write("crawl.jsonl", "".join(json.dumps(line) + "\n" for line in lines))

        first, second = outcomes(path)

        assert (first.id, first.title, first.path) == ("x1", "T", path.as_posix())
        assert (second.id, second.publisher, second.url) == ("crawl:2", "d.org", "u")
        assert first.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()

    @pytest.mark.parametrize(
        "row, expected",
        [
            ({"raw_text": TEXT, "hostname": "a.com", "source-hostname": "A", "date": "2023-03-07", "source": "http:a"},
             ("a.com", date(2023, 3, 7), "http:a")),  # trafilatura
            ({"maintext": TEXT, "source_domain": "b.com", "date_publish": "2023-03-07 10:25:00", "url": "http:b"},
             ("b.com", date(2023, 3, 7), "http:b")),  # news-please
            ({"text": TEXT, "publish_date": "Tue, 07 Mar 2023 10:25:00 GMT", "url": "http:c"},
             (None, date(2023, 3, 7), "http:c")),  # newspaper
        ],
    )  # fmt: skip
    def test_of_crawlers_are_understood(self, write, row, expected):
        article = only(write("a.jsonl", json.dumps(row)))

        assert (article.text, article.publisher, article.published, article.url) == (TEXT, *expected)

    def test_take_mapped_columns_at_their_word(self, write):
        path = write("a.jsonl", json.dumps({"BODY": TEXT, "text": "no", "DATELINE": "7 March 2023"}))

        article = only(path, fields={"text": "BODY", "published": "DATELINE"})

        assert (article.text, article.published) == (TEXT, date(2023, 3, 7))

    def test_that_are_bad_leave_the_others_alone(self, write):
        lines = [
            "{",
            "[1]",
            '{"title": "no text"}',
            '{"text": ""}',
            '{"text": "a", "published": "soon"}',
            json.dumps({"text": TEXT}),
        ]

        found = outcomes(write("a.jsonl", "\n".join(lines)))

        assert [type(outcome) for outcome in found] == [MetadataError] * 3 + [EmptyError, Notice, Article, Article]
        assert "line 1" in found[0].path

    def test_longer_than_the_limit_are_passed_over(self, write):
        path = write("a.jsonl", json.dumps({"text": TEXT * 99}) + "\n" + json.dumps({"text": TEXT}) + "\n")

        assert [type(outcome) for outcome in outcomes(path, max_bytes=1000)] == [ReadError, Article]

    @pytest.mark.parametrize(
        "content, count",
        [
            (json.dumps({"text": TEXT}), 1),
            (json.dumps([{"text": TEXT}, {"text": TEXT}]), 2),
            (json.dumps({"text": TEXT}) + "\n" + json.dumps({"text": TEXT}), 2),  # JSON Lines under another name
        ],
    )
    def test_of_json_are_one_object_or_a_list(self, write, content, count):
        assert [type(outcome) for outcome in outcomes(write("a.json", content))] == [Article] * count

    def test_with_half_a_surrogate_pair_keep_their_length(self, write):
        article = only(write("a.jsonl", b'{"text": "a\\ud800b killed 12"}'))

        assert article.text == "a\ufffdb killed 12"

    def test_of_csv_may_hold_line_ends(self, write):
        article = only(write("a.csv", '\ufefftext,id\n"Two\nlines, killed 12",7\n'))

        assert (article.text, article.id) == ("Two\nlines, killed 12", "7")

    def test_of_parquet(self, tmp_path):
        pa = pytest.importorskip("pyarrow", reason="the extra claimx[parquet] is not installed")
        parquet = pytest.importorskip("pyarrow.parquet")
        path = tmp_path / "a.parquet"
        parquet.write_table(pa.table({"text": [TEXT], "published": [date(2023, 3, 7)], "other": [1]}), path)

        article = only(path)

        assert (article.text, article.published) == (TEXT, date(2023, 3, 7))

    def test_of_no_parquet_are_an_error(self, write):
        pytest.importorskip("pyarrow", reason="the extra claimx[parquet] is not installed")

        assert isinstance(only(write("a.parquet", b"no")), ReadError)

    @pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.json"])
    def test_that_are_none_are_an_error(self, write, name):
        assert isinstance(only(write(name, b"")), ReadError)


class Test_pages:
    PAGE = (
        "<html><head><title>Shelling in the north</title><meta property='article:published_time' content='2024-02-03T10:00:00Z'></head>"
        "<body><nav><a href='/'>Home</a></nav><article><h1>Shelling in the north</h1><p>"
        + "Shelling killed 12 people in the town on Saturday, the mayor said. " * 6
        + "</p><p>" + "Rescue work went on through the night, he added. " * 6 + "</p></article></body></html>"
    )  # fmt: skip

    def test_give_their_article_and_date(self, write):
        pytest.importorskip("trafilatura", reason="the extra claimx[html] is not installed")
        raw = self.PAGE.encode()

        article = only(write("a.html", raw))

        assert "Shelling killed 12 people" in article.text
        assert "Home" not in article.text
        assert (article.published, article.title) == (date(2024, 2, 3), "Shelling in the north")
        assert article.sha256 == hashlib.sha256(raw).hexdigest()

    @pytest.mark.parametrize("raw", [b"", b"<html></html>", b"\x89PNG\r\n\0\0\0" + bytes(99)])
    def test_without_an_article_are_an_error(self, write, raw):
        pytest.importorskip("trafilatura", reason="the extra claimx[html] is not installed")

        assert isinstance(only(write("a.html", raw)), ReadError)


@pytest.mark.parametrize(
    "text, expected, reason",
    [
        ("News\nTuesday, March 7, 2023 | 10:25 Tweet Share\nBody", date(2023, 3, 7), "weekday, date and time"),
        ("date 2023-03-07 World Headline", date(2023, 3, 7), "labelled"),
        ("Published: `2024-07-25 09:35:53`\n---\nBody", date(2024, 7, 25), "labelled, with a time"),
        ("Headline\nUpdated: 2016-07-15 13:14 By Agencies\nBody", date(2016, 7, 15), "updated"),
        ("Last updated 3 May 2021. Posted 1 May 2021", date(2021, 5, 1), "the first publication before the update"),
        ("Headline\nDate of publication 16 September 2016 Two civilians died", date(2016, 9, 16), "a longer label"),
        ("KYIV, March 7, 2023 (Reuters) - Shelling", date(2023, 3, 7), "dateline"),
        ("BEIRUT, Lebanon, 3 June 2024 — Shelling", date(2024, 6, 3), "dateline with country"),
        ("Market bombed\nSunday 18 May 2014 Market bombed. A bomb", date(2014, 5, 18), "weekday and date before the lead"),
        ("Market bombed Agency Thu Sep 5 2013 A bomb", date(2013, 9, 5), "weekday, month first"),
        ("Headline\n12.03.2023\nBody", date(2023, 3, 12), "points: day first"),
        ("Headline\n7 March 2023\nBody", date(2023, 3, 7), "a line of its own"),
        ("Headline\n30-04-2016\n\nBody", date(2016, 4, 30), "figures with hyphens"),
        ("Published 05/23/2023\nBody", date(2023, 5, 23), "figures whose second part is no month"),
        ("Headline\nLast updated at 10:25, 7 March 2023\nBody", date(2023, 3, 7), "updated, the hour first"),
        ("Edited time: 4 May, 2023\nBody", date(2023, 5, 4), "edited"),
        ("17:05 03.05.2023\nBody", date(2023, 5, 3), "an hour and points"),
        ("(Nairobi, May 3, 2023) – Rangers", date(2023, 5, 3), "dateline in brackets"),
        ("GENEVA (3 May 2023) – Envoys", date(2023, 5, 3), "dateline with its day in brackets"),
        ("ANKARA, (Xinhua) May 3, 2023 -- Ministers", date(2023, 5, 3), "dateline behind its agency"),
        ("May 3, 2023 / 10:00 AM / The Post\nBody", date(2023, 5, 3), "a line parted by bars"),
        ("Published 03/05/2023\nBody", None, "May or March"),
        ("On 24 October 2016, three gunmen attacked a college.", None, "a date of the story"),
        ("He died on Thursday, 5 September 2013, aged 7.", None, "a weekday date of the story"),
        ("Since Monday 3 June 2024 the town has been shelled.", None, "a weekday date after a preposition"),
        ("KYIV, March 7 (Reuters) - Shelling", None, "no year"),
        ("Headline\n03/07/2023\nBody", None, "March or July"),
        ("Published 31 February 2023", None, "no such day"),
        ("Body. " * 300 + "\nPublished 7 March 2023", None, "a date far below the top"),
    ],
)  # fmt: skip
def test_published_in_text(text, expected, reason):
    found = published_in_text(text)

    assert (found and found[0]) == expected, reason


@pytest.mark.parametrize(
    "text, published, expected",
    [
        ("Published: 3 May 2023\nShelling killed 12.", "2023-06-20", (date(2023, 5, 3), "header")),
        ("KYIV, May 3 (Reuters) - Shelling killed 12.", "2023-05-20", (date(2023, 5, 3), "header")),
        ("KYIV, Dec 29 (Reuters) - Shelling killed 12.", "2024-01-04", (date(2023, 12, 29), "header")),
        ("KYIV, May 3 (Reuters) - Shelling killed 12.", "2023-05-05", (date(2023, 5, 5), "metadata")),
        ("Last updated 3 July 2023\nShelling killed 12.", "2023-05-05", (date(2023, 5, 5), "metadata")),
        ("On 3 May 2023 shelling killed 12.", "2023-06-20", (date(2023, 6, 20), "metadata")),
    ],
)
def test_the_text_counts_where_its_metadata_contradict_it(write, text, published, expected):
    """Two days apart are the same news; a later change of the page is no other day; --published always wins."""

    path = write("a.jsonl", json.dumps({"text": text, "published": published}).encode())
    *notices, article = read([str(path)])

    assert (article.published, article.published_basis) == expected
    assert [str(expected[0]) in one.message and published in one.message for one in notices] == [True] * (
        expected[1] == "header"
    )
    assert only(path, published=date(2020, 1, 2)).published == date(2020, 1, 2)


def test_a_header_that_may_be_of_two_days_is_told(write):
    notice, article = read([str(write("a.txt", b"Published 03/05/2023\nShelling killed 12."))])

    assert article.published is None
    assert "2023-05-03 or 2023-03-05" in notice.message


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Port is quiet\n\nThe Coast Standard, 12 October 2024\n\nNobody came.", date(2024, 10, 12)),
        ("By Ada Writer and Bo Scribe | June 3, 2024\n", date(2024, 6, 3)),
        ("Siege of Sarajevo, 5 April 1992\n\nThe city fell silent.", None),
        ("By the end of the war, 8 May 1945\n\nThe city fell silent.", None),
        ("The Coast Standard, 12 October 2024, told of it.", None),
    ],
    ids=["an outlet and a date", "writers and a date", "a heading of history", "no writer", "a sentence on an outlet"],
)
def test_published_by_the_line_of_outlet_or_writer(text, expected):
    assert published_in_text(text) == (expected and (expected, "header"))


@pytest.mark.parametrize(
    "text, expected, reason",
    [
        (
            "On day 382nd of the war, Russia and Ukraine fight on.",
            date(2023, 3, 12),
            "the day counted from the war's first",
        ),
        ("Day 1 of the Russian invasion of Ukraine", date(2022, 2, 24), "the first day is day 1"),
        ("On the 1,000th day of Russia's full-scale war, Kyiv", date(2024, 11, 19), "an ordinal with a comma"),
        ("Day 200 of the war: Israel strikes Gaza", date(2024, 4, 23), "another war"),
        ("On day 40 of the war, nobody slept.", None, "which war?"),
    ],
)
def test_published_by_the_day_of_a_war(text, expected, reason):
    assert published_in_text(text) == (expected and (expected, "war-day")), reason


@pytest.mark.parametrize(
    "stem, expected",
    [
        ("2023-03-12-update", date(2023, 3, 12)),
        ("isw_20230312", date(2023, 3, 12)),
        ("a1b20230312c", None),
        ("2023-13-01", None),
        ("12345678", None),
    ],
)
def test_published_in_name(stem, expected):
    assert published_in_name(stem) == expected


def test_file_name_is_the_last_resort(write):
    assert only(write("2023-03-12.txt", TEXT)).published_basis == "filename"
    assert only(write("2023-03-12b.txt", "date 2020-01-02\n" + TEXT)).published_basis == "header"


@pytest.mark.parametrize(
    "value, expected",
    [
        ("2023-03-07", date(2023, 3, 7)),
        ("2023-03-07T23:59:59Z", date(2023, 3, 7)),
        ("20230307", date(2023, 3, 7)),
        ("March 7, 2023", date(2023, 3, 7)),
        ("7 Mar. 2023 10:25", date(2023, 3, 7)),
        ("07/03/2023", None),
        ("2023", None),
        ("2023-02-30", None),
        ("", None),
    ],
)
def test_parse_published(value, expected):
    assert parse_published(value) == expected


def test_every_error_tells_its_code():
    assert len({error.code for error in (ClaimxError, ReadError, DecodeError, EmptyError, MetadataError)}) == 5


@given(st.binary(max_size=300))
def test_any_bytes_are_a_text_or_a_typed_error(raw):
    with suppress(ReadError):
        text, _ = decode(raw, "a.txt")

        assert text.strip()
        assert text.encode("utf-8")


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.csv"])
@given(raw=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_any_bytes_are_rows_or_typed_errors(write, name, raw):
    found = outcomes(write(name, raw))

    assert found
    assert all(isinstance(outcome, Article | ReadError) for outcome in found)


@given(st.text(max_size=400))
def test_dates_are_found_without_harm_in_any_text(text):
    found = published_in_text(text)

    assert found is None or found[0].year >= 1900
