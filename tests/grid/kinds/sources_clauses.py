"""Who says it: verbs of reporting in every place and form, with all kinds of speakers."""

from __future__ import annotations

from collections.abc import Iterator

from grid import Cell, claim, cross

# A clause, its quantity.
CLAUSES = (
    ("nine villagers were killed in a raid near Mardin", "nine"),
    ("at least 14 miners died when a shaft collapsed", "at least 14"),
    ("the blast wounded 21 pupils", "21"),
)
# A subject, its name, whether a plural verb follows it.
SPEAKERS = (
    ("police", "police", True),
    ("the Hadran health ministry", "Hadran health ministry", False),
    ("Governor Petrus Malk", "Petrus Malk", False),
    ("witnesses", "witnesses", True),
    ("the Quill Monitoring Network", "Quill Monitoring Network", False),
    ("a hospital official", "hospital official", False),
    ("local elders", "local elders", True),
    ("the coastguard", "coastguard", False),
    ("Oriel Dastan, a village chief,", "Oriel Dastan", False),
    ("the mayor, Tamsin Orlo,", "Tamsin Orlo", False),
)
# Third person, plural, past: they report with "that" and without.
SAYING = (
    ("says", "say", "said"),
    ("reports", "report", "reported"),
    ("confirms", "confirm", "confirmed"),
    ("claims", "claim", "claimed"),
    ("states", "state", "stated"),
    ("declares", "declare", "declared"),
    ("indicates", "indicate", "indicated"),
    ("reveals", "reveal", "revealed"),
    ("alleges", "allege", "alleged"),
    ("admits", "admit", "admitted"),
    ("acknowledges", "acknowledge", "acknowledged"),
    ("recounts", "recount", "recounted"),
    ("insists", "insist", "insisted"),
    ("discloses", "disclose", "disclosed"),
    ("maintains", "maintain", "maintained"),
    ("notes", "note", "noted"),
)
# These report with "that" alone.
THAT = (
    ("observes", "observe", "observed"),
    ("concludes", "conclude", "concluded"),
    ("finds", "find", "found"),
    ("determines", "determine", "determined"),
    ("remarks", "remark", "remarked"),
    ("complains", "complain", "complained"),
    ("attests", "attest", "attested"),
    ("avers", "aver", "averred"),
    ("cautions", "caution", "cautioned"),
    ("signals", "signal", "signalled"),
    ("deduces", "deduce", "deduced"),
    ("ascertains", "ascertain", "ascertained"),
    ("testifies", "testify", "testified"),
    ("recalls", "recall", "recalled"),
    ("advises", "advise", "advised"),
    ("argues", "argue", "argued"),
    ("stresses", "stress", "stressed"),
    ("conveys", "convey", "conveyed"),
)
# Verbs whose object is what was counted.
COUNTING = ("recorded", "documented", "reported", "confirmed", "registered", "logged", "counted", "verified", "tallied")
# Between subject and verb, or behind the verb.
CIRCUMSTANCES = (
    "on Facebook",
    "on Tuesday",
    "in a statement",
    "late on Monday",
    "at a news conference",
    "by telephone",
)


def capital(text: str) -> str:
    """The text with a capital at its head."""
    return text[0].upper() + text[1:]


def cells() -> Iterator[Cell]:
    """The cells of this kind."""

    def answer(clause, speaker):
        # Who reports a raid is not who made it.
        return [claim(clause[1], source=speaker[1], actor=None)]

    def before(clause, speaker, verb, that):
        finite = verb[1] if speaker[2] else verb[0]
        return f"{capital(speaker[0])} {finite}{that} {clause[0]}.", answer(clause, speaker)

    def before_past(clause, speaker, verb, that):
        return f"{capital(speaker[0])} {verb[2]}{that} {clause[0]}.", answer(clause, speaker)

    def perfect(clause, speaker, verb):
        have = "have" if speaker[2] else "has"
        return f"{capital(speaker[0])} {have} {verb[2]} that {clause[0]}.", answer(clause, speaker)

    def circumstance(clause, speaker, verb, where):
        return f"{capital(speaker[0])} {verb[2]} {where} that {clause[0]}.", answer(clause, speaker)

    def day_first(clause, speaker, verb):
        return f"On Tuesday, {speaker[0]} {verb[2]} that {clause[0]}.", answer(clause, speaker)

    def after(clause, speaker, verb):
        return f"{capital(clause[0])}, {speaker[0]} {verb[2]}.", answer(clause, speaker)

    def after_circumstance(clause, speaker, where):
        return f"{capital(clause[0])}, {speaker[0]} said {where}.", answer(clause, speaker)

    def inverted(clause, speaker, verb):
        return f"{capital(clause[0])}, {verb} {speaker[0].rstrip(',')}.", answer(clause, speaker)

    def commaless(clause, speaker):
        # "Mardin police" may be meant.
        names = {speaker[1], f"Mardin {speaker[1]}"}
        return f"{capital(clause[0])} {speaker[0].rstrip(',')} said.", [claim(clause[1], source=names)]

    def commaless_inverted(clause, speaker):
        return f"{capital(clause[0])} said {speaker[0].rstrip(',')}.", answer(clause, speaker)

    def middle(speaker, verb):
        text = f"Nine villagers were killed, {speaker[0]} {verb[2]}, and 14 were hurt."
        return text, [claim("Nine", source=speaker[1]), claim("14", source=speaker[1])]

    def middle_including(speaker, comma):
        text = f"Twelve people were killed in a raid{comma} {speaker[0]} said{comma} including three children."
        return text, [claim("Twelve", source=speaker[1]), claim("three", source=speaker[1])]

    def two(speaker, verb):
        text = f"{capital(speaker[0])} {verb[2]} at least 40 villagers are killed and 12 are hurt in a strike."
        return text, [claim("at least 40", source=speaker[1]), claim("12", source=speaker[1])]

    def object_counted(speaker, verb):
        return f"{capital(speaker[0])} {verb} nine deaths near Mardin.", [claim("nine", source=speaker[1])]

    def toll(speaker, words):
        text, quantity = words
        return f"{capital(speaker[0])} {text}.", [claim(quantity, source=speaker[1])]

    def denial(clause, speaker, verb):
        return f"{capital(speaker[0])} {verb} that {clause[0]}.", [claim(clause[1], source=speaker[1], stance="denied")]

    def told(clause, speaker, words):
        verb, that = words
        return f"{capital(speaker[0])} {verb}{that} {clause[0]}.", answer(clause, speaker)

    def contrast(speaker, other):
        text = f"{capital(speaker[0])} said nine villagers were killed, but {other[0]} put the toll at 14."
        return text, [claim("nine", source=speaker[1]), claim("14", source=other[1])]

    def own_words(speaker, verb):
        text = f"Nine villagers were killed on Monday near Mardin. {capital(speaker[0])} {verb[2]} that the road was closed."
        return text, [claim("Nine", source=None)]

    yield from cross("subject, present tense", before, CLAUSES[:2], SPEAKERS, SAYING, (" that", ""), every=3)
    yield from cross("subject, past tense", before_past, CLAUSES, SPEAKERS, SAYING, (" that", ""), every=5)
    yield from cross("subject, only with that", before_past, CLAUSES[:2], SPEAKERS, THAT, (" that",), every=3)
    yield from cross("perfect", perfect, CLAUSES[:1], SPEAKERS, SAYING, every=2)
    yield from cross(
        "medium or day behind the verb", circumstance, CLAUSES[:2], SPEAKERS, SAYING[:7], CIRCUMSTANCES, every=7
    )
    yield from cross("day first", day_first, CLAUSES[:1], SPEAKERS, SAYING[:8])
    yield from cross("closing", after, CLAUSES, SPEAKERS, SAYING, every=5)
    yield from cross("closing with medium or day", after_circumstance, CLAUSES, SPEAKERS, CIRCUMSTANCES, every=2)
    yield from cross("inverted", inverted, CLAUSES, SPEAKERS, ("said", "says", "reported", "announced"), every=2)
    yield from cross("closing without a comma", commaless, CLAUSES, SPEAKERS[:8])
    yield from cross("inverted without a comma", commaless_inverted, CLAUSES, SPEAKERS)
    yield from cross("in the middle", middle, SPEAKERS, SAYING[:6])
    yield from cross("in the middle before a part", middle_including, SPEAKERS[:8], (",",))
    led = [one for one in SPEAKERS[:8] if one[0].startswith(("the ", "a ", "Governor"))]
    yield from cross("in the middle before a part, no comma", middle_including, led, ("",))
    yield from cross("two numbers in the clause", two, SPEAKERS, SAYING)
    yield from cross("the object is counted", object_counted, SPEAKERS, COUNTING)
    yield from cross("verbs of tolls", toll, SPEAKERS, TOLLS)
    yield from cross("denials", denial, CLAUSES, SPEAKERS, ("denied", "has denied"), every=2)
    yield from cross("with an addressee", told, CLAUSES[:2], SPEAKERS, TELLING, every=3)
    yield from cross("another speaks in the second clause", contrast, SPEAKERS[:6], SPEAKERS[5:8])
    yield from cross("the writer's own sentence before", own_words, SPEAKERS, SAYING[:6], every=2)


TOLLS = (
    ("put the death toll at nine", "nine"),
    ("has placed the toll in the dozens", "dozens"),
    ("raised the death toll to 31", "31"),
    ("gave a toll of 17 dead", "17"),
    ("puts the number of dead at 44", "44"),
    ("revised the death toll to 52", "52"),
    ("set the number of deaths at 60", "60"),
)
TELLING = (
    ("told reporters", " that"),
    ("told Reuters", ""),
    ("informed parliament", " that"),
    ("told a news conference", " that"),
    ("told the BBC", " that"),
    ("assured relatives", " that"),
)
