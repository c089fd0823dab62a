"""Sentences that nobody but the writer tells: verbs that report nothing, hearsay, outlets in brackets."""

from __future__ import annotations

from collections.abc import Iterator

from grid import Cell, claim, cross

SUBJECTS = (
    "The army",
    "Police",
    "Governor Petrus Malk",
    "The Hadran government",
    "Rebels",
    "The Quill Monitoring Network",
)
# A predicate without a report, then what the writer tells.
PREDICATES = (
    "declared war after nine villagers were killed near Mardin",
    "tracked down the gunmen who killed nine villagers",
    "declared a state of emergency after nine villagers were killed",
    "arrested a man over the killing of nine villagers",
    "claimed responsibility for the attack in which nine villagers were killed",
    "ordered an inquiry after nine villagers were killed",
    "mourned the nine villagers killed near Mardin",
    "promised aid after a flood killed nine villagers",
    "condemned the attack that killed nine villagers",
    "is investigating the crash that killed nine villagers",
    "set up camp near Mardin, where nine villagers were killed",
    "released a man held over a fire that killed nine villagers",
    "took control of Mardin after a battle that killed nine villagers",
    "issued a decree a day after nine villagers were killed",
    "placed flowers where nine villagers were killed",
    "offered condolences to the families of nine villagers killed near Mardin",
)
# A body withholds or has not said what the writer tells.
WITHHELD = (
    "{} not said how nine villagers were killed",
    "{} not confirmed that nine villagers were killed",
    "{} never acknowledged that nine villagers were killed",
    "{} neither confirmed nor denied that nine villagers were killed",
    "{} yet to confirm that nine villagers were killed",
    "{} declined to confirm that nine villagers were killed",
)
HEARSAY = ("reportedly", "allegedly", "apparently", "supposedly")
OUTLETS = ("AP", "Reuters", "BBC", "AFP", "Daily Lantern")
NOBODY = ("It is believed that", "It is thought that", "It was reported that", "Some say", "It is estimated that")


def cells() -> Iterator[Cell]:
    """The cells of this kind."""

    def predicate(subject, words):
        if subject in ("Police", "Rebels"):
            words = words.replace("is investigating", "are investigating")
        return f"{subject} {words}.", [claim("nine", source=None)]

    def withheld(subject, words):
        return f"{subject} {words.format('have' if subject in ('Police', 'Rebels') else 'has')} near Mardin.", [
            claim("nine", source=None, stance="asserted")
        ]

    def hearsay(word):
        return f"Nine villagers were {word} killed in a raid near Mardin.", [claim("Nine", source=None)]

    def nobody(words):
        return f"{words} nine villagers were killed in a raid near Mardin.", [claim("nine", source=None)]

    def digest(outlet):
        text = (
            "In a raid near Mardin, nine villagers are killed by gunmen. "
            f"({outlet})\n\nA bomb kills 14 miners in Tarrow. ({outlet})\n"
        )
        return text, [claim("nine", source=None), claim("14", source=None)]

    def digest_inside(outlet):
        text = f"Nine villagers are killed by gunmen in a raid near Mardin ({outlet}).\n\nA bomb kills 14 miners in Tarrow ({outlet}).\n"
        return text, [claim("Nine", source=None), claim("14", source=None)]

    def counted_on(subject):
        return f"{subject} counted on a truce, but nine villagers were killed in a raid.", [claim("nine", source=None)]

    def guilty(words):
        return f"A court found {words} guilty of killing nine villagers.", [claim("nine", source=None)]

    def second_clause(subject):
        text = f"{subject} said the road was closed. Nine villagers were killed on Monday in a raid near Mardin."
        return text, [claim("Nine", source=None)]

    def headline(words):
        return words, [claim("Nine", source=None)]

    yield from cross("a predicate that reports nothing", predicate, SUBJECTS, PREDICATES)
    yield from cross("a body that withholds", withheld, SUBJECTS, WITHHELD)
    yield from cross("hearsay alone", hearsay, HEARSAY)
    yield from cross("nobody in particular", nobody, NOBODY)
    yield from cross("an outlet in brackets behind an item", digest, OUTLETS)
    yield from cross("an outlet in brackets within an item", digest_inside, OUTLETS)
    yield from cross("counted on", counted_on, SUBJECTS)
    yield from cross("found guilty", guilty, ("Petrus Malk", "two men", "a former soldier"))
    yield from cross("another's speech before", second_clause, SUBJECTS)
    yield from cross("a headline's tail that is no source", headline, (
        "Nine killed in Mardin raid - live updates", "Nine killed in Mardin raid: what we know", "Nine killed in Mardin raid | World news",
        "Nine dead in Tarrow blast – in pictures", "Mardin: Nine killed in raid", "Breaking: Nine killed in raid",
    ))  # fmt: skip
