"""Where it happened: each row one reason for a claim to have its place, or none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from claimx.find.places import find_places
from claimx.layout import read_layout, segment
from claimx.lexicon.boilerplate import BoilerplateVocabulary
from claimx.lexicon.places import PlaceVocabulary
from claimx.link.places.atlas import settle_places
from claimx.link.places.linker import link_places
from claimx.link.places.options import Meanings
from claimx.models import (
    Article,
    Attribution,
    Claim,
    DateInterval,
    DateLink,
    Document,
    Form,
    Loss,
    Mentions,
    PartyLink,
    Quantity,
)
from claimx.schema import (
    Category,
    DateBasis,
    DatePrecision,
    DateScope,
    Event,
    Kind,
    Mode,
    PartyBasis,
    PartyType,
    Per,
    Qualifier,
    SourceType,
    Stance,
)
from claimx.tokenize import tokenize

PLACES = PlaceVocabulary.load()
FURNITURE = BoilerplateVocabulary.load()


def read(text, sources=()):
    """A document whose sources are the given words followed by "said"."""
    blocks, sentences = segment(Article(text), FURNITURE)
    sentences = tuple(replace(s, tokens=s.tokens or tokenize(s.text, s.start)) for s in sentences)
    mentions = []
    for sentence in sentences:
        said = tuple(
            Attribution(sentence.phrase(i, j), None, sentence.phrase(j, j + 1), "say", (), Mode.INDIRECT, "x")
            for words in sources
            for i in range(len(sentence.tokens))
            for j in [i + len(words.split())]
            if sentence.lowers()[i:j] == words.lower().split()
        )
        mentions.append(Mentions(sentence, places=tuple(find_places(sentence, PLACES)), attributions=said))
    return Document(Article(text), blocks, sentences, tuple(mentions), read_layout(text, sentences))


def claim(document, number, verb, event=Event.KILLED, per=None, affected=None):
    """The claim on the last sentence that holds the number."""
    sentence = next(s for s in reversed(document.sentences) if number in s.lowers())
    lowers = sentence.lowers()
    quantity = sentence.phrase(lowers.index(number), lowers.index(number) + 1)
    anchor = lowers.index(verb)
    loss = Loss(sentence.phrase(anchor, anchor + 1), anchor, {Kind.CASUALTY: event}, "verb", "x", "loss.x")
    party = PartyLink(affected, affected, PartyType.COUNTRY, 0, 0, PartyBasis.STATED, "x") if affected else None
    return Claim(
        sentence.index,
        Quantity(quantity, quantity, Form.NUMBER, 9, 9, 9, Qualifier.EXACT, per),
        None,
        loss,
        Kind.CASUALTY,
        event,
        Category.UNSPECIFIED,
        Stance.ASSERTED,
        (),
        affected=party,
    )


ROWS = [
    ("in the sentence", "Nine people were killed in Marib.", (), "Marib", "place.sentence"),
    (
        "the village before its state",
        "Nine people were killed in Tawila, in North Darfur.",
        (),
        "Tawila",
        "place.sentence",
    ),
    (
        "the place of a source is none",
        "Officials in Kampala said nine people were killed.",
        ("Officials in Kampala",),
        None,
        None,
    ),
    (
        "the dead of a whole war are no one town's",
        "A raid hit the port of Marib. Nine soldiers have been killed since the invasion.",
        (),
        None,
        None,
    ),
    (
        "an estimate of a war's dead is no one town's",
        "A raid hit the port of Marib. The war has killed 40. An envoy said nine hundred had been killed.",
        (),
        None,
        None,
    ),
    ("an origin is none", "Nine men from Marib were killed.", (), None, None),
    ("a patron is none", "Nine Iran-backed fighters were killed.", (), None, None),
    ("a seat of a body is none", "The London-based group said nine people were killed.", (), None, None),
    ("a country that acts is none", "Kenya said nine people were killed.", (), None, None),
    ("a country whose attack it is", "Nine people were killed in Iran's overnight attack.", (), None, None),
    (
        "a country whose worst disaster it is",
        "Nine people were killed in Iran's worst earthquake.",
        (),
        "Iran",
        "place.sentence",
    ),
    (
        "two governments are no place",
        "Tensions rose between New Delhi and Islamabad after nine were killed.",
        (),
        None,
        None,
    ),
    (
        "two capitals with a road between",
        "Nine were killed on the road between Kabul and Islamabad.",
        (),
        "Kabul",
        "place.sentence",
    ),
    ("two countries are no place", "Nine people were killed in fighting between Chad and Sudan.", (), None, None),
    ("a dateline is none", "NAIROBI, Kenya (AP) — Nine people were killed on Monday.", (), None, None),
    ("a dateline before a colon is none", "Kabul : Nine people were killed on Monday.", (), None, None),
    ("a dateline in capitals before a colon is none", "ACCRA: Nine people were killed on Monday.", (), None, None),
    ("a dateline of agency and no dash is none", "Sanaa, Yemen (AP) Nine people were killed.", (), None, None),
    ("a dateline with a plain dash is none", "Kinshasa – Nine people were killed on Monday.", (), None, None),
    ("a dateline in brackets is none", "(Nairobi) – Nine people were killed.", (), None, None),
    ("a dateline of agency and colon is none", "Kabul (PTI): Nine people were killed.", (), None, None),
    ("a dateline with a long dash and no blank is none", "KHARTOUM—Nine people were killed.", (), None, None),
    (
        "a dateline with a long note on the agency is none",
        "Lima, (APP - Andean Press / Lake News - 30th Apr, 2024) Nine people were killed.",
        (),
        None,
        None,
    ),
    (
        "a region that is told by its country",
        "Nine people were killed in Mali's central region of Mopti.",
        (),
        "Mopti",
        "place.sentence",
    ),
    (
        "a neighbourhood that is told by its town",
        "Nine people were killed in Baghdad's mostly poor neighbourhood of Kaya Hill.",
        (),
        "Kaya Hill",
        "place.sentence",
    ),
    (
        "where the dead are brought is no scene",
        "A bomb went off in Marib. The bodies were flown to a base in Khartoum. Nine people were killed.",
        (),
        "Marib",
        "place.scene",
    ),
    (
        "who have been killed up to now fell in no one town",
        "A bomb went off in Marib.\n\nNine soldiers have been killed.",
        (),
        None,
        None,
    ),
    (
        "who have been killed in clashes fell there",
        "A bomb went off in Marib.\n\nNine soldiers have been killed in clashes.",
        (),
        "Marib",
        "place.scene",
    ),
    (
        "what a town owns is narrower",
        "Nine people were killed in Omdurman's Karari locality.",
        (),
        "Karari locality",
        "place.sentence",
    ),
    (
        "a capital with its name only tells where",
        "Nine people were killed in Amran province near the capital, Sanaa.",
        (),
        "Amran province",
        "place.sentence",
    ),
    (
        "a nation's capital without its name",
        "Khartoum was quiet. Moscow was quiet. Nine people were killed in the Sudanese capital.",
        (),
        "Khartoum",
        "place.the-capital",
    ),
    (
        "a label further down is no dateline",
        "It rained.\n\nIt was cold.\n\nIt was dark.\n\nIt was late.\n\nGaza : nine people were killed.",
        (),
        "Gaza",
        "place.sentence",
    ),
    (
        "a toll of so many is one event's",
        "A bomb went off in Marib.\n\nNobody slept.\n\nThere was a toll of nine killed.",
        (),
        "Marib",
        "place.scene",
    ),
    (
        "the country of the story's town is no new scene",
        "Shells hit Marib. Rockets hit Marib. Relief came to people in Yemen. Nine people were killed.",
        (),
        "Marib",
        "place.document",
    ),
    (
        "lives are taken, not led, there",
        "Floods killed many and claimed nine lives in Marib.",
        (),
        "Marib",
        "place.sentence",
    ),
    ("a struck country is one", "Nine people were killed in strikes on Yemen.", (), "Yemen", "place.sentence"),
    ("a ministry's country is none", "Sudan's health ministry said nine people were killed.", (), None, None),
    (
        "carried from the sentence before",
        "A bomb went off in Marib. Nine people were killed.",
        (),
        "Marib",
        "place.scene",
    ),
    ("a total of a war is not", "A bomb went off in Marib. The war has killed nine people.", (), None, None),
    (
        "the next clause's place is its own",
        "Three died in Kassala, while nine people were killed in Gedaref.",
        (),
        "Gedaref",
        "place.sentence",
    ),
    (
        "a headline takes the lead's",
        "Nine killed in bus crash\n\nA bus fell off a bridge near Nakuru on Friday.",
        (),
        "Nakuru",
        "place.lead",
    ),
    (
        "an unnamed town is named next",
        "Gunmen killed nine people in a town in northern Mali. The attack on Gao began at dawn.",
        (),
        "Gao",
        "place.unnamed-town",
    ),
    (
        "the capital last named",
        "Khartoum was quiet at first. Then nine people were killed near the capital.",
        (),
        "Khartoum",
        "place.the-capital",
    ),
    (
        "where a body stands is none",
        "An affiliate active in Marib said nothing. Nine people were killed.",
        (),
        None,
        None,
    ),
    ("a hospital's town is no scene", "Nine of those killed were brought to a hospital in Marib.", (), None, None),
    (
        "a continent that only describes is none",
        "They hold parts of Africa's poorest country. Nine people were killed.",
        (),
        None,
        None,
    ),
    (
        "an attacked town with its neighbour",
        "The attack on Bulkasi, near the border with Niger, went on. Nine people were killed.",
        (),
        "Bulkasi",
        "place.scene",
    ),
    (
        "the clause's place before its frame",
        "In the countryside of Homs, an army unit fought near Palmyra. Nine people were killed.",
        (),
        "Palmyra",
        "place.scene",
    ),
    ("a sum of a war is not carried", "A bomb went off in Marib. In total, nine were killed.", (), None, None),
    (
        "a mayor speaks of the own town",
        "The mayor of Aden said nine people were killed.",
        ("The mayor of Aden",),
        "Aden",
        "place.ruled",
    ),
    (
        "a town's deputy mayor",
        "Aden's deputy mayor said nine people were killed.",
        ("Aden 's deputy mayor",),
        "Aden",
        "place.ruled",
    ),
    (
        "a town's hospital is no mayor",
        "The hospital in Marib said nine people were killed.",
        ("The hospital in Marib",),
        None,
        None,
    ),
    (
        "a country's disaster",
        "Chile's worst earthquake killed nine people.",
        (),
        "Chile",
        "place.sentence",
    ),
    (
        "where somebody comes from, with its state",
        "A native of Salem, Oregon, is accused of it. Nine people were killed.",
        (),
        None,
        None,
    ),
    (
        "a court where a crime is judged is not its place",
        "A court in Marib jailed a baker. He had killed nine people.",
        (),
        None,
        None,
    ),
    (
        "a court that is hit is a place",
        "A bomb outside the court in Marib killed nine people.",
        (),
        "Marib",
        "place.sentence",
    ),
    (
        "a part's place is not the whole's",
        "Nine people were killed in strikes on the Gaza Strip, two of them in Rafah.",
        (),
        "Gaza Strip",
        "place.sentence",
    ),
    (
        "a town before a colon opens a report",
        "Lima: The Peruvian police said on Monday that raiders in the region of Junin shot at a farm, and nine people were killed.",
        (),
        "Junin",
        "place.sentence",
    ),
    (
        "a place told from a known one",
        "A shell hit Harzeh, 12 km east of Damascus, and nine people were killed.",
        (),
        "Harzeh",
        "place.sentence",
    ),
    (
        "the known place where the other has no name",
        "Nine people were killed 12 km east of Damascus.",
        (),
        "Damascus",
        "place.sentence",
    ),
    (
        "a village of no gazetteer lies in its state's country",
        "Gunmen stormed a camp at Wad Anura, in Kassala State. Nine people were killed.",
        (),
        "Wad Anura",
        "place.scene",
    ),
    (
        "what a frame holds is narrower",
        "In Kassala state, nine people were killed as a shell hit a queue in Aroma.",
        (),
        "Aroma",
        "place.sentence",
    ),
    (
        "a part's place is not the whole's",
        "Strikes killed nine people across Yemen, including four who stood in Marib.",
        (),
        "Yemen",
        "place.sentence",
    ),
    ("a hospital that treats is none", "Nine of those killed were treated at Marib Hospital.", (), None, None),
    (
        "a foe in a war is no place",
        "The army saw nine killed in the war against Chad.",
        (),
        None,
        None,
    ),
    (
        "a historic city in a sentence that is not parsed",
        "They held a camp used by hired men in the historic city of Timbuktu. Nine people were killed.",
        (),
        "Timbuktu",
        "place.scene",
    ),
    (
        "the province last named",
        "Shelling went on in Zabul province. Then nine people were killed in the province.",
        (),
        "Zabul province",
        "place.definite",
    ),
    (
        "the country of the document",
        "Marib in Yemen was shelled. Later nine people were killed across the country.",
        (),
        "Yemen",
        "place.definite",
    ),
    (
        "police in the state only speak",
        "A raid rocked Kassala state. The police in the state said nine people were killed.",
        (),
        "Kassala state",
        "place.scene",
    ),
    (
        "a civil war's total is the country's",
        "Yemen was calm. Marib in Yemen was shelled.\n\nThe war has killed nine people.",
        (),
        "Yemen",
        "place.country",
    ),
    ("rows under a place", "In Marib:\n- nine people killed", (), "Marib", "place.list-head"),
    (
        "rows under a line without a place take the scene before it",
        "Clashes went on in Marib on Monday, witnesses said. The dead by group:\n- nine people killed",
        (),
        "Marib",
        "place.list-head",
    ),
    (
        "the first line of a card's place is the narrowest",
        "Date: 10 May 2017\n\nLocation: Bir Soor, Deir Ezzor, Syria\n\nShells left nine people killed.",
        (),
        "Bir Soor",
        "place.card",
    ),
    (
        "a total is not where a part of it was",
        "Rebels have killed nine soldiers, including two in an ambush near Marib.",
        (),
        None,
        None,
    ),
    (
        "a place in the countryside of a larger one",
        "Nine people were killed at Kafr Takh area in the northwestern countryside of Idlib.",
        (),
        "Kafr Takh area",
        "place.sentence",
    ),
    (
        "a place behind a semicolon is another number's",
        "In Marib governorate, nine people were killed; in Hodeidah, two were killed in Tuhayta.",
        (),
        "Marib governorate",
        "place.sentence",
    ),
    (
        "the place of a part is not the total's",
        "The army has killed nine rebels, three of whom fell in Tera.",
        (),
        None,
        None,
    ),
    (
        "a town that was bombed",
        "Dresden was bombed for three days. Nine people were killed.",
        (),
        "Dresden",
        "place.scene",
    ),
    (
        "a base that the next sentence names",
        "Rebels stormed an army base in central Mali and nine people were killed. A group owned up to the attack on Gao.",
        (),
        "Gao",
        "place.unnamed-town",
    ),
    (
        "a headquarters speaks of more than its town",
        "The army command in Marib said nine people were killed.",
        ("The army command in Marib",),
        None,
        None,
    ),
    (
        "a country that the text does not name",
        "A bomb went off in Marib. Then nine people were killed across the country.",
        (),
        None,
        None,
    ),
    (
        "where the dead are buried",
        "A raid hit the port of Marib. The men were buried in Taiz. Nine people were killed.",
        (),
        "Marib",
        "place.scene",
    ),
    (
        "where a suspect was arrested",
        "A raid hit the port of Marib. One man was arrested in Taiz. Nine people were killed.",
        (),
        "Marib",
        "place.scene",
    ),
    (
        "an older event that tells how rare the new one is",
        "A raid hit the port of Marib. It was the worst since a raid on Taiz. Nine people were killed.",
        (),
        "Marib",
        "place.scene",
    ),
    (
        "where a news conference was held",
        "A raid hit the port of Marib. At a news conference in Taiz the general spoke. Nine people were killed.",
        (),
        "Marib",
        "place.scene",
    ),
    (
        "where a boat came from",
        "A boat sank near Marib. It was hours after leaving Mocha. Nine people were killed.",
        (),
        "Marib",
        "place.scene",
    ),
    (
        "a site in a town that a noun announces",
        "Nine people were killed at Zovrak University in the town of Marib.",
        (),
        "Zovrak University",
        "place.sentence",
    ),
    (
        "the nation's capital",
        "Khartoum was quiet. Then nine people were killed in the country's capital.",
        (),
        "Khartoum",
        "place.the-capital",
    ),
    (
        "the town that a report is written from",
        "Kaysville, Utah (AP) - A gunman opened fire in a church here and nine people were killed.",
        (),
        "Kaysville",
        "place.definite",
    ),
    (
        "capital of a named region's governor",
        "Khartoum was quiet. The head of the Moscow region saw nine people killed near the capital.",
        (),
        "Moscow",
        "place.the-capital",
    ),
]

ASIDES = [
    (
        "a town left behind is told for want of another only",
        "The ferry sank off Bantayan after leaving Cebu, and nine people were killed.",
        "Bantayan",
    ),
    (
        "what who returns from a feast was at",
        "Nine people were killed when a bus returning from a wedding in Kaya overturned near Tera.",
        "Tera",
    ),
    (
        "where students come from is not where they fell",
        "Nine Zovrak University students were killed in Tigray.",
        "Tigray",
    ),
    ("a part that a comma closes", "Raids on Yemen killed nine people, including two nurses, in Marib.", "Marib"),
    ("a shore tells where a village is", "Nine soldiers were killed at Zemora, on the shores of Lake Chad.", "Zemora"),
    ("a body that is raided in its town", "Nine were killed when gunmen raided the Red Cross in Kaya.", "Kaya"),
    ("a river by its kind", "Nine people were killed on the river Zamra.", "Zamra"),
    ("a sea by its noun", "The plane crashed into the Zamra Sea and nine people were killed.", "Zamra Sea"),
    ("a bay by its entrance", "The trawler sank off the entrance to Zamra Bay; nine people were killed.", "Zamra Bay"),
    (
        "where the Red Cross sits",
        "The Red Crescent in Gabes counted nine people killed on a beach in Zarzis.",
        "Zarzis",
    ),
    (
        "where a governor spoke sets no scene",
        "Raiders struck in Kaya. The governor spoke in Gusau. Nine people were killed.",
        "Kaya",
    ),
    (
        "where the hurt are brought, by its kind",
        "Sanaa was calm. A blast shook a market in Zemora. Nine were killed and six were taken to a hospital in the capital.",
        "Zemora",
    ),
    (
        "a village is no city",
        "Raiders struck the village of Kaya. The city of Gusau was calm. Nine people were killed in the village.",
        "Kaya",
    ),
]


@pytest.mark.parametrize(("why", "text", "name"), ASIDES, ids=[row[0] for row in ASIDES])
def test_places_beside_the_scene(why, text, name):
    document = read(text)
    place = link_places(document, [claim(document, "nine", "killed")], PLACES)[0].place
    assert place is not None
    assert place.name == name


def test_residents_tell_of_their_town():
    document = read("Residents of Kadugli said nine people were killed.", ("Residents of Kadugli",))
    place = link_places(document, [claim(document, "nine", "killed")], PLACES)[0].place
    assert place is not None
    assert (place.name, place.rule) == ("Kadugli", "place.ruled")


@pytest.mark.parametrize(("why", "text", "sources", "name", "rule"), ROWS, ids=[row[0] for row in ROWS])
def test_row(why, text, sources, name, rule):
    document = read(text, sources)
    verb = "killed"
    linked = link_places(document, [claim(document, "nine", verb)], PLACES)
    place = linked[0].place
    assert (None if place is None else place.name, None if place is None else place.rule) == (name, rule)
    if place is not None:
        assert text[place.start : place.end] == place.name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Drones fell on Aden, and the army lost nine tanks, seven guns and six trucks near Marib.", ["Marib"] * 3),
        (
            "The navy said drones fell over Aden and that nine tanks were lost in long and heavy fighting near Marib.",
            ["Marib"],
        ),
    ],
    ids=["the place that ends a list is every row's", "what is said behind 'and that' is another clause"],
)
def test_place_of_a_list(text, names):
    document = read(text)
    numbers = [number for number in ("nine", "seven", "six") if number in document.sentences[0].lowers()]
    linked = link_places(document, [claim(document, number, "lost", Event.LOST) for number in numbers], PLACES)

    assert [one.place.name for one in linked] == names


def test_rate_of_a_war_is_not_carried():
    document = read("A bomb went off in Marib.\n\nThe army is losing nine men a day, with many killed.")
    assert link_places(document, [claim(document, "nine", "killed", per=Per.DAY)], PLACES)[0].place is None


def test_delivery_is_not_carried():
    document = read("A bomb went off in Marib. Nine tanks were delivered.")
    assert link_places(document, [claim(document, "nine", "delivered", Event.DELIVERED)], PLACES)[0].place is None


def dated(one, first, last, scope):
    """The claim with a date of its own clause."""
    interval = DateInterval(first, last, DatePrecision.INTERVAL, scope, DateBasis.STATED)
    return replace(one, date=DateLink(interval, 0, 0, "date.clause"))


@pytest.mark.parametrize(
    ("why", "days", "name"), [("a year's dead are no one town's", 300, None), ("a week's may be", 7, "Marib")]
)
def test_long_counts(why, days, name):
    document = read("A bomb went off in Marib.\n\nThen nine people were killed.")
    one = dated(
        claim(document, "nine", "killed"), date(2024, 1, 1), date(2024, 1, 1) + timedelta(days), DateScope.PERIOD
    )
    place = link_places(document, [one], PLACES)[0].place
    assert (None if place is None else place.name) == name


@pytest.mark.parametrize(
    ("why", "rule", "name"),
    [("a day's losses are no one town's", "date.last-period", None), ("an attack's are", "date.weekday", "Marib")],
)
def test_losses_of_a_day(why, rule, name):
    document = read("A bomb went off in Marib.\n\nThen nine people were killed.")
    one = replace(claim(document, "nine", "killed"), category=Category.MILITARY, rules=(rule,))
    place = link_places(document, [dated(one, date(2024, 1, 1), date(2024, 1, 2), DateScope.PERIOD)], PLACES)[0].place
    assert (None if place is None else place.name) == name


@pytest.mark.parametrize(
    ("why", "kind", "name"),
    [
        ("where a broadcaster speaks", SourceType.MEDIA, "Marib"),
        ("where a witness speaks", SourceType.WITNESS, "Brussels"),
    ],
)
def test_the_frame_of_a_speech(why, kind, name):
    document = read("A bomb hit Marib. In Brussels, the network said nine people were killed.", ("the network",))
    (attribution,) = document.mentions[1].attributions
    spoken = replace(document.mentions[1], attributions=(replace(attribution, type=kind),))
    document = replace(document, mentions=(document.mentions[0], spoken))
    assert link_places(document, [claim(document, "nine", "killed")], PLACES)[0].place.name == name


def test_a_nights_drones_are_not_the_town_before():
    document = read("A bomb went off in Marib.\n\nThe enemy launched nine drones.")
    assert link_places(document, [claim(document, "nine", "launched", Event.LAUNCHED)], PLACES)[0].place is None


def test_a_post_in_a_province_is_in_the_province():
    document = read(
        "Rebels stormed an army post in Taiz Governorate, where nine men were killed. A raid in Marib killed four traders."
    )

    place = link_places(document, [claim(document, "nine", "killed")], PLACES)[0].place

    assert place.name == "Taiz Governorate"


@pytest.mark.parametrize(
    ("day", "name"),
    [(3, "Marib"), (1, None)],
    ids=["the same day", "a day before, of which nothing tells that it was there"],
)
def test_a_day_of_its_own_is_at_no_place_of_another(day, name):
    document = read("Seven people were killed in Marib. Nine others were killed in an earlier raid.")
    days = [
        DateInterval(date(2024, 1, n), date(2024, 1, n), DatePrecision.DAY, DateScope.INCIDENT, DateBasis.STATED)
        for n in (3, day)
    ]
    two = [
        replace(claim(document, number, "killed"), date=DateLink(interval, 0, 0, "date.clause"))
        for number, interval in zip(("seven", "nine"), days, strict=True)
    ]

    place = link_places(document, two, PLACES)[1].place

    assert (None if place is None else place.name) == name


def carried_on(document, rule):
    """Where nine dead far from the place are, whose date is carried by the rule."""
    day = DateInterval(date(2024, 1, 1), date(2024, 1, 1), DatePrecision.DAY, DateScope.INCIDENT, DateBasis.STATED)
    one = replace(claim(document, "nine", "killed"), date=DateLink(day, 0, 0, rule))
    place = link_places(document, [one], PLACES)[0].place
    return None if place is None else place.name


FAR = "\n\n".join(["{} was attacked on Monday.", *["People ran."] * 5, "Nine people were killed."])


@pytest.mark.parametrize(
    ("why", "scene", "rule", "name"),
    [
        ("who fell on the story's day fell at its place", "A mosque in Marib", "date.story", "Marib"),
        ("who fell on a day of their own may not", "A mosque in Marib", "date.clause", None),
        ("so far on a country is no scene", "A mosque in Yemen", "date.story", None),
    ],
)
def test_far_from_the_scene(why, scene, rule, name):
    document = read(f"Nobody knows why.\n\nIt was early.\n\nIt was cold.\n\n{FAR.format(scene)}")
    assert carried_on(document, rule) == name


@pytest.mark.parametrize(
    ("why", "days", "name"), [("told again", (1, 1), "Tera"), ("of another day", (1, 2), None)], ids=["again", "other"]
)
def test_the_same_number_told_again(why, days, name):
    text = "Navy sinks boats, nine killed.\n\n" + "It was late.\n\n" * 5 + "The clash off Tera left 9 sailors killed."
    document = read(text)
    claims = [claim(document, "nine", "killed"), claim(document, "9", "killed")]
    given = [
        dated(one, date(2024, 1, day), date(2024, 1, day), DateScope.INCIDENT)
        for one, day in zip(claims, days, strict=True)
    ]
    place = link_places(document, given, PLACES)[0].place
    assert (None if place is None else place.name) == name


def test_order_is_kept():
    document = read("Nine people were killed in Marib. Ten people were killed in Taiz.")
    claims = [claim(document, "nine", "killed"), claim(document, "ten", "killed")]
    assert [linked.place.name for linked in link_places(document, claims, PLACES)] == ["Marib", "Taiz"]


@pytest.mark.parametrize(("other", "country"), [("Kyiv is in Ukraine.", "UKR"), ("Saratov is in Russia.", "RUS")])
def test_the_document_decides_between_countries(other, country):
    document = read(f"{other} Nine people were killed in Pokrovsk.")

    assert settle_places(document, Meanings(PLACES)).mentions[-1].places[0].country == country


@pytest.mark.parametrize(
    ("before", "country"),
    [("Lahore and Multan are in Pakistan.", None), ("The road to Tbilisi was shut.", "GEO"), ("It rained.", "GEO")],
    ids=["elsewhere", "there", "nowhere"],
)
def test_a_hamlet_in_a_country_of_which_nothing_else_speaks_is_not_meant(before, country):
    document = read(f"{before} Nine people were killed in Matani.")

    assert settle_places(document, Meanings(PLACES)).mentions[-1].places[0].country == country


@pytest.mark.parametrize(("affected", "name"), [("UKR", None), ("RUS", "Belgorod")])
def test_people_of_another_country_are_not_struck_in_the_strikers_own(affected, name):
    document = read("Rebels hit a depot in Belgorod. Bombs killed nine people.")
    actor = PartyLink("Russia", "RUS", PartyType.COUNTRY, 0, 0, PartyBasis.STATED, "x")
    given = replace(claim(document, "nine", "killed", affected=affected), actor=actor)

    (linked,) = link_places(document, [given], PLACES)

    assert (linked.place.name if linked.place else None) == name
