"""Catalogues that count equipment one by one: totals lost, parts by their fates, sections and models."""

from __future__ import annotations

from collections.abc import Iterator

from grid import Cell, claim, cross

# The page's heading, the owner.
PAGES = (
    ("Documented Ethiopian equipment losses", "Ethiopia"),
    ("Visually confirmed Armenian losses", "Armenia"),
    ("Equipment losses of the Azerbaijani army", "Azerbaijan"),
    ("Sudanese Army equipment losses", "Sudan"),
    ("Russian losses", "Russia"),
)
SECTIONS = (
    ("Tanks", "tank"), ("Infantry Fighting Vehicles", "armoured_vehicle"), ("Armoured Personnel Carriers", "armoured_vehicle"),
    ("Towed Artillery", "artillery"), ("Self-Propelled Artillery", "artillery"), ("Multiple Rocket Launchers", "mlrs"), ("Surface-To-Air Missile Systems", "air_defence"),
    ("Helicopters", "helicopter"), ("Aircraft", "aircraft"), ("Unmanned Aerial Vehicles", "uav"), ("Trucks, Vehicles and Jeeps", "vehicle"), ("Naval Ships", "ship"),
)  # fmt: skip
FATES = (("destroyed", "destroyed"), ("damaged", "damaged"), ("abandoned", "lost"), ("captured", "captured"))


def _parts(numbers, category, owner, whole):
    return [
        claim(
            str(number), event=event, category=category, low=number, high=number, affected=owner, subset_of=str(whole)
        )
        for number, (_, event) in zip(numbers, FATES, strict=True)
    ]


def cells() -> Iterator[Cell]:
    """The cells of this kind."""

    def section(page, kind, shape):
        numbers = (390, 41, 101, 280)
        parts = ", ".join(f"{fate}: {number}" for number, (fate, _) in zip(numbers, FATES, strict=True))
        line = shape.format(label=kind[0], total=812, parts=parts)
        whole = claim("812", event="lost", category=kind[1], low=812, high=812, affected=page[1])
        return f"{page[0]}\n\n{line}\n", [whole, *_parts(numbers, kind[1], page[1], 812)]

    def country(page, kind):
        text = (
            f"{page[0]}\n\n{page[1]} - 1640, of which: destroyed: 1002, damaged: 87, abandoned: 149, captured: 402\n\n"
            f"{kind[0]} (812, of which destroyed: 390, damaged: 41, abandoned: 101, captured: 280)\n\n"
            "312 Grolem-4B: (1, destroyed) (2, destroyed) (3 and 4, captured)\n"
        )
        numbers = (1002, 87, 149, 402)
        return text, [
            claim("1640", event="lost", category="equipment", low=1640, high=1640, affected=page[1]),
            *_parts(numbers, "equipment", page[1], 1640),
            claim("812", event="lost", category=kind[1], low=812, high=812, affected=page[1]),
            *_parts((390, 41, 101, 280), kind[1], page[1], 812),
            claim("312", event="lost", category=kind[1], low=312, high=312, affected=page[1]),
        ]

    def prose(owner, kind, shape):
        text = shape.format(owner=owner, kind=kind[0])
        wanted = (("11", 11, "destroyed"), ("2", 2, "damaged"), ("5", 5, "captured"))
        return text, [
            claim("18", event="lost", category=kind[1], low=18, high=18, affected=owner),
            *(claim(q, event=e, category=kind[1], low=n, high=n, affected=owner, subset_of="18") for q, n, e in wanted),
        ]

    shapes = (
        "{label} ({total}, of which {parts})",
        "{label} - {total}, of which: {parts}",
        "{label}: {total}, of which {parts}",
        "{label} ({total}, of which: {parts})",
    )
    yield from cross("a section with its parts", section, PAGES, SECTIONS, shapes)
    yield from cross("a country's total, its sections and models", country, PAGES, SECTIONS)
    yield from cross(
        "a total in prose, divided",
        prose,
        ("Russia", "Armenia", "Ethiopia", "Sudan"),
        (("tanks", "tank"), ("helicopters", "helicopter"), ("armoured vehicles", "armoured_vehicle"), ("howitzers", "artillery")),
        ("{owner} lost 18 {kind}, of which 11 were destroyed, 2 damaged and 5 captured.", "{owner} lost 18 {kind}: 11 destroyed, 2 damaged and 5 captured.",
         "{owner} has lost 18 {kind} (11 destroyed, 2 damaged, 5 captured).", "{owner} lost 18 {kind}, 11 of them destroyed, 2 damaged and 5 captured."),
    )  # fmt: skip
