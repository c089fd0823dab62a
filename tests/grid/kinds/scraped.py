"""Text as scrapers leave it: the claims are those of the clean text, and their words are slices of the text as read."""

from __future__ import annotations

from collections.abc import Iterator

from grid import Cell, claim, cross

CLEAN = (
    ("At least 14 farmers were killed in Ganja on Monday, the governor said. Another 31 were wounded.", (("At least 14", "killed", 14, None), ("31", "wounded", 31, 31))),
    ("The army lost nine soldiers near Ganja on Monday, the governor said. The rebels captured 12 villagers.", (("nine", "casualties", 9, 9), ("12", "abducted", 12, 12))),
    ("Shelling in Ganja wounded 27 residents on Monday, the governor said. Six people were still missing.", (("27", "wounded", 27, 27), ("Six", "missing", 6, 6))),
)  # fmt: skip


def _wrap(text, width, end):
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return end.join([*lines, line])


SPOILED = (
    ("quoted", lambda t: "\n".join(f"> {line}" for line in _wrap(t, 60, "\n").splitlines())),
    ("paragraph tags", lambda t: "<p>" + t.replace(". ", ".</p><p>") + "</p>"),
    ("bold tags", lambda t: t.replace("Ganja", "<b>Ganja</b>").replace("governor", "<strong>governor</strong>")),
    ("links", lambda t: t.replace("the governor said", "[the governor said](https://a.test/x?y=1)").replace("Ganja", "[Ganja](https://a.test/ganja)")),
    ("anchors", lambda t: t.replace("the governor said", '<a href="https://a.test/x">the governor said</a>')),
    ("emphasis", lambda t: t.replace("Ganja", "**Ganja**").replace("Monday", "*Monday*")),
    ("entities", lambda t: t.replace("the governor", "the&nbsp;governor").replace("on Monday", "on&#32;Monday")),
    ("soft hyphens", lambda t: t.replace("governor", "gov\u00ader\u00adnor").replace("wounded", "wound\u00aded").replace("Ganja", "Gan\u00adja").replace("killed", "kil\u00adled")),
    ("zero width", lambda t: t.replace("governor", "gov\u200bernor").replace("Ganja", "\u200bGanja\u200b").replace("were", "we\u2060re")),
    ("no-break spaces", lambda t: t.replace(" ", "\u00a0")),
    ("glued stops", lambda t: t.replace(". ", ".")),
    ("wrapped at 60", lambda t: _wrap(t, 60, "\n")),
    ("wrapped at 30", lambda t: _wrap(t, 30, "\n")),
    ("wrapped with returns", lambda t: _wrap(t, 45, "\r\n")),
    ("cut at line ends", lambda t: t.replace("governor", "gov-\nernor").replace("wounded", "wound-\ned").replace("captured", "cap-\ntured")),
    ("links as paragraphs", lambda t: t.replace("in Ganja on", "in\n\nGanja\n\non").replace("near Ganja on", "near\n\nGanja\n\non").replace("in Ganja wounded", "in\n\nGanja\n\nwounded")),
    ("direction marks", lambda t: "\u200e" + t.replace("governor", "governor\u200f") + "\ufeff"),
    ("a heading glued on", lambda t: "Raid in the north" + t if t.startswith(("At", "The")) else "Raid in the north\n\n" + t),
)  # fmt: skip


def cells() -> Iterator[Cell]:
    """The cells of this kind."""

    def spoil(how, clean):
        text, wanted = how[1](clean[0]), clean[1]
        out = []
        for k, (words, event, low, high) in enumerate(wanted):
            told = {} if k else {"location": "Ganja", "source": "governor"}
            read = words if words in text else words.replace(" ", "\u00a0")
            out.append(claim(read, event=event, low=low, high=high, **told))
        return text, out

    for how in SPOILED:
        yield from cross(how[0], spoil, (how,), CLEAN)
