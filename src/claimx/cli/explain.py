"""``claimx rule`` and ``claimx schema``: what the words in a record mean."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claimx.visible import visible

if TYPE_CHECKING:
    from pydantic import BaseModel

    from claimx.exchange import Measured

_MEASURED = click.option(
    "--measured",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="What `claimx import --measured` wrote: how often rules were right.",
)


@click.command(
    epilog="""\b
Examples:
    claimx rule quantity.range
    claimx rule
"""
)
@click.argument("rule_id", metavar="[ID]", required=False, shell_complete=lambda *asked: _ids_like(asked[2]))
@_MEASURED
def rule(rule_id: str | None, measured: Path | None) -> None:
    """Explain a rule by its id.

    Its meaning, sentences it works on, others it leaves alone, and its place among the sieves of the field that it proposes.
    Without an id, list all rules.
    """
    from claimx.lexicon.rules import load_rules

    rules = load_rules()
    if rule_id is None:
        for known in rules.values():
            click.echo(f"{known.id}\t{known.meaning}")
        return
    if rule_id not in rules:
        from difflib import get_close_matches

        near = get_close_matches(rule_id, rules, n=3)
        hint = (
            f"did you mean {', '.join(near[:-1])}{' or ' * (len(near) > 1)}{near[-1]}?"
            if near
            else "'claimx rule' lists all"
        )
        raise click.BadParameter(f"no rule {visible(rule_id)!r}; {hint}", param_hint="ID")
    known = rules[rule_id]
    click.echo(f"{known.id}: {known.meaning}")
    for title, sentences in (("Examples", known.examples), ("Not", known.counter_examples)):
        if sentences:
            click.echo(f"\n{title}:")
            for sentence in sentences:
                click.echo(f"  - {sentence}")
    from claimx.link.sieves import places_of

    places = list(places_of(rule_id))
    if places:
        click.echo("\nProposes:")
        for place in places:
            click.echo(f"  - {place}")
    if known.source:
        click.echo(f"\nSource: {known.source}")
    if measured:
        from claimx.exchange import read_measured

        click.echo(f"\nMeasured: {_precision(read_measured(measured), rule_id)}")


def _ids_like(begun: str) -> list[str]:
    """The ids that a shell offers for what was typed."""
    from claimx.lexicon.rules import load_rules

    return [known for known in load_rules() if known.startswith(begun)]


def _precision(found: Measured, rule_id: str) -> str:
    tally = found.rules.get(rule_id)
    if tally is None or tally.precision is None:
        return f"never fired in {found.articles} checked articles"
    low, high = tally.interval
    return f"right {tally.right} of {tally.fired} times, {tally.precision:.1%} (95% interval {low:.1%} to {high:.1%})"


@click.command(
    epilog="""\b
Examples:
    claimx rules
    claimx rules --measured measured.json
"""
)
@_MEASURED
def rules(measured: Path | None) -> None:
    """List the rules, and with --measured how often each was right.

    The least certain first: by the lower end of the 95% interval, then by how often it fired.
    """
    from claimx.lexicon.rules import load_rules

    known = load_rules()
    if measured is None:
        for one in known.values():
            click.echo(f"{one.id}\t{one.meaning}")
        return
    from claimx.console import table
    from claimx.exchange import read_measured

    found = read_measured(measured)
    ranked = sorted(found.rules.items(), key=lambda pair: (pair[1].interval[0], -pair[1].fired, pair[0]))
    rows = [
        (
            name,
            str(tally.fired),
            str(tally.right),
            "" if tally.precision is None else f"{tally.precision:.1%}",
            f"{tally.interval[0]:.1%} to {tally.interval[1]:.1%}",
            known[name].meaning if name in known else "",
        )
        for name, tally in ranked
    ]
    title = f"{found.articles} checked articles, {found.records} records, {found.rejected} rejected"
    table(title, ("rule", "fired", "right", "precision", "95% interval", "meaning"), rows)


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
    type=click.Choice(("record", "incident", "comparison")),
    default="record",
    show_default=True,
    help="A record of extract, a row of extract --format incidents, or a line of compare.",
)
def schema(what: str) -> None:
    """Print the JSON Schema of a record.

    In draft 2020-12; docs/schema.json is a copy.
    """  # fmt: skip
    from claimx.compare.schema import Comparison
    from claimx.incidents import Incident
    from claimx.schema import Record

    models: dict[str, tuple[type[BaseModel], str]] = {
        "record": (Record, "claimx claim record, version 1"),
        "incident": (Incident, "claimx incident, version 1"),
        "comparison": (Comparison, "claimx comparison, version 1"),
    }
    model, title = models[what]
    # The mode tells that records, as printed, hold every key.
    document = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **model.model_json_schema(mode="serialization"),
        "title": title,
    }
    click.echo(json.dumps(document, indent=2))
