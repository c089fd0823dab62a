"""Digests of a day: each item is an event of its own and lends nothing to its neighbours; brackets at the end are citations."""

from __future__ import annotations

from collections.abc import Iterator

from grid import Cell, claim, cross

# An item: its words, then what they say (quantity, event, category, bounds, place, date, actor, source).
ITEMS = (
    ("Gunmen on motorcycles kill nine farmers near Tillabéri, Niger.", ("nine", "killed", "civilian", 9, "Tillabéri")),
    ("A ferry sinks off Quelimane, Mozambique, drowning 14 people.", ("14", "killed", "unspecified", 14, "Quelimane")),
    ("A bomb wounds six police officers in Quetta, Pakistan.", ("six", "wounded", "military", 6, "Quetta")),
    ("A landslide buries a village in Cauca, Colombia. Eleven residents are missing.", ("Eleven", "missing", "civilian", 11, "Cauca")),
    ("Rebels ambush a convoy in Ituri and kill four soldiers.", ("four", "killed", "military", 4, "Ituri")),
    ("Two miners die when a shaft floods.", ("Two", "killed", "civilian", 2, None)),
)  # fmt: skip
# How a digest sets its items: topic, item, what stands between them.
SHAPES = (
    ("{topic}\n  {item} ({outlet})", "\n"),
    ("{topic}\n\n{item} ({outlet}) (AP)", "\n\n"),
    ("## {topic}\n\n{item} [{outlet}]", "\n\n"),
    ("{topic}\n- {item} ({outlet})", "\n"),
    ("{topic}\n    {item} ({outlet}) ({outlet} via Post)", "\n"),
)
TOPICS = ("Insurgency in the north", "Accidents", "Attacks elsewhere", "Disasters")
OUTLETS = ("Reuters", "Daily Post", "AFP")


def cells() -> Iterator[Cell]:
    """The cells of this kind."""

    def digest(first, shape, outlet, dated):
        chosen = [ITEMS[(first + k) % len(ITEMS)] for k in (0, 1, 2, 3)]
        parts, wanted = [], []
        for k, (words, told) in enumerate(chosen):
            quantity, event, category, number, place = told
            when = k == 0 and dated
            item = words.replace(".", " on 11 March.", 1) if when else words
            parts.append(shape[0].format(topic=TOPICS[k], item=item, outlet=outlet))
            wanted.append(
                claim(quantity, event=event, category=category, low=number, source=None, actor=None if number != 4 else {None, "Rebels"},
                      date=("2024-03-11", "2024-03-11") if when else None, location=place)
            )  # fmt: skip
        return "The day in brief\n\n" + shape[1].join(parts) + "\n", wanted

    yield from cross("topics with one item each", digest, range(len(ITEMS)), SHAPES, OUTLETS, (False, True))
