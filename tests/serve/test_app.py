"""The server of the page for corrections: who gets an answer, what is saved, and what other commands make of it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
import warnings

import pytest

pytest.importorskip("starlette", reason="claimx[serve] is not installed")
with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Starlette would have another client than the one that others bring along
    testclient = pytest.importorskip("starlette.testclient", reason="httpx is not installed")

from claimx.cli.commands import run
from claimx.errors import RecordError, WriteError
from claimx.models import Choice
from claimx.notebook import Records
from claimx.serve import Desk, make_app, opened

ORIGIN = "http://127.0.0.1:8421"
OWN = {"Origin": ORIGIN}


class Client:
    """Speaks to the page's server as the page does."""

    def __init__(self, desk):
        self.desk = desk
        self.http = testclient.TestClient(make_app(desk, token="secret", origin=ORIGIN), base_url=ORIGIN)

    def get(self, path):
        return self.http.get(f"/secret/api/{path}").json()

    def post(self, path, body, status=200):
        answer = self.http.post(f"/secret/api/{path}", json=body, headers=OWN)
        assert answer.status_code == status, answer.text
        return answer.json()

    def claim(self, sha, words):
        """The claim whose number has these words."""
        return next(claim for claim in self.get(f"articles/{sha}")["claims"] if claim["quantity"] == words)

    def set(self, sha, words, base, status=200, **values):
        return self.post(f"articles/{sha}/claims/{self.claim(sha, words)['id']}", {"base": base, "set": values}, status)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "review"


@pytest.fixture
def client(folder, reader, bridge, boat):
    with opened(folder) as store:
        desk = Desk(store, reader, max_bytes=10_000)
        desk.put([bridge, boat])
        yield Client(desk)


def gold(folder):
    return [json.loads(line) for line in (folder / "gold.jsonl").read_text("utf-8").splitlines()]


class Test_strangers:
    @pytest.mark.parametrize(
        "path, headers",
        [
            pytest.param("/", {}, id="no token"),
            pytest.param("/secre/", {}, id="half a token"),
            pytest.param("/secret", {}, id="a token without its end"),
            pytest.param("/Secret/api/articles", {}, id="a wrong token"),
            pytest.param("/%2e%2e/secret/", {}, id="a way around"),
            pytest.param("/sec%E9ret/", {}, id="letters no token has"),
            pytest.param("/secret/", {"Host": "evil.example"}, id="a name that leads here"),
            pytest.param("/secret/", {"Host": "127.0.0.1:1"}, id="another port"),
            pytest.param("/secret/api/articles", {"Origin": "http://evil.example"}, id="a foreign page"),
            pytest.param("/secret/api/articles", {"Origin": "null"}, id="a page in a sandbox"),
            pytest.param("/secret/", {"Sec-Fetch-Site": "cross-site"}, id="a link or frame on a foreign page"),
            pytest.param("/secret/", {"Sec-Fetch-Site": "same-site"}, id="a page on another port"),
        ],
    )
    def test_get_nothing(self, client, path, headers):
        answer = client.http.get(path, headers=headers, follow_redirects=False)

        assert (answer.status_code, answer.content) == (404, b"")

    @pytest.mark.parametrize("headers", [{}, {"Origin": "http://evil.example"}, {"Origin": "http://localhost:8421"}])
    def test_change_nothing(self, client, headers):
        answer = client.http.post("/secret/api/articles", json={"text": "Nine died."}, headers=headers)

        assert (answer.status_code, answer.content) == (404, b"")
        assert len(client.get("articles")["articles"]) == 2

    @pytest.mark.parametrize(
        "path",
        [
            "articles/../../etc/passwd",
            "articles/%2e%2e%2fgold.jsonl",
            "articles/" + "0" * 64,
            "articles/" + "0" * 63 + "%00",
            "gold.jsonl",
            "files/",
        ],
    )
    def test_find_no_file_by_its_path(self, client, path):
        answer = client.http.get(f"/secret/api/{path}")

        assert answer.status_code in (404, 405)
        assert b"root:" not in answer.content


def test_every_answer_forbids_to_keep_frame_or_guess(client):
    for path in ("/secret/", "/secret/api/articles", "/secret/api/nothing"):
        headers = client.http.get(path).headers
        assert (headers["cache-control"], headers["x-frame-options"], headers["x-content-type-options"]) == (
            "no-store",
            "DENY",
            "nosniff",
        )
        assert headers["referrer-policy"] == "no-referrer"
        assert "access-control-allow-origin" not in headers
    policy = client.http.get("/secret/").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


class Test_articles:
    def test_are_listed_and_read_when_they_are_opened(self, client, bridge):
        before = client.get("articles")["articles"]
        state = client.get(f"articles/{bridge.sha256}")

        assert [one["claims"] for one in before] == [None, None]
        assert [claim["quantity"] for claim in state["claims"]] == ["At least 14", "30", "Nine"]
        text = state["article"]["text"].encode("utf-16-le")
        for claim in state["claims"]:
            start, end = claim["spans"]["quantity"]
            assert text[2 * start : 2 * end].decode("utf-16-le") == claim["quantity"], "offsets are JavaScript's"
        assert [one["reason"] for one in state["refusals"]], "2,000 people who left are no claim"
        assert all(
            rule in state["rules"] for claim in state["claims"] for field in claim["fields"] for rule in field[4]
        )

    def test_tell_what_their_fields_won_over(self, folder, reader, bridge):
        class Explaining:
            audit = reader.audit

            def pipe(self, articles):
                for one, found in reader.pipe(articles):
                    at = one.text.index("depot")
                    lost = Choice("actor", "Depot", "party.agent", at, at + 5)
                    yield (
                        one,
                        Records(found, choices={record.id: (lost,) for record in found if record.actor is None}),
                    )

        with opened(folder) as store:
            desk = Desk(store, Explaining())
            desk.put([bridge])
            client = Client(desk)
            told = {claim["quantity"]: claim["rivals"] for claim in client.get(f"articles/{bridge.sha256}")["claims"]}
            client.set(bridge.sha256, "Nine", 0, low=10)
        open_actors = [record.quantity.text for record in next(iter(reader.pipe([bridge])))[1] if record.actor is None]

        assert open_actors
        for words in open_actors:
            assert told[words] == [
                {
                    "field": "actor",
                    "value": "Depot",
                    "words": "depot",
                    "rule": "party.agent",
                    "why": "proposed, and refused",
                }
            ]
        with opened(folder) as store:
            assert Client(Desk(store, reader)).claim(bridge.sha256, open_actors[0])["rivals"] == told[open_actors[0]]

    def test_tell_what_is_doubtful_until_somebody_sets_it(self, client, monkeypatch, bridge):
        monkeypatch.setattr("claimx.serve.desk.WEAK", 1.1)
        sha = bridge.sha256
        before = client.claim(sha, "30")["weak"]
        client.set(sha, "30", 0, affected="Ostriv", high=31)

        assert before == ["core", "affected", "actor", "source", "date", "location", "claim"]
        assert client.claim(sha, "30")["weak"] == ["actor", "source", "date", "location"]
        client.set(sha, "30", 1, suppressed=True)
        assert client.claim(sha, "30")["weak"] == []

    def test_come_by_pasting_and_stay(self, client, folder, reader):
        told = client.post("articles", {"text": "Nine soldiers died.", "title": "Loss", "published": "2024-05-06"})
        again = client.post("articles", {"text": "Nine soldiers died."})

        assert told["added"] == again["added"]
        (sha,) = told["added"]
        kept = json.loads((folder / "articles" / f"{sha}.json").read_text())
        assert (kept["article"]["title"], kept["article"]["published"]) == ("Loss", "2024-05-06")

    @pytest.mark.parametrize(
        "name, raw, texts",
        [
            ("a.txt", b"Nine died.", ["Nine died."]),
            ("../../../etc/cron.d/x", b"Nine died.", ["Nine died."]),
            ("rows.jsonl", b'{"text": "Nine died."}\n{"text": "Six died."}\n', ["Nine died.", "Six died."]),
            ("page.html", b"<html><body><article><p>Nine soldiers died on the bridge of the old town, the mayor said.</p></article></body></html>",
             ["Nine soldiers died on the bridge of the old town, the mayor said."]),
        ],
    )  # fmt: skip
    def test_come_as_files(self, client, folder, name, raw, texts):
        told = client.http.post("/secret/api/files", params={"name": name}, content=raw, headers=OWN).json()

        assert [client.get(f"articles/{sha}")["article"]["text"] for sha in told["added"]] == texts
        assert sorted(path.name for path in folder.iterdir()) == [
            ".lock",
            "articles",
            "claims.jsonl",
            "gold.jsonl",
            "reviewed.jsonl",
            "suppress.txt",
            "texts",
        ]

    @pytest.mark.parametrize(
        "url, cause",
        [
            ("http://127.0.0.1:{port}/", "private network"),
            ("http://localhost:{port}/secret/api/articles", "private network"),
            ("file:///etc/passwd", "not the address"),
            ("file://localhost/etc/passwd", "not the address"),
            ("gopher://127.0.0.1/", "not the address"),
            ("in/bridge.txt", "not the address"),
        ],
    )
    def test_are_fetched_from_the_open_network_alone(self, client, url, cause):
        with socket.create_server(("127.0.0.1", 0)) as own:
            told = client.post("fetch", {"url": url.format(port=own.getsockname()[1])})

        assert told["added"] == []
        assert cause in told["told"][0]

    @pytest.mark.parametrize(
        "raw, cause",
        [(b"\0\1\2", "a.txt: is binary"), (b"%PDF-1.7\nwords", "a.txt: is a PDF"), (b"", "a.txt: holds no text")],
    )
    def test_that_cannot_be_read_are_told(self, client, raw, cause):
        told = client.http.post("/secret/api/files", params={"name": "a.txt"}, content=raw, headers=OWN).json()

        assert told["added"] == []
        assert told["told"][0].startswith(cause)

    def test_that_are_too_large_are_refused(self, client):
        answer = client.http.post("/secret/api/files", content=b"x" * 10_001, headers=OWN)

        assert answer.status_code == 413
        assert "--max-bytes" in answer.json()["error"]

    def test_of_one_name_differ_in_gold(self, client):
        rows = b'{"text": "Nine soldiers died."}\n{"text": "Six soldiers died."}\n'
        for sha in client.http.post("/secret/api/files", params={"name": "t.jsonl"}, content=rows, headers=OWN).json()[
            "added"
        ]:
            client.post(f"articles/{sha}/checked", {"checked": True})

        assert len({line["doc"].partition(".")[0] for line in gold(client.desk.store.folder)}) == 2


def test_a_bug_is_told_and_ends_nothing(client, monkeypatch, bridge):
    monkeypatch.setattr(client.desk, "_extractor", None)

    answer = client.http.get(f"/secret/api/articles/{bridge.sha256}")

    assert answer.status_code == 500
    assert "report it" in answer.json()["error"]
    assert len(client.get("articles")["articles"]) == 2


class Test_corrections:
    def test_end_in_gold_once_the_article_is_checked(self, client, folder, bridge):
        sha = bridge.sha256
        client.set(
            sha, "30", 0, low=31, high=33, category="civilian", affected="Ostriv", date_start=None, stance="possible"
        )
        client.set(sha, "Nine", 0, suppressed=True)
        before = (folder / "gold.jsonl").read_text()

        client.post(f"articles/{sha}/checked", {"checked": True})

        assert before == ""
        first, second = gold(folder)
        assert (first["quantity_text"], first["low"], first["doc"]) == ("At least 14", 14, "bridge.txt")
        assert (second["low"], second["high"], second["category"], second["affected"], second["stance"]) == (
            31,
            33,
            "civilian",
            "Ostriv",
            "possible",
        )
        assert second["date_start"] is None
        assert client.claim(sha, "Nine")["id"] in (folder / "suppress.txt").read_text()
        client.post(f"articles/{sha}/checked", {"checked": False})
        assert gold(folder) == []

    def test_come_back_as_they_were_read(self, client, bridge):
        sha = bridge.sha256
        before = client.claim(sha, "30")
        client.set(sha, "30", 0, low=31, suppressed=True)

        client.post(f"articles/{sha}/claims/{before['id']}", {"base": 1, "set": None})

        after = client.claim(sha, "30")
        assert (after["gold"], after["suppressed"], after["changed"]) == (before["gold"], False, [])

    def test_of_missed_claims_read_their_words(self, client, folder, bridge):
        sha = bridge.sha256
        text = bridge.text.encode("utf-16-le")
        at = len(bridge.text[: bridge.text.index("Some 2,000")].encode("utf-16-le")) // 2
        state = client.post(f"articles/{sha}/claims", {"start": at - 1, "end": at + 10})
        added = next(claim for claim in state["claims"] if claim["id"] == state["open"])

        assert text[2 * added["spans"]["quantity"][0] :].decode("utf-16-le").startswith("Some 2,000 people")
        assert (added["quantity"], added["gold"]["low"], added["gold"]["affected"]) == ("Some 2,000", 2000, None)
        client.set(sha, "Some 2,000", 1, event="missing", affected="Ostriv")
        client.post(f"articles/{sha}/checked", {"checked": True})
        line = next(line for line in gold(folder) if line["quantity_text"] == "Some 2,000")
        assert bridge.text[line["quantity_start"] :].startswith("Some 2,000")
        assert (line["event"], line["affected"], line["quote"]) == (
            "missing",
            "Ostriv",
            "💥 Some 2,000 people left the town.",
        )

    @pytest.mark.parametrize(
        "role, words, fields",
        [
            ("quantity", "At least 14 civilians", {"low": 14, "high": None}),
            ("affected", "the market", {"affected": "market"}),
            ("source", "governor Marta Hlynska", {"source": "governor Marta Hlynska"}),
            ("cue", "announced", {"source_cue": "announced"}),
            (
                "date",
                "on Wednesday",
                {"date_text": "on Wednesday", "date_start": "2024-05-08", "date_end": "2024-05-08"},
            ),
            ("location", "the market", {"location": "market"}),
        ],
    )
    def test_take_fields_from_selected_words(self, client, bridge, role, words, fields):
        start = len(bridge.text[: bridge.text.index(words)].encode("utf-16-le")) // 2
        told = client.post(f"articles/{bridge.sha256}/words", {"role": role, "start": start, "end": start + len(words)})

        assert fields.items() <= told.items()

    @pytest.mark.parametrize(
        "values, cause",
        [
            ({"low": -1}, "key 'low' has to be at least 0"),
            ({"low": "many"}, "key 'low' has to be a number"),
            ({"low": 1e300}, "key 'low' has to be at most"),
            ({"event": "exploded"}, "key 'event' has to be one of"),
            ({"affected": "x" * 301}, "key 'affected': string should have at most 300 characters"),
            ({"date_start": "2024-02-30"}, "key 'date_start' has to be a day"),
            ({"span": [5, 5]}, "not in the text"),
            ({"span": [0, 10_000]}, "not in the text"),
            ({"id": "cx_0"}, "key 'id' is no known key"),
        ],
    )
    def test_that_make_no_sense_are_refused(self, client, bridge, values, cause):
        told = client.set(bridge.sha256, "30", 0, status=422, **values)

        assert cause in told["error"]
        assert client.get(f"articles/{bridge.sha256}")["version"] == 0

    @pytest.mark.parametrize(
        "values, cause",
        [
            ({"low": 5, "high": 3}, "above the high one"),
            ({"low": None, "high": None}, "no number"),
            ({"category": "tank"}, "not said of equipment"),
            ({"event": "shot_down"}, "not said of people"),
            ({"date_start": "2024-05-09", "date_end": "2024-05-08"}, "after the last"),
        ],
    )
    def test_that_contradict_each_other_are_saved_and_keep_the_article_open(
        self, client, folder, bridge, values, cause
    ):
        sha = bridge.sha256
        client.set(sha, "30", 0, **values)

        assert cause in client.claim(sha, "30")["flaws"][0]
        assert cause in client.post(f"articles/{sha}/checked", {"checked": True}, status=422)["error"]
        assert gold(folder) == []


class Test_two_pages:
    def test_change_different_fields_of_one_claim(self, client, bridge):
        sha = bridge.sha256
        client.set(sha, "30", 0, low=31)
        client.set(sha, "30", 0, affected="Ostriv")
        client.set(sha, "Nine", 0, suppressed=True)

        told = client.claim(sha, "30")["gold"]
        assert (told["low"], told["affected"]) == (31, "Ostriv")
        assert client.claim(sha, "Nine")["suppressed"]

    def test_that_set_one_field_are_told(self, client, bridge):
        sha = bridge.sha256
        client.set(sha, "30", 0, low=31)

        told = client.set(sha, "30", 0, status=409, low=32, affected="Ostriv")

        assert told["fields"] == ["low"]
        kept = client.claim(sha, "30")["gold"]
        assert (kept["low"], kept["affected"]) == (31, None), "nothing of a change that clashes is saved"
        client.set(sha, "30", 1, low=32)
        assert client.claim(sha, "30")["gold"]["low"] == 32

    def test_that_say_the_same_agree(self, client, bridge):
        client.set(bridge.sha256, "30", 0, low=31)
        client.set(bridge.sha256, "30", 0, low=31)

    def test_cannot_give_back_what_they_have_not_seen(self, client, bridge):
        sha = bridge.sha256
        client.set(sha, "30", 0, low=31)

        client.post(f"articles/{sha}/claims/{client.claim(sha, '30')['id']}", {"base": 0, "set": None}, status=409)


class Test_folder:
    def test_gives_everything_back(self, client, folder, reader, bridge, boat):
        client.set(bridge.sha256, "30", 0, low=31)
        client.post("articles", {"text": "Nine soldiers died."})
        client.post(f"articles/{boat.sha256}/checked", {"checked": True})
        state = client.get(f"articles/{bridge.sha256}")
        with pytest.raises(WriteError, match="another"), opened(folder):
            pass

        copy = folder.with_name("copy")
        shutil.copytree(folder, copy)
        with opened(copy) as store:
            again = Client(Desk(store, reader))
            assert again.get(f"articles/{bridge.sha256}") == state
            assert [one["checked"] for one in again.get("articles")["articles"]] == [False, True, False]

    def test_with_gold_of_others_is_left_alone(self, folder):
        folder.mkdir()
        (folder / "gold.jsonl").write_text("mine")

        with pytest.raises(WriteError, match="has not written"), opened(folder):
            pass
        assert (folder / "gold.jsonl").read_text() == "mine"

    @pytest.mark.parametrize("text", ["{}", "no json", "[]", '{"format": 1, "order": 1, "article": {"text": 5}}'])
    def test_with_foreign_files_is_refused_by_name(self, folder, text):
        (folder / "articles").mkdir(parents=True)
        (folder / "articles" / ("a" * 64 + ".json")).write_text(text)

        with pytest.raises(RecordError, match="move it away") as told, opened(folder):
            pass
        assert told.value.path.endswith(".json")

    def test_keeps_what_was_saved_when_the_server_is_killed(self, folder, reader, bridge):
        """The answer comes after the disk has it: a process that is killed at once loses nothing that it called saved."""
        child = os.fork()
        if not child:
            with opened(folder) as store:
                desk = Desk(store, reader)
                desk.put([bridge])
                claim = desk.article(bridge.sha256)["claims"][1]
                from claimx.serve.edits import Change

                desk.change(bridge.sha256, claim["id"], 0, Change(low=31))
                os.kill(os.getpid(), signal.SIGKILL)
        os.waitpid(child, 0)

        with opened(folder) as store:
            assert [line["low"] for line in store.entries[bridge.sha256].lines()] == [14, 31, 9]


@pytest.fixture
def reviewed(client, folder, bridge, boat):
    client.set(bridge.sha256, "30", 0, low=31, high=31)
    client.set(bridge.sha256, "Nine", 0, suppressed=True)
    for one in (bridge, boat):
        client.post(f"articles/{one.sha256}/checked", {"checked": True})
    return folder


class Test_other_commands:
    def test_measure_records_against_the_gold(self, reviewed, capfd):
        assert run(["eval", str(reviewed / "gold.jsonl"), str(reviewed / "claims.jsonl"), "--no-intervals"]) == 0
        assert "claim" in capfd.readouterr()[0]

    def test_import_what_was_reviewed(self, reviewed, tmp_path, capfd):
        out, measured, suppress = (tmp_path / name for name in ("gold.jsonl", "measured.json", "suppress.txt"))
        code = run(
            ["import", str(reviewed / "reviewed.jsonl"), "--from", "claimx", "--records", str(reviewed / "claims.jsonl"), "-o", str(out),
             "--measured", str(measured), "--suppress", str(suppress)]
        )  # fmt: skip

        assert code == 0, capfd.readouterr()[1]
        assert out.read_text() == (reviewed / "gold.jsonl").read_text()
        assert suppress.read_text() == (reviewed / "suppress.txt").read_text()
        assert json.loads(measured.read_text())["articles"] == 2

    def test_fit_confidence(self, reviewed, tmp_path, capfd):
        code = run(
            [
                "fit",
                str(reviewed / "gold.jsonl"),
                str(reviewed / "claims.jsonl"),
                "-o",
                str(tmp_path / "weights.json"),
                "-q",
            ]
        )

        # Both were judged; ten are needed to fit on.
        assert code == 1
        assert "2 marked documents gave records" in capfd.readouterr()[1]

    def test_show_the_texts(self, reviewed, tmp_path, bridge):
        assert (reviewed / "texts" / f"{bridge.sha256}.txt").read_text("utf-8") == bridge.text


class Test_command:
    def test_serves_until_it_is_interrupted(self, tmp_path, interruptible, boat):
        (tmp_path / "boat.txt").write_text(boat.text)
        command = [
            sys.executable,
            "-m",
            "claimx",
            "serve",
            str(tmp_path / "boat.txt"),
            "--into",
            str(tmp_path / "r"),
            "--port",
            "0",
        ]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            address = process.stdout.readline().strip()
            with urllib.request.urlopen(address + "api/articles") as answer:
                told = json.load(answer)
            with pytest.raises(urllib.error.HTTPError, match="404"):
                urllib.request.urlopen(address.rpartition("/")[0][:-1] + "/")
            process.send_signal(signal.SIGINT)
            _, said = process.communicate(timeout=60)

        assert address.startswith("http://127.0.0.1:")
        assert len(address.split("/")[3]) == 32
        assert [one["heading"] for one in told["articles"]] == ["boat"]
        assert process.returncode == 130
        assert "1 article to correct" in said

    def test_tells_of_a_port_in_use(self, tmp_path, capfd):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            code = run(["serve", "--port", str(port), "--into", str(tmp_path / "r")])

        assert code == 1
        assert f"port {port} is in use; name another with --port" in capfd.readouterr()[1]

    def test_tells_of_a_missing_package(self, tmp_path, monkeypatch, capfd):
        monkeypatch.setitem(__import__("sys").modules, "uvicorn", None)

        assert run(["serve", "--into", str(tmp_path / "r")]) == 1
        assert "pip install 'claimx[serve]'" in capfd.readouterr()[1]
