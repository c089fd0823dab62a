"""Sources that no verb of saying names: according to, citing, quoted, documents, headings, brackets, relays."""

from __future__ import annotations

from collections.abc import Iterator

from grid import Cell, claim, cross

# Who owns or issues, its name.
BODIES = (
    ("the health ministry", "health ministry"),
    ("the Hadran army", "Hadran army"),
    ("police", "police"),
    ("the Quill Monitoring Network", "Quill Monitoring Network"),
    ("Governor Petrus Malk", "Petrus Malk"),
    ("the Red Crescent", "Red Crescent"),
    ("local officials", "local officials"),
)
ACCORDING = ("according to", "as per", "in the words of", "as reported by", "as confirmed by", "on the authority of")
# A document with its owner, the owner's name.
DOCUMENTS = (
    ("figures from the health ministry", "health ministry"),
    ("a report by the Quill Monitoring Network", "Quill Monitoring Network"),
    ("a police report", {"police", "police report"}),
    ("Red Crescent data", "Red Crescent"),
    ("a statement from the Hadran army", "Hadran army"),
    ("data compiled by the Quill Monitoring Network", "Quill Monitoring Network"),
    ("the army's tally", "army"),
)
SHOWING = ("show", "showed", "indicate", "suggest", "say")
# Documents that nobody owns.
UNOWNED = (("A hospital report", {"hospital", "hospital report"}), ("Reports", {"Reports", "reports"}), ("Early reports", {"Early reports", "reports"}),
           ("Court documents", {"Court", "Court documents", "court documents"}), ("Records", {"Records", "records"}),
           ("Official figures", {"Official figures", "official figures", "figures"}),
           ("Documents seen by the Daily Lantern", {"Documents", "documents"}))  # fmt: skip
TOLD = (("claim", "could not be checked"), ("report", "drew protests"), ("announcement", "came late"), ("statement", "caused anger"),
        ("allegation", "was not checked"))  # fmt: skip
OUTLETS = ("Reuters", "Xinhua", "the Daily Lantern newspaper", "state media", "the BBC")
HEADED = (
    ("police", "police"),
    ("officials", "officials"),
    ("army", "army"),
    ("health ministry", "health ministry"),
    ("UN", "UN"),
    ("rescuers", "rescuers"),
    ("Red Cross", "Red Cross"),
    ("monitor", "monitor"),
)
HEADLINES = (
    ("Nine killed in Mardin raid", "Nine"),
    ("Blast kills 14 miners in Tarrow", "14"),
    ("21 pupils hurt in bus crash", "21"),
)
NAMED = (("Russia", "Russia"), ("Georgia", "Georgia"), ("Israel", "Israel"), ("Police", "Police"), ("UN", "UN"), ("Kremlin", "Kremlin"),
         ("Red Cross", "Red Cross"), ("Health Ministry", "Health Ministry"), ("Hamas", "Hamas"), ("Taliban", "Taliban"))  # fmt: skip


def capital(text: str) -> str:
    """The text with a capital at its head."""
    return text[0].upper() + text[1:]


def cells() -> Iterator[Cell]:
    """The cells of this kind."""

    def opening(words, body):
        return f"{capital(words)} {body[0]}, nine villagers were killed near Mardin.", [claim("nine", source=body[1])]

    def closing(words, body):
        return f"Nine villagers were killed near Mardin, {words} {body[0]}.", [claim("Nine", source=body[1])]

    def closing_commaless(words, body):
        return f"Nine villagers were killed near Mardin {words} {body[0]}.", [claim("Nine", source=body[1])]

    def inserted(words, body):
        return f"Nine villagers, {words} {body[0]}, were killed near Mardin.", [claim("Nine", source=body[1])]

    def document(owned):
        return f"Nine villagers were killed near Mardin, according to {owned[0]}.", [claim("Nine", source=owned[1])]

    def shown(owned, verb):
        finite = (
            verb if verb in ("showed",) or owned[0].startswith(("figures", "data", "Red Crescent data")) else verb + "s"
        )
        return f"{capital(owned[0])} {finite} that nine villagers were killed near Mardin.", [
            claim("nine", source=owned[1])
        ]

    def unowned(words, verb):
        return f"{words[0]} {verb} nine villagers were killed near Mardin.", [claim("nine", source=words[1])]

    def closing_document(words):
        return f"Nine villagers were killed near Mardin, {words[0].lower()} show.", [claim("Nine", source=words[1])]

    def cited(outlet, body, verb):
        text = f"Nine villagers were killed near Mardin, {outlet} {verb}, citing {body[0]}."
        return text, [claim("Nine", source=body[1])]

    def cited_before(outlet, body):
        return f"{capital(outlet)}, citing {body[0]}, said nine villagers were killed.", [claim("nine", source=body[1])]

    def quoted(outlet, body):
        return f"{capital(outlet)} quoted {body[0]} as saying nine villagers were killed.", [
            claim("nine", source=body[1])
        ]

    def was_quoted(outlet, body):
        was = "were" if body[0].endswith("officials") or body[0] == "police" else "was"
        text = f"{capital(body[0])} {was} quoted by {outlet} as saying that nine villagers were killed."
        return text, [claim("nine", source=body[1])]

    def agent(body, verb):
        return f"The deaths of nine villagers were {verb} by {body[0]}.", [claim("nine", source=body[1])]

    def nominal(body, words):
        noun, rest = words
        text = f"{capital(body[0])}'s {noun} that nine villagers were killed near Mardin {rest}."
        return text, [claim("nine", source=body[1])]

    def nominal_by(body, words):
        noun, rest = words
        article = "An" if noun[0] in "aeiou" else "A"
        text = f"{article} {noun} by {body[0]} that nine villagers were killed near Mardin {rest}."
        return text, [claim("nine", source=body[1])]

    def nobodys(words):
        text = f"The mayor is looking into {words} that nine villagers were killed near Mardin."
        return text, [claim("nine", source=None)]

    def two(first, second):
        text = f"Nine villagers were killed near Mardin, {first[0]} and {second[0]} said."
        names = {f"{first[1]} and {article}{second[1]}" for article in ("", "the ")}
        return text, [claim("Nine", source=names)]

    def bracketed(body):
        text = f"The Quill Institute for Peace (QIP) {body} nine villagers were killed near Mardin."
        return text, [claim("nine", source="Quill Institute for Peace")]

    def headed_behind(headline, speaker, mark):
        return f"{headline[0]}{mark}{speaker[0]}", [claim(headline[1], source=speaker[1])]

    def headed_before(headline, speaker):
        return f"{capital(speaker[0])}: {headline[0]}", [claim(headline[1], source={speaker[1], capital(speaker[1])})]

    def headed_say(headline, speaker):
        plural = speaker[0] in ("police", "officials", "rescuers")
        text = f"{headline[0]}, {speaker[0]} {'say' if plural else 'says'}"
        return text, [claim(headline[1], source=speaker[1])]

    def title_case(name, verb):
        finite = verb.removesuffix("s") if name[0] in ("Police", "Taliban") else verb
        return f"{name[0]} {finite} Nine Killed In Mardin Shelling", [claim("Nine", source={name[1], name[1].lower()})]

    def title_case_behind(name):
        return f"Nine Killed In Mardin Shelling, Says {name[0]}", [claim("Nine", source=name[1])]

    def day(words, day):
        text = f"{words} nine villagers were killed near Mardin."
        return text, [claim("nine", source="police")]

    plain = [one for one in BODIES if one[0] != "local officials"]
    yield from cross("according to, first", opening, ACCORDING, BODIES)
    yield from cross("according to, last", closing, ACCORDING, BODIES)
    yield from cross("according to, without a comma", closing_commaless, ACCORDING[:2], BODIES)
    yield from cross("according to, inserted", inserted, ACCORDING[:1], BODIES)
    yield from cross("according to a document", document, DOCUMENTS)
    yield from cross("a document shows", shown, DOCUMENTS, SHOWING)
    yield from cross("a document alone", unowned, UNOWNED, ("said", "indicated", "suggested"))
    yield from cross(
        "a document alone, last", closing_document, [one for one in UNOWNED[1:] if "seen by" not in one[0]]
    )
    yield from cross("relay, then citing", cited, OUTLETS, BODIES, ("reported", "said"))
    yield from cross("relay citing, then its verb", cited_before, OUTLETS, BODIES)
    yield from cross("relay quotes", quoted, OUTLETS, BODIES)
    yield from cross("quoted by a relay", was_quoted, OUTLETS, BODIES)
    yield from cross("agent of a passive", agent, BODIES, ("confirmed", "reported", "announced", "documented"))
    yield from cross("what a body says, possessive", nominal, BODIES[:6], TOLD)
    yield from cross("what a body says, by", nominal_by, BODIES[:6], TOLD)
    yield from cross("what nobody in particular says", nobodys, ("reports", "claims", "allegations", "accounts"))
    yield from cross("two sources", two, plain[:4], BODIES[5:])
    yield from cross("an acronym in brackets", bracketed, ("said", "reported", "has confirmed that", "says"))
    yield from cross("headline, speaker last", headed_behind, HEADLINES, HEADED, (": ", " - ", " – "))
    yield from cross("headline, speaker first", headed_before, HEADLINES, HEADED[:7])
    yield from cross("headline, says", headed_say, HEADLINES, HEADED)
    yield from cross("headline in title case", title_case, NAMED, ("Says", "Confirms", "Claims", "Reports", "Admits"))
    yield from cross("headline in title case, inverted", title_case_behind, NAMED)
    yield from cross(
        "days beside the verb",
        day,
        ("Police said on Friday that", "On Friday police said", "Police on Friday said", "Police said Friday that"),
        ("",),
    )
