"""``claimx lexicon``: what is in the vocabularies, and whether it is sound."""

from __future__ import annotations

from pathlib import Path

import click

from claimx.visible import visible

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group()
def lexicon() -> None:
    """List and check the vocabularies."""


@lexicon.command(
    "list",
    epilog="""\b
Examples:
    claimx lexicon list
    claimx lexicon list equipment
""",
)
@click.argument("vocabulary", required=False, shell_complete=lambda *asked: _names_like(asked[2]))
@click.option("--lexicon", "folder", type=_FOLDER, metavar="DIR", help="Folder with vocabulary files of your own.")
def list_entries(vocabulary: str | None, folder: Path | None) -> None:
    """List the vocabularies, or the entries of one.

    An entry a line, its id and its words with a tab between.
    """
    from claimx.lexicon.check import VOCABULARIES
    from claimx.lexicon.entries import load_entries

    if vocabulary is None:
        for name, model in VOCABULARIES.items():
            click.echo(f"{name}\t{len(load_entries(name, model, folder))} entries")
        return
    if vocabulary not in VOCABULARIES:
        raise click.BadParameter(f"no vocabulary {visible(vocabulary)!r}; there are {', '.join(VOCABULARIES)}")
    for entry in load_entries(vocabulary, VOCABULARIES[vocabulary], folder):
        click.echo(f"{visible(entry.id)}\t{visible(', '.join(entry.words))}")


def _names_like(begun: str) -> list[str]:
    """The vocabularies that a shell offers for what was typed."""
    from claimx.lexicon.check import VOCABULARIES

    return [name for name in VOCABULARIES if name.startswith(begun)]


@lexicon.command(
    "check",
    epilog="""\b
Examples:
    claimx lexicon check
    claimx lexicon check --lexicon my-words/
""",
)
@click.option("--lexicon", "folder", type=_FOLDER, metavar="DIR", help="Folder with vocabulary files of your own.")
def check_entries(folder: Path | None) -> int:
    """Check every entry of every vocabulary.

    Each against the schema of its vocabulary, and against its own examples.
    """
    from claimx.console import Log
    from claimx.errors import LexiconError
    from claimx.lexicon.check import check

    log = Log()
    flaws = list(check(folder))
    for flaw in flaws:
        log.error(
            flaw
            if isinstance(flaw, LexiconError)
            else LexiconError(f"entry {flaw.entry!r}: {flaw.message}", flaw.vocabulary)
        )
    if not flaws:
        click.echo("all entries are sound")
    return 1 if flaws else 0
