"""Who says what, and when, in a conflict or dispute; and how much it weighs beside others."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from claimx.compare.between import verdict_side
from claimx.compare.nations import foes
from claimx.compare.rows import Row, day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from claimx.compare.between import Verdict

GIVING = frozenset({"delivered", "pledged"})
# Kinds of sources that are no belligerent, even where the record names no party of theirs.
NEUTRAL = frozenset({"intergovernmental", "ngo", "media", "researcher"})

# Figures more than 32 times apart count two things more often than one: past it a wider gap weighs no more. None against
# some is as wide.
WIDEST = 32
# A denial without a figure of its own weighs as much as figures eight times apart.
DENIAL = 8
# Each side of a war counts its own way, and a writer who names nobody may have heard either: half a voice.
HALF = 0.5
# A sentence in a verdict is to be read at a glance; a page-long list is told by its beginning.
SENTENCE = 400


def tell(verdicts: Iterable[Verdict], rows: Mapping[str, Row], enemies: Mapping[str, frozenset[str]]) -> None:
    """Put ``said`` into the sides of conflicts and disputes, and ``weight`` into the verdicts themselves."""
    for verdict in verdicts:
        if verdict["kind"] == "dispute":
            verdict["sides"] = [verdict_side([rows[name] for name in verdict[key]]) for key in ("ids", "of")]
        elif verdict["kind"] != "conflict":
            continue
        for side in verdict["sides"]:
            side["said"] = [_said(rows[name], enemies) for name in side["ids"]]
        verdict["weight"] = _weight(verdict)


def _said(row: Row, enemies: Mapping[str, frozenset[str]]) -> dict[str, Any]:
    text = row.sentence
    if not text.isprintable() or "  " in text or text != text.strip():
        text = " ".join(text.split())
    return {
        "id": row.id,
        "source": row.source,
        "name": row.source_name,
        "side": side_of(row.source_party, row.source_type, [row], enemies),
        "low": row.low,
        "high": row.high,
        "day": day(row.time),
        "sentence": text if len(text) <= SENTENCE else text[: SENTENCE - 1] + "…",
    }


def _weight(verdict: Verdict) -> float:
    """The doublings between the figures, times the voices of the weaker side; half of it for what may be a risen toll.

    Independent sources count one voice each, belligerents and writers who name nobody half a voice.
    """
    if verdict["kind"] == "dispute":
        factor = WIDEST if verdict["rule"] == "dispute.none" else DENIAL
    else:
        factor = WIDEST if verdict["factor"] is None else min(verdict["factor"], WIDEST)
    weight = math.log2(max(factor, 1)) * min(_voices(side["said"]) for side in verdict["sides"])
    return round(weight * (HALF if verdict["rule"] == "conflict.next-day" else 1), 2)


def _voices(said: Sequence[Mapping[str, Any]]) -> float:
    voices: dict[str, float] = {}
    for one in said:
        voice = HALF if one["name"] is None or one["side"] in ("own", "enemy", "giver") else 1
        voices[one["source"]] = max(voices.get(one["source"], 0), voice)
    return sum(voices.values())


def side_of(party: str | None, kind: str | None, rows: Sequence[Row], enemies: Mapping[str, frozenset[str]]) -> str:
    """On whose losses the source speaks: its own, its enemy's, as a third party, or unknown; of a delivery as its giver."""
    affected = rows[0].affected
    if party is None or affected is None:
        return "third_party" if kind in NEUTRAL else "unknown"
    if party == affected:
        return "own"
    if rows[0].event in GIVING:
        return "giver" if any(row.actor == party for row in rows) else "third_party"
    actors = {row.actor for row in rows if row.actor is not None}
    if actors:
        # The Houthis on those whom American strikes killed are no enemy, though they fight Yemen's government.
        return "enemy" if party in actors else "third_party"
    # Who fights whom is known of wars that lasted; of others the records tell.
    fights = party in enemies.get(affected, ()) or party in foes(affected) or affected in foes(party)
    return "enemy" if fights else "third_party"
