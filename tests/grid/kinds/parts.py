"""Parts of a total: each is a claim of its own, tied to its total; what stands beside a number is no part of it."""

from __future__ import annotations

from collections.abc import Iterator

from grid import Cell, claim, cross

TOTALS = (("Twelve", 12, "people"), ("20", 20, "people"), ("At least 15", 15, "passengers"))
# Words, number, noun, category.
PARTS = (
    ("three", 3, "children", "civilian"), ("two", 2, "nurses", "civilian"), ("4", 4, "soldiers", "military"),
    ("five", 5, "beekeepers", "civilian"), ("six", 6, "policemen", "military"),
)  # fmt: skip
LOSSES = (("were killed", "killed"), ("were wounded", "wounded"), ("died", "killed"))
# Opening, closing of a part behind the predicate.
OPENERS = (", including {}", ", incl. {}", ", among them {}", ", {1} of them {2}", ", {1} of whom were {2}",
           ", of whom {1} were {2}", " ({1} of them {2})", " (including {})", " - including {}", ", {1} of them {2},")  # fmt: skip
# Total, its noun and category; the parts; what becomes of them.
EQUIPMENT = (
    ("six", 6, "planes", (("four", 4, "Mirages"), ("one", 1, "Tornado"), ("a", 1, "drone carrier")), "aircraft"),
    ("five", 5, "tanks", (("three", 3, "T-72s"), ("two", 2, "Leopards")), "tank"),
    ("nine", 9, "ships", (("six", 6, "frigates"), ("two", 2, "corvettes"), ("a", 1, "minesweeper")), "ship"),
)  # fmt: skip
# Who were there, most of whom came to no harm; the verb of those who did.
PRESENT = (
    ("There were 40 people on board", "unspecified"),
    ("The bus carried 40 pupils", "civilian"),
    ("Forty sailors were aboard the frigate", "military"),
    ("The post was held by 40 guards", "military"),
)
FATES = (("died", "killed"), ("were killed", "killed"), ("were wounded", "wounded"), ("drowned", "killed"))
PARTITIVES = (
    ", {} of whom {}",
    ", of whom {} {}",
    "; {} of them {}",
    " and {} of them {}",
    ", and {} of them later {}",
)
# Fraction, share, of whom; None: no amount of people is told.
SHARES = (
    ("Half", 0.5),
    ("A third", 1 / 3),
    ("Two thirds", 2 / 3),
    ("A quarter", 0.25),
    ("A tenth", None),
    ("One in five", None),
)
OF_WHOM = ("{} of the 900 {}", "{} of its 900 {}", "{} of their 900 {}")
OF_CREW = ("{} of the crew of 900", "{} of its crew of 900")
LISTED = (("listed", "missing", "missing"), ("counted", "dead", "killed"), ("reported", "killed", "killed"))
ARMED = (
    ("The rebels had six tanks", "tank"),
    ("The army had eight howitzers", "artillery"),
    ("The force had 20 jets", "aircraft"),
)
BROKEN = (("were destroyed", "destroyed"), ("were damaged", "damaged"), ("were lost", "lost"))
ARMS = (("were destroyed", "destroyed"), ("were lost", "lost"))


def cells() -> Iterator[Cell]:
    """The cells of this kind."""

    def total(number, loss, **fields):
        return claim(number[0], event=loss[1], subset_of=None, low=number[1], **fields)

    def member(part, number, loss):
        return claim(part[0], event=loss[1], category=part[3], low=part[1], high=part[1], subset_of=number[0])

    def behind(number, loss, opener, part):
        words = f"{part[0]} {part[2]}"
        named = opener.format(words, part[0], part[2])
        return f"{number[0]} {number[2]} {loss[0]} in Kelmet{named}.".replace(",.", "."), [
            total(number, loss),
            member(part, number, loss),
        ]

    def inside(number, loss, opener, part):
        words = opener.format(f"{part[0]} {part[2]}", part[0], part[2])
        words = words if words.endswith((")", ",")) else f"{words},"
        return f"{number[0]} {number[2]}{words} {loss[0]} in Kelmet.", [
            total(number, loss),
            member(part, number, loss),
        ]

    def breakdown(mark, loss):
        opening, closing = mark
        return f"Nine people{opening}four soldiers, three nurses and two beekeepers{closing} {loss[0]} in Kelmet.", [
            claim("nine", event=loss[1], category="unspecified", subset_of=None),
            claim("four", event=loss[1], category="military", subset_of="Nine"),
            claim("three", event=loss[1], category="civilian", subset_of="Nine"),
            claim("two", event=loss[1], category="civilian", subset_of="Nine"),
        ]

    def broken_down_behind(mark, loss):
        return f"Nine people {loss[0]} in Kelmet{mark}four soldiers, three nurses and two beekeepers.", [
            claim("nine", event=loss[1], category="unspecified", subset_of=None),
            claim("four", event=loss[1], category="military", subset_of="Nine"),
            claim("three", event=loss[1], category="civilian", subset_of="Nine"),
            claim("two", event=loss[1], category="civilian", subset_of="Nine"),
        ]

    def arms(arms, loss, mark):
        number, value, noun, parts, category = arms
        words = [f"{part[0]} {part[2]}" for part in parts]
        text = ", ".join(words[:-1]) + f" and {words[-1]}"
        subject = number.capitalize()
        claims = [claim(number, event=loss[1], category=category, low=value, subset_of=None)]
        claims.extend(
            claim(part[0], event=loss[1], category=category, low=part[1], subset_of=subject)
            for n, part in enumerate(parts)
            if part[0] not in [p[0] for p in parts[:n]]
        )
        return f"{subject} enemy {noun} {loss[0]} in fighting with Ukrainian forces{mark}{text}.", claims

    def beside(verbs, numbers):
        return f"Raiders attacked Kelmet, {verbs[0]} {numbers[0]} and {verbs[2]} {numbers[1]}.", [
            claim(numbers[0], event=verbs[1], subset_of=None),
            claim(numbers[1], event=verbs[3], subset_of=None),
        ]

    def others(number, loss):
        return f"{number[0]} {number[2]} were killed and seven others {loss[0]} in Kelmet.", [
            claim(number[0], event="killed", subset_of=None),
            claim(
                "seven",
                event=loss[1],
                subset_of=None,
                category="civilian" if number[2] == "passengers" else "unspecified",
            ),
        ]

    def present(scene, partitive, part, fate):
        text = f"{scene[0]}{partitive.format(part[0], fate[0])} in the accident."
        return text, [claim(part[0], event=fate[1], low=part[1], high=part[1], category=scene[1])]

    def listed(verb, number):
        text = f"The ministry {verb[0]} {number[0]} sailors as {verb[1]}."
        return text, [claim(number[0], event=verb[2], low=number[1], category="military", source="ministry")]

    def share(fraction, whole, noun, fate):
        words, part = fraction
        claims = [] if part is None else [claim(words, event=fate[1], low=round(900 * part), high=round(900 * part))]
        return f"{whole.format(words, noun)} {fate[0]} in Kelmet.", claims

    def crew(fraction, whole, fate):
        return share(fraction, whole, "", fate)

    def of_arms(scene, partitive, part, fate):
        text = f"{scene[0]}{partitive.format(part[0], fate[0])} in the battle."
        return text, [claim(part[0], event=fate[1], low=part[1], category=scene[1])]

    partitives = (", {} of which {}", ", of which {} {}", "; {} of them {}", " and {} of these {}")
    yield from cross("some of the arms", of_arms, ARMED, partitives, (("two", 2), ("at least three", 3)), BROKEN)
    yield from cross("share of a whole", share, SHARES, OF_WHOM, ("sailors", "passengers", "villagers"), FATES[:3])
    yield from cross("share of a crew", crew, SHARES, OF_CREW, FATES[:3])
    parts = (("12", 12), ("nine", 9), ("at least 14", 14))
    yield from cross("some of those present", present, PRESENT, PARTITIVES, parts[:2], FATES)
    yield from cross("listed as", listed, LISTED, parts)
    yield from cross("part behind the predicate", behind, TOTALS, LOSSES, OPENERS[:9], PARTS)
    yield from cross("part within the subject", inside, TOTALS, LOSSES[:2], OPENERS[:8], PARTS)
    marks = ((" - ", " -"), (" \u2013 ", " \u2013"), (" (", ")"), (": ", ","))
    yield from cross("breakdown within", breakdown, marks[:3], LOSSES)
    yield from cross("breakdown behind", broken_down_behind, (": ", " - ", " \u2013 "), LOSSES)
    yield from cross("breakdown of equipment", arms, EQUIPMENT, ARMS, (": ", " - ", " \u2014 "))
    verbs = (("killing", "killed", "abducting", "abducted"), ("wounding", "wounded", "killing", "killed"),
             ("kidnapping", "abducted", "wounding", "wounded"))  # fmt: skip
    yield from cross("two losses side by side", beside, verbs, (("90", "14"), ("30", "12"), ("nine", "two")))
    yield from cross("others", others, TOTALS, (("wounded", "wounded"), ("were injured", "wounded")))
