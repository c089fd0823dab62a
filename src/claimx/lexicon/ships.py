"""Ships by the word for their kind, for those who ask whose a ship or its crew is."""

from __future__ import annotations

WARSHIPS = frozenset(
    "warship warships destroyer destroyers frigate frigates corvette corvettes cruiser cruisers battleship battleships submarine "
    "submarines minesweeper minesweepers minelayer minelayers gunboat gunboats dreadnought dreadnoughts u-boat u-boats".split()
)
"""Ships that only navies have, one and many."""
