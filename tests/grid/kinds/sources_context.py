"""Sources that the document must resolve: pronouns, roles, short names, quotations that run on."""

from __future__ import annotations

from collections.abc import Iterator

from grid import Cell, claim, cross

# First sentence's subject and its full name, what the next sentence calls it.
NAMED = (
    ("Governor Petrus Malk", "Petrus Malk", ("he", "Malk", "the governor")),
    ("Petrus Malk, the governor of Tarrow,", "Petrus Malk", ("he", "Malk", "the governor")),
    ("Police spokeswoman Ines Orlova", "Ines Orlova", ("she", "Orlova", "the spokeswoman")),
    ("Dr Tamsin Orlo, director of the town's hospital,", "Tamsin Orlo", ("she", "Orlo", "the director")),
    ("Hadran's Ministry of Health", "Hadran's Ministry of Health", ("it", "the ministry")),
    ("The Ministry of Health", "Ministry of Health", ("it", "the ministry")),
    ("The Quill Monitoring Network", "Quill Monitoring Network", ("it", "the group", "the network")),
    ("The Tarrow Observatory for Human Rights", "Tarrow Observatory for Human Rights",
     ("it", "the Observatory", "the group", "the monitor")),
    ("The Quill Institute for Peace (QIP)", "Quill Institute for Peace", ("QIP", "the institute", "it")),
    ("Local officials", "Local officials", ("they", "the officials")),
    ("Witnesses", "Witnesses", ("they", "the witnesses")),
    ("Colonel Anders Voll, a spokesman for the army,", "Anders Voll", ("he", "Voll", "the colonel", "the spokesman")),
)  # fmt: skip
FOLLOWS = tuple((subject, name, mention) for subject, name, mentions in NAMED for mention in mentions)
QUOTED = (
    ("the mayor, Tamsin Orlo", "Tamsin Orlo"),
    ("Petrus Malk, a village elder", "Petrus Malk"),
    ("a hospital official", "hospital official"),
    ("police chief Anders Voll", "Anders Voll"),
    ("witnesses", "witnesses"),
)


RELAYED = (
    "{Body} said that nine villagers were killed, the Quill news agency reported. It added that 14 were hurt.",
    "{Body} said nine villagers were killed, Quill Radio reported. It said another 14 were hurt.",
)
BODIES = ("the interior ministry", "the Tarrow Observatory for Human Rights", "the Ministry of Health (MoH)")
SOME = (
    "{Body} said nine people were killed near Mardin. It said four were children.",
    "Nine people were killed near Mardin. {Body} said four were children.",
    "Nine people were killed near Mardin. According to {body}, four were children.",
)


def capital(text: str) -> str:
    """The text with a capital at its head."""
    return text[0].upper() + text[1:]


def cells() -> Iterator[Cell]:
    """The cells of this kind."""

    def wanted(quantity, name):
        return claim(quantity, source={name, name[0].lower() + name[1:]})

    def told(shape, body):
        text, name = shape.format(Body=capital(body), body=body), body.removeprefix("the ").split(" (")[0]
        first, second = ("Nine" if "Nine" in text else "nine"), ("four" if "four" in text else "14")
        return text, [claim(first, event="killed"), claim(second, source=name)]

    yield from cross("relayed, and it goes on", told, RELAYED, BODIES)
    yield from cross("some of those told", told, SOME, BODIES)

    def before(follow, verb):
        subject, name, mention = follow
        text = (
            f"{subject} said the road to Mardin was closed. {capital(mention)} {verb} that nine villagers were killed."
        )
        return text, [wanted("nine", name)]

    def after(follow):
        subject, name, mention = follow
        text = f"{subject} said the road to Mardin was closed. Nine villagers were killed in a raid, {mention} said."
        return text, [wanted("Nine", name)]

    def two_claims(follow):
        subject, name, mention = follow
        text = f"{subject} said nine villagers were killed near Mardin. At least 14 others were hurt, {mention} added."
        return text, [wanted("nine", name), wanted("At least 14", name)]

    def two_sentences_on(follow):
        subject, name, mention = follow
        text = (
            f"{subject} said the road to Mardin was closed. Snow had fallen for days. "
            f"Nine villagers were killed in a raid, {mention} said."
        )
        return text, [wanted("Nine", name)]

    def split(speaker):
        text = f'"Nine villagers were killed," {speaker[0]} said. "Another 14 were wounded in the same raid."'
        return text, [claim("Nine", source=speaker[1]), claim("14", source=speaker[1])]

    def split_inverted(speaker):
        text = f'"We buried nine villagers," said {speaker[0]}. "Another 14 were wounded in the same raid."'
        return text, [claim("nine", source=speaker[1]), claim("14", source=speaker[1])]

    def running(speaker):
        text = (
            f'{capital(speaker[0])} said: "The raid began at dawn. Nine villagers were killed. '
            'Another 14 were wounded in the fields."'
        )
        return text, [claim("Nine", source=speaker[1]), claim("14", source=speaker[1])]

    def closing(speaker):
        text = f'"The raid began at dawn. Nine villagers were killed in their homes," said {speaker[0]}.'
        return text, [claim("Nine", source=speaker[1])]

    def interrupted(speaker):
        text = f'"Nine villagers were killed," said {speaker[0]}, "when a raid began at dawn."'
        return text, [claim("Nine", source=speaker[1])]

    def curly(speaker):
        text = f"“Nine villagers were killed,” said {speaker[0]}. “Another 14 were wounded in the same raid.”"
        return text, [claim("Nine", source=speaker[1]), claim("14", source=speaker[1])]

    def relayed_he(outlet):
        text = (
            f"Governor Petrus Malk told {outlet} that the road was closed. "
            "He said nine villagers were killed in a raid near Mardin."
        )
        return text, [claim("nine", source="Petrus Malk")]

    def own_after(speaker):
        text = f'"The raid was a crime," {speaker[0]} said. Nine villagers were killed and the market burned down.'
        return text, [claim("Nine", source=None)]

    def colon_list(speaker):
        text = f"{capital(speaker[0])} reported the following:\n\n- Nine villagers were killed.\n- 14 miners were wounded.\n"
        return text, [claim("Nine", source=speaker[1]), claim("14", source=speaker[1])]

    def first_person(speaker, verb):
        text = f'Rebels said the road was open. "We {verb} the deaths of nine villagers," {speaker[0]} said.'
        return text, [claim("nine", source=speaker[1])]

    def acronym(spelt):
        body, letters = spelt
        text = f"The {body} ({letters}) has called for calm. {letters} said nine villagers were killed near Mardin."
        return text, [claim("nine", source=body)]

    def back(words):
        sentence, name = words
        return f"Nine villagers were killed in a raid near Mardin. {sentence}", [claim("Nine", source=name)]

    yield from cross("next sentence, subject", before, FOLLOWS, ("said", "added"))
    yield from cross("next sentence, closing", after, FOLLOWS)
    yield from cross("both sentences claim", two_claims, FOLLOWS)
    yield from cross("two sentences on", two_sentences_on, FOLLOWS)
    yield from cross("quotation split by its speaker", split, QUOTED)
    yield from cross("quotation split, inverted", split_inverted, QUOTED)
    yield from cross("quotation over sentences", running, QUOTED)
    yield from cross("speaker at its end", closing, QUOTED)
    yield from cross("speaker in its middle", interrupted, QUOTED)
    yield from cross("we, of a speaker's own", first_person, QUOTED, ("recorded", "confirm", "have counted"))
    yield from cross("an acronym spelt out before", acronym, SPELT)
    yield from cross("curly marks", curly, QUOTED)
    yield from cross("he after an outlet", relayed_he, ("Reuters", "the BBC", "state television"))
    yield from cross("the writer goes on", own_after, QUOTED)
    yield from cross("a list that a speaker opens", colon_list, [one for one in QUOTED if "," not in one[0]])
    yield from cross("told of behind", back, BACK)


SPELT = (
    ("Hadran National Commission on Human Rights", "HNCHR"),
    ("Union of Doctors and Nurses", "UDN"),
    ("Tarrow Centre for Relief and Rescue", "TCRR"),
    ("Office for Aid to Victims of Mines", "OAVM"),
)
BACK = (
    ("This was reported by the health ministry.", "health ministry"),
    ("The governor's press office said this on Telegram.", {"governor's press office", "press office"}),
    ("The army said so in a statement.", "army"),
    ("This was announced by Governor Petrus Malk on Friday.", "Petrus Malk"),
    ("This was stated by the head of the regional administration, Petrus Malk.", "Petrus Malk"),
    ("The information was confirmed by the district police chief.", "district police chief"),
)
