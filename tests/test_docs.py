"""The documents tell the truth: every key, column, option and example in them works."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from pathlib import Path

import click
import pytest

from claimx.cli.commands import COMMANDS, claimx
from claimx.cli.options import FIELDS, INPUT_FORMATS
from claimx.errors import LexiconError
from claimx.lexicon.check import VOCABULARIES, check
from claimx.lexicon.entries import DATA
from claimx.read.metadata import NAMES
from claimx.write.codebooks import ACLED_COLUMNS, UCDP_COLUMNS
from claimx.write.flat import KEYS

ROOT = Path(__file__).parent.parent
FORMATS = (ROOT / "docs" / "formats.md").read_text("utf-8")
LEXICON = (ROOT / "docs" / "lexicon.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")


def commands(group=claimx, name="claimx"):
    for part in group.list_commands(None):
        command = group.get_command(None, part)
        if isinstance(command, click.Group):
            yield from commands(command, f"{name} {part}")
        else:
            yield f"{name} {part}", command


ALL = dict(commands())


def test_flat_keys_stand_in_their_order():
    assert ", ".join(f"`{key}`" for key in KEYS) in re.sub(r"\s+", " ", FORMATS)


@pytest.mark.parametrize("column", [*UCDP_COLUMNS, *ACLED_COLUMNS])
def test_codebook_columns_are_explained(column):
    assert re.search(rf"^\|[^|]*`{column}`", FORMATS, re.MULTILINE)


@pytest.mark.parametrize("name", [name for names in NAMES.values() for name in names])
def test_metadata_names_are_listed(name):
    assert f"`{name}`" in FORMATS


def test_options_agree_with_the_reader():
    from claimx.read import FORMATS as READ
    from claimx.read import MAX_BYTES

    (limit,) = (option for option in ALL["claimx extract"].params if option.name == "max_bytes")
    assert (set(FIELDS), INPUT_FORMATS, limit.default) == (set(NAMES), READ, MAX_BYTES)


@pytest.mark.parametrize("document", [FORMATS, README])
@pytest.mark.parametrize("code", [0, 1, 2, 3, 130])
def test_exit_codes_are_listed(document, code):
    assert re.search(rf"^\| {code} \|", document, re.MULTILINE)
    assert "nknown codes mean failure" in document


@pytest.mark.parametrize("document", sorted(path.name for path in (ROOT / "docs").glob("*.md")))
def test_options_in_documents_exist(document):
    known = {option for command in ALL.values() for param in command.params for option in param.opts}
    text = (ROOT / "docs" / document).read_text("utf-8")
    used = {
        option
        for line in re.findall(r"claimx (?:extract|audit|lexicon)[^\n`]*", text)
        for option in re.findall(r"(?<!\S)--[a-z-]+", line)
    }

    assert used - known == set()


@pytest.mark.parametrize("name", ALL)
def test_every_command_has_an_example(name):
    assert f"    {name}" in (ALL[name].epilog or ""), "the epilog holds an example line"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_stands_in_the_readme(name):
    assert f"claimx {name}" in README


def blocks():
    return re.findall(r"```toml\n# (\S+)\n(.*?)```", LEXICON, re.DOTALL)


def test_vocabulary_examples_are_sound(tmp_path):
    for name, text in blocks():
        (tmp_path / name).write_text(text)
        assert len(tomllib.loads(text)["entry"]) == 1

    assert [name for name, _ in blocks()] == ["groups.toml", "equipment.toml", "losses.toml", "wars.toml"]
    assert list(check(tmp_path)) == []


@pytest.mark.parametrize(
    "name, text, cause",
    [
        ("groups.toml", '[[entry]]\nid = "a"\nname = "A"\ntype = "group"\nwords = ["A"]\n', "entry 'a', key 'examples'"),
        ("groups.toml", '[[entry]]\nid = "a"\nname = "A"\ntype = "gang"\nwords = ["A"]\nexamples = ["<m>A</m>"]', "key 'type'"),
        ("groups.toml", '[[entry]]\nid = "a"\nname = "A"\ntype = "group"\nword = ["A"]\nexamples = ["A"]', "key 'word"),
        ("groups.toml", "[[entry]", "not readable as TOML"),
        ("groups.toml", '[[group]]\nid = "a"', "unknown table 'group'"),
        ("group.toml", "", "is not a vocabulary"),
        ("groups.toml", '[[entry]]\nid = "a"\nname = "A"\ntype = "group"\nwords = ["A"]\nexamples = ["No mark."]', "marks nothing"),
    ],
)  # fmt: skip
def test_flaws_are_told_by_file_entry_and_key(tmp_path, name, text, cause):
    (tmp_path / name).write_text(text)

    (flaw,) = check(tmp_path)

    assert cause in flaw.message
    if isinstance(flaw, LexiconError):
        assert flaw.path == str(tmp_path / name)


def test_every_vocabulary_is_known():
    shipped = {path.stem for path in DATA.glob("*.toml") if "entry" in tomllib.loads(path.read_text("utf-8"))}

    assert shipped == set(VOCABULARIES)


@pytest.mark.parametrize("name", VOCABULARIES)
def test_shipped_vocabularies_are_sound(name):
    assert [flaw for flaw in check() if getattr(flaw, "vocabulary", name) == name] == []


def test_locks_hold_hashes_and_no_address():
    for lock in ROOT.glob("requirements*.lock"):
        text = lock.read_text("utf-8")
        assert "://" not in text
        assert "/work" not in text
        assert all("--hash=" in part for part in re.split(r"\n(?=\S)", text.strip()))


def test_seeds_are_not_distributed():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    targets = project["tool"]["hatch"]["build"]["targets"]

    assert targets["wheel"]["packages"] == ["src/claimx"]
    assert "/seeds" in targets["sdist"]["exclude"]


def test_the_source_distribution_holds_what_the_docs_name():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    held = tuple(project["tool"]["hatch"]["build"]["targets"]["sdist"]["include"])
    named = {
        (page.parent / link).resolve().relative_to(ROOT).as_posix()
        for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md"))
        for link in re.findall(r"\]\(([^)#:]+)[^):]*\)", page.read_text("utf-8"))
    }
    named |= {
        path
        for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md"))
        for path in re.findall(r"\b((?:scripts|bench|tests)/[\w/]+\.\w+)", page.read_text("utf-8"))
    }

    assert len(named) > 20
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []
    assert [path for path in sorted(named) if not f"/{path}".startswith(held)] == []
    # What `make` needs before it can do anything.
    assert {"/Makefile", "/requirements.lock", "/requirements-ray.lock"} <= set(held)


def test_pictures_show_the_pages_of_today():
    spec = importlib.util.spec_from_file_location("pictures", ROOT / "scripts" / "pictures.py")
    pictures = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(pictures)

    assert pictures.stale() == [], "run: python scripts/pictures.py"
