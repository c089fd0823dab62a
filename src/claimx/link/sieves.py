"""Where each rule stands among the sieves of its fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from claimx.link.assign import Sieve
from claimx.link.incidents.linker import INCIDENT
from claimx.link.parties.order import ACTOR, ACTOR_BY_SIDES, AFFECTED, AFFECTED_BY_SIDES, Deed
from claimx.link.sources.linker import SOURCE
from claimx.schema import IncidentKind

Orders = Mapping[str, Sequence[Sieve[Any, Any]]]

# What a claim tells was done decides which sieves are asked for its parties; most claims are of the last.
_DEEDS = {
    Deed.GIVEN: "of arms handed over",
    Deed.FIRED: "of what is launched",
    Deed.SPARED: "of no casualties",
    Deed.BORNE: "of losses that are told of who bore them",
    Deed.DEALT: "",
}
# The sieves of each field in their order, by what they are asked of.
ORDERS: Mapping[str, Orders] = {
    "affected": {of: AFFECTED[deed] + AFFECTED_BY_SIDES[deed] for deed, of in _DEEDS.items() if deed in AFFECTED},
    "actor": {of: ACTOR[deed] + ACTOR_BY_SIDES[deed] for deed, of in _DEEDS.items() if deed in ACTOR},
    "source": {"": SOURCE},
    "incident": {"of a total": INCIDENT[IncidentKind.TOTAL], "of an event": INCIDENT[IncidentKind.EVENT]},
}


def places_of(rule: str) -> Iterator[str]:
    """Where the rule stands, a line for each of its fields: "actor: sieve 5 of 23, the claim's own sentence"."""
    for field, orders in ORDERS.items():
        for of, order in reversed(list(orders.items())):
            places = [k for k, sieve in enumerate(order) if rule in sieve.rules]
            if places:
                at = ", ".join(str(k + 1) for k in places)
                told = f"{field} {of}".strip()
                yield f"{told}: sieve {at} of {len(order)}, {order[places[0]].stage.value}"
                break
