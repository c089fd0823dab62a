"""The cache of compiled vocabularies: what it gives is what is compiled, and no file in it is trusted."""

from __future__ import annotations

import hashlib
import os
import pickle
from dataclasses import fields
from pathlib import Path

import pytest

from claimx.lexicon import compiled
from claimx.lexicon.compiled import FOLDER, load_compiled
from claimx.lexicon.qualifiers import QualifierVocabulary
from claimx.lexicon.whole import Lexicon
from claimx.models import Article
from claimx.pipeline import Extractor


class _Call:
    """Pickles as a call."""

    def __init__(self, function: object, *arguments: object) -> None:
        self._call = function, arguments

    def __reduce__(self) -> object:
        return self._call


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(FOLDER, str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def kept(folder: Path) -> Path:
    """The file of one vocabulary."""
    load_compiled(QualifierVocabulary)
    (path,) = folder.iterdir()
    return path


def _fails(*_: object) -> None:
    raise AssertionError("compiled again")


def test_every_vocabulary_is_read_from_the_cache(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Shelling killed at least 12 soldiers and destroyed two T-90 tanks near Avdiivka on 3 May, officials said."
    Lexicon.load()
    for field in fields(Lexicon):
        path = compiled._path(str(field.type))
        assert path is not None
        assert path.parent == folder
        assert compiled._read(path) is not None, field.name
    read = Extractor().extract(Article(text))
    monkeypatch.setenv(FOLDER, "")
    assert [record.model_dump() for record in read] == [
        record.model_dump() for record in Extractor().extract(Article(text))
    ]
    assert len(read) == 2


def test_the_second_load_compiles_nothing(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QualifierVocabulary, "load", _fails)
    assert isinstance(load_compiled(QualifierVocabulary), QualifierVocabulary)


def test_nobody_else_may_read_or_write_it(kept: Path) -> None:
    assert kept.stat().st_mode & 0o777 == 0o600
    assert kept.parent.stat().st_mode & 0o077 == 0


def test_own_words_are_compiled_each_time(kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QualifierVocabulary, "load", _fails)
    with pytest.raises(AssertionError, match="compiled again"):
        load_compiled(QualifierVocabulary, tmp_path)


def test_files_of_other_data_go(kept: Path) -> None:
    kept.rename(kept.with_name(kept.name.rpartition("-")[0] + "-0"))
    load_compiled(QualifierVocabulary)
    assert [path.name for path in kept.parent.iterdir()] == [kept.name]


def test_a_folder_that_cannot_be_written_to_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(FOLDER, str(tmp_path / "file" / "cache"))
    assert isinstance(load_compiled(QualifierVocabulary), QualifierVocabulary)


def _whole(payload: bytes) -> bytes:
    return hashlib.sha256(payload).digest() + payload


def _torn(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def _changed(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _of_another_kind(path: Path) -> None:
    path.write_bytes(_whole(pickle.dumps(frozenset({"killed"}))))


def _writable_by_all(path: Path) -> None:
    path.chmod(0o666)


def _a_link(path: Path) -> None:
    path.symlink_to(path.rename(path.with_name("elsewhere")))


def _a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    "harm", [_torn, _changed, _empty, _of_another_kind, _writable_by_all, _a_link, _a_folder], ids=lambda harm: harm.__name__
)  # fmt: skip
def test_what_is_not_to_be_trusted_is_compiled_again(harm: object, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert callable(harm)
    harm(kept)
    monkeypatch.setattr(QualifierVocabulary, "load", _fails)
    with pytest.raises(AssertionError, match="compiled again"):
        load_compiled(QualifierVocabulary)


@pytest.mark.parametrize(
    "call",
    [
        _Call(os.mkdir, "made"),
        _Call(eval, "__import__('os').mkdir('made')"),
        _Call(compiled._write, Path("made"), 1),
        _Call(Path.mkdir, Path("made")),
    ],
    ids=["system", "eval", "own function", "method"],
)
def test_a_forged_file_runs_nothing(call: _Call, kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    kept.write_bytes(_whole(pickle.dumps(call)))
    assert isinstance(load_compiled(QualifierVocabulary), QualifierVocabulary)
    assert not (tmp_path / "made").exists()
