"""Whose people: a nationality, group or possessor of the counted noun tells ``affected``, whatever the noun is."""

from __future__ import annotations

from collections.abc import Iterator

from grid import Cell, claim, cross

# Adjective, country, noun for its people.
NATIONS = (
    ("Moldovan", "Moldova", "Moldovans"), ("Tongan", "Tonga", "Tongans"), ("Dutch", "Netherlands", None),
    ("Ghanaian", "Ghana", "Ghanaians"), ("South African", "South Africa", "South Africans"),
    ("Nepali", "Nepal", "Nepalis"), ("Peruvian", "Peru", "Peruvians"),
)  # fmt: skip
# Nouns, some of which no lexicon of ranks and trades has.
NOUNS = ("soldiers", "servicemembers", "tulip growers", "district clerks", "glassblowers", "pilgrims", "kite makers",
         "people", "tax inspectors", "falconers")  # fmt: skip
NUMBERS = (("nine", 9), ("14", 14), ("at least 30", 30))
LOSSES = (("were killed", "killed"), ("died", "killed"), ("were wounded", "wounded"))


def cells() -> Iterator[Cell]:
    """The cells of this kind."""

    def sentence(number, subject, loss, country, quantity=None):
        text = f"{subject} {loss[0]} in the accident."
        return text[0].upper() + text[1:], [
            claim(quantity or number[0], event=loss[1], low=number[1], affected=country)
        ]

    def adjective(number, nation, noun, loss):
        return sentence(number, f"{number[0]} {nation[0]} {noun}", loss, nation[1])

    def more(number, nation, noun, loss):
        return sentence(number, f"{number[0]} more {nation[0]} {noun}", loss, nation[1])

    def lower(number, nation, noun, loss):
        return sentence(number, f"{number[0]} {nation[0].lower()} {noun}", loss, nation[1])

    def possessor(number, nation, noun, loss):
        return sentence(number, f"{number[0]} of {nation[1]}'s {noun}", loss, nation[1])

    def before(number, nation, noun, loss):
        return sentence(number, f"{nation[1]}'s {number[0]} {noun}", loss, nation[1])

    def origin(number, nation, noun, loss):
        return sentence(number, f"{number[0]} {noun} from {nation[1]}", loss, nation[1])

    def army(number, nation, loss):
        return sentence(number, f"{number[0]} soldiers of the {nation[0]} army", loss, nation[1])

    def own(number, nation, noun, loss):
        return f"{nation[1]} said {number[0]} of its {noun} {loss[0]} in the accident.", [
            claim(number[0], event=loss[1], low=number[1], affected=nation[1])
        ]

    def object_(number, nation, noun):
        return f"The blaze killed {number[0]} {nation[0]} {noun}.", [
            claim(number[0], event="killed", low=number[1], affected=nation[1])
        ]

    def apposition(number, nation):
        return f"A fire killed {number[0]} people, all {nation[2]}.", [
            claim(number[0], event="killed", low=number[1], affected=nation[1])
        ]

    def plain(number, noun, loss):
        return sentence(number, f"{number[0]} {noun}", loss, None)

    def coordinated(noun):
        return f"Seven Peruvian, two Moldovan and four Tongan {noun} were killed.", [
            claim("seven", event="killed", low=7, affected="Peru"),
            claim("two", event="killed", low=2, affected="Moldova"),
            claim("four", event="killed", low=4, affected="Tonga"),
        ]

    yield from cross("nationality before the noun", adjective, NUMBERS, NATIONS, NOUNS, LOSSES)
    yield from cross("'more' and nationality", more, NUMBERS[:2], NATIONS, NOUNS, LOSSES[:2])
    yield from cross("nationality in small letters", lower, NUMBERS[:2], NATIONS, NOUNS, LOSSES[:1])
    yield from cross("of X's", possessor, NUMBERS[:2], NATIONS, NOUNS, LOSSES)
    yield from cross("X's before the number", before, NUMBERS[:2], NATIONS, NOUNS, LOSSES[:2])
    yield from cross("from X", origin, NUMBERS[:2], NATIONS, NOUNS, LOSSES[:2])
    yield from cross("of the X army", army, NUMBERS, NATIONS, LOSSES)
    yield from cross("of its", own, NUMBERS[:2], NATIONS, NOUNS, LOSSES[:2])
    yield from cross("object", object_, NUMBERS, NATIONS, NOUNS)
    yield from cross("all X", apposition, NUMBERS[:2], [n for n in NATIONS if n[2]])
    yield from cross("no owner", plain, NUMBERS, NOUNS, LOSSES)
    yield from cross("one noun for several nations", coordinated, NOUNS)
