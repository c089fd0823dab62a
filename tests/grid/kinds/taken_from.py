"""Where people were abducted from is where it happened; who loses men is no place."""

from grid import claim, cross

TAKEN = ("abducted", "kidnapped")
PEOPLE = (("nine nurses", "nine"), ("12 pupils", "12"), ("two engineers", "two"))
SITES = ("", "a clinic in ", "a boarding school in ", "their homes in ", "the town of ")
TOWNS = (("Jos", "Plateau state"), ("Maroua", ""), ("Gao", ""), ("Kaya", ""))
CAPITALS = (("Moscow", "Russia"), ("Baku", "Azerbaijan"), ("Beijing", "China"), ("Tehran", "Iran"))
LOST = (("has lost", "400 troops", "400"), ("lost", "12 soldiers", "12"), ("lost", "six tanks", "six"))


def cells():
    """Abductions from a town, with what stands there and the province; capitals that lose men and arms."""
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
