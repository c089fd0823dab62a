"""``claimx rule`` and ``claimx schema``: what the words in a record mean."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from claimx.visible import visible

if TYPE_CHECKING:
    from pydantic import BaseModel


@click.command(
    epilog="""\b
Examples:
    claimx rule quantity.range
    claimx rule
"""
)
@click.argument("rule_id", metavar="[ID]", required=False)
def rule(rule_id: str | None) -> None:
    """Explain a rule by its id.

    Its meaning, sentences it works on, and others it leaves alone. Without an id, list all rules.
    """
    from claimx.lexicon.rules import load_rules

    rules = load_rules()
    if rule_id is None:
        for known in rules.values():
            click.echo(f"{known.id}\t{known.meaning}")
        return
    if rule_id not in rules:
        near = [known for known in rules if known.split(".")[0] == rule_id.split(".")[0]]
        hint = f"near it are {', '.join(near)}" if near else "'claimx rule' lists all"
        raise click.BadParameter(f"no rule {visible(rule_id)!r}; {hint}", param_hint="ID")
    known = rules[rule_id]
    click.echo(f"{known.id}: {known.meaning}")
    for title, sentences in (("Examples", known.examples), ("Not", known.counter_examples)):
        if sentences:
            click.echo(f"\n{title}:")
            for sentence in sentences:
                click.echo(f"  - {sentence}")
    if known.source:
        click.echo(f"\nSource: {known.source}")


@click.command(
    epilog="""\b
Example:
    claimx schema > claim.schema.json
    claimx schema --of comparison
"""
)
@click.option(
    "--of",
    "what",
    type=click.Choice(("record", "comparison")),
    default="record",
    show_default=True,
    help="A record of extract, or a line of compare.",
)
def schema(what: str) -> None:
    """Print the JSON Schema of a record.

    In draft 2020-12; docs/schema.json is a copy.
    """  # fmt: skip
    from claimx.compare.schema import Comparison
    from claimx.schema import Record

    model: type[BaseModel] = Record if what == "record" else Comparison
    title = "claimx claim record, version 1" if what == "record" else "claimx comparison, version 1"
    # The mode tells that records, as printed, hold every key.
    document = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **model.model_json_schema(mode="serialization"),
        "title": title,
    }
    click.echo(json.dumps(document, indent=2))
