"""Towns that are scenes and towns that are none: where people were taken from, where the police speak, who loses men."""

from grid import claim, cross

TAKEN = ("abducted", "kidnapped")
PEOPLE = (("nine nurses", "nine"), ("12 pupils", "12"), ("two engineers", "two"))
SITES = ("", "a clinic in ", "a boarding school in ", "their homes in ", "the town of ")
TOWNS = (("Jos", "Plateau state"), ("Maroua", ""), ("Gao", ""), ("Kaya", ""))
CAPITALS = (("Moscow", "Russia"), ("Baku", "Azerbaijan"), ("Beijing", "China"), ("Tehran", "Iran"))
LOST = (("has lost", "400 troops", "400"), ("lost", "12 soldiers", "12"), ("lost", "six tanks", "six"))


SPEAKERS = ("Police", "Doctors", "Prosecutors", "Rescuers")
SPOKEN = ("", "the southern city of ", "the town of ")
SEEN = (("Jos", None), ("Karachi", None), ("Basra", None), ("Goma", "Sake"), ("Maroua", "Kolofata"))


PARTS = ("of whom four were soldiers", "four of them soldiers", "including four soldiers", "among them four soldiers")
VERBS = ("were killed", "died", "were wounded")


def cells():
    """Abductions from a town, with what stands there and the province; capitals that lose men and arms; the police of a town."""
    yield from cross("part before the verb", _parted, PARTS, VERBS, ("Gao", "Kelmet", "Jos"))
    yield from cross("police in P said", _served, SPEAKERS, SPOKEN, SEEN)
    yield from cross("abducted from P", _taken, TAKEN, PEOPLE, SITES, TOWNS)
    yield from cross("capital lost N", _lost, CAPITALS, LOST)


def _taken(verb, people, site, town):
    words, number = people
    name, province = town
    text = f"Gunmen {verb} {words} from {site}{name}{', ' + province if province else ''} on Monday."
    return text, [claim(number, event="abducted", location=name)]


def _lost(capital, lost):
    name, country = capital
    verb, words, number = lost
    return f"{name} {verb} {words} in the clash.", [claim(number, affected=country, location=None)]


def _served(speaker, led, seen):
    name, scene = seen
    where = f" in {scene}" if scene else ""
    text = f"{speaker} in {led}{name} said nine people were killed when a bomb exploded at a market{where} on Monday."
    return text, [claim("nine", event="killed", location=scene or name)]


def _parted(part, verb, place):
    text = f"Twelve people, {part}, {verb} in {place} on Monday."
    event = "wounded" if "wounded" in verb else "killed"
    return text, [claim("Twelve", event=event, location=place), claim("four", event=event, location=place)]
