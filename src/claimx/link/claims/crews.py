"""Whether a crew is of arms of war: of a tank, a warplane, a gunship, a warship; the crew of any other vessel is civilian."""

from __future__ import annotations

import re

from claimx.link.claims.phrases import NOMINAL, words_of
from claimx.link.scene import Scene
from claimx.models import AnyItem, Item
from claimx.schema import Category, Kind

_CREWS = frozenset("crew crews crewman crewmen crewmember crewmembers crewmate crewmates".split())
# Arms that nobody but fighters man.
_MANNED = frozenset([Category.TANK, Category.ARMOURED_VEHICLE, Category.ARTILLERY, Category.MLRS, Category.AIR_DEFENCE])
_VESSELS = frozenset([Category.AIRCRAFT, Category.HELICOPTER, Category.SHIP])
# Makes that armies, airlines and aid agencies all fly: the words around them tell whose the crew is.
_CARRIERS = re.compile(
    r"(?:An|Il|IL|Tu-1[35]|Yak-4|L-410|C-1[2-9]|C-46|C-295|Y-12|DC|Mi-?(?:2|8|14|17|26|38|171)(?!\d)|MI-?(?:8|17)(?!\d)|Ka-?(?:26|32)|AW|AS|SA|EC|NH|W-3"
    r"|Antonov|Ilyushin|Tupolev|Yakovlev|Hercules|Dornier|Dakota|Bell|Agusta|Mil|Kamov|Super Puma|Puma|Gazelle|Sea King|Chengdu)"
)
# Before the name of a warship.
_WARSHIP_NAMES = frozenset({"hms", "uss", "hmas", "hmcs", "hmnzs", "ara", "usns"})
# "of the Sudanese air force": words behind a vessel that tell whose it is.
_OWNED = 6


def mans_arms(scene: Scene, items: tuple[AnyItem, ...]) -> bool:
    """True for counted crew where the sentence names arms of war that they man, a warship only where no merchant ship stands beside it."""
    words = scene.words
    if all(_CREWS.isdisjoint(words_of(scene.sentence, item)) for item in items):
        return False
    vessels = [item for item in scene.items if item.kind is Kind.EQUIPMENT and item.category in _MANNED | _VESSELS]
    lowers = scene.sentence.lowers()
    if not words.merchants.isdisjoint(lowers):
        vessels = [item for item in vessels if item.category is not Category.SHIP]  # a merchant's crew beside a warship
    elif not _WARSHIP_NAMES.isdisjoint(lowers):
        return True
    return any(is_of_war(scene, vessel) for vessel in vessels)


def is_of_war(scene: Scene, vessel: Item) -> bool:
    """True for arms that only fighters man, and for a vessel that the words around it make one of war."""
    if vessel.category in _MANNED:
        return True
    if vessel.entry == "aircraft.airliner":
        return False
    if vessel.model is not None and not _CARRIERS.match(vessel.model):
        return True
    tokens, first, last = scene.sentence.tokens, vessel.phrase.first, vessel.phrase.last
    while first > 0 and (tokens[first - 1].tag.startswith(NOMINAL) or tokens[first - 1].lower == "'s"):
        first -= 1
    near = {token.lower for token in tokens[first:last]}
    behind = [token.lower for token in tokens[last : last + _OWNED]]
    if behind[:1] == ["of"]:
        stop = next((j for j, word in enumerate(behind) if word in (",", ".", ";", "was", "were", "in", "and")), _OWNED)
        near.update(behind[:stop])
    return not near.isdisjoint(scene.words.warlike | scene.words.navies)
