"""Sources of claims over whole documents: who speaks, resolved to the fullest name."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest

from claimx.find.attributions import find_attributions
from claimx.find.dates import find_dates
from claimx.find.parties import find_parties
from claimx.layout import read_layout, segment
from claimx.lexicon.whole import Lexicon
from claimx.link.sources.linker import link_sources
from claimx.models import Article, Claim, Document, Form, Loss, Mentions, Quantity, SourceLink
from claimx.parse import Parser
from claimx.schema import Category, Event, Kind, Mode, PartyBasis, Qualifier, SourceType, Stance
from claimx.tokenize import tokenize


@cache
def lexicon() -> Lexicon:
    return Lexicon.load()


@cache
def parser() -> Parser:
    return Parser()


def link(marked: str, published: str | None = None) -> SourceLink | None:
    """The source of the number marked ``<c>…</c>`` in a text; only its sentence is parsed, as in the pipeline."""
    start = marked.index("<c>")
    text = re.sub(r"</?c>", "", marked)
    article = Article(text)
    if published:
        article = replace(article, published=__import__("datetime").date.fromisoformat(published))
    words = lexicon()
    blocks, sentences = segment(article, words.boilerplate)
    sentences = tuple(replace(s, tokens=tokenize(s.text, s.start)) for s in sentences)
    index = next(s.index for s in sentences if s.start <= start < s.end)
    sentences = tuple(next(parser().parse([s])) if s.index == index else s for s in sentences)
    mentions = tuple(
        Mentions(
            s,
            attributions=tuple(find_attributions(s, words.attributions)),
            parties=tuple(find_parties(s, words.parties)),
            dates=tuple(find_dates(s, words.dates)),
        )
        for s in sentences
    )
    token = next(t for t in sentences[index].tokens if t.end > start)
    phrase = sentences[index].phrase(token.i, token.i + 1)
    quantity = Quantity(phrase, phrase, Form.NUMBER, 1, 1, 1, Qualifier.EXACT)
    claim = Claim(
        index,
        quantity,
        None,
        Loss(phrase, token.i, {}, "verb", "kill", "loss.killed"),
        Kind.CASUALTY,
        Event.KILLED,
        Category.UNSPECIFIED,
        Stance.ASSERTED,
        (),
    )
    document = Document(article, blocks, sentences, mentions, read_layout(article.text, sentences))
    (linked,) = link_sources(document, [claim], words.attributions)
    return linked.source


CASES = [
    (
        "the governor of another region",
        "Two died in the Sumy region, its governor, Oleh Petrenko, said. In the Odesa region <c>five</c> died, its governor said.",
        "governor",
    ),
    (
        "a body whose state is told elsewhere",
        "The General Staff of the Armed Forces of Chad said it was over. The General Staff said <c>five</c> died.",
        "General Staff of the Armed Forces of Chad",
    ),
    (
        "a region before who tells of it is nobody",
        "The army shot down <c>14</c> drones over the region of Mykolaiv, according to its governor.",
        "governor",
    ),
    (
        "the governor of the same region",
        "Two died in the Sumy region, its governor, Oleh Petrenko, said. The attack on the Sumy region killed <c>five</c>, the governor said.",
        "Oleh Petrenko",
    ),
    (
        "a group is never the police",
        "Police said nine men died. The group, led by a priest, said <c>two</c> guards were killed.",
        "group",
    ),
    ("he is an officer of the police whom the sentence before named",
     "Two guards were killed, according to police Lt. Omar Ali Salim. At least <c>11</c> others were wounded, he said.", "Omar Ali Salim"),
    ("a surname without the junior's suffix",
     "Maj. Felipe Tan Jr., spokesman of the Lake Command, spoke on Friday.\n\nTan said <c>11</c> rebels were killed.", "Felipe Tan"),
    ("why an officer will not be named is no content",
     "Four guards were killed and <c>11</c> wounded, said an officer on condition of anonymity because he was not allowed to talk.", "officer"),
    ("one of the sources is what describes him",
     '"We are talking of <c>11</c> dead" in the assault, which targeted the village of Tera, said one of the sources, a security official.', "security official"),
    ("an official of the lead is not whom the text only tells of",
     "Gunmen killed <c>11</c> guards of a chief, an official said.\n\nOmar Salim, the district chief of Tera, lived, residents said.", "official"),
    ("a railway official is no prime minister", "<c>Twenty-two</c> people died when a train left the rails in Bihar, a railway official said.\n\nPrime Minister Hari Bora announced money for the families.", "railway official"),
    ("the company is no militia", "A missile fired by Yemen's Houthis struck a tanker on Monday, killing <c>two</c> sailors, the shipping company said.", "shipping company"),
    ("a spokesman who will not be named is nobody by name",
     '"We killed <c>11</c> rebels there," a military spokesman said, declining to be named.\n\nMilitary spokesman Omar Salim spoke later, the radio said.',
     "military spokesman"),
    ("the officials are the last ones, whatever their capitals",
     "Lake officials: raid kills nine\n\nNine died, hospital officials said.\n\nShells wounded <c>11</c> others, the officials said.", "hospital officials"),
    ("the ministry in its capital", "The Lake Guards could not be reached and the Hill Interior Ministry in Tera confirmed the killing of <c>11</c> guards.", "Hill Interior Ministry in Tera"),
    ("a dash behind the agency is no part of the speaker",
     "TERA, Dec 28 (Lake News) - The lake military said on Friday that troops had killed <c>11</c> rebels.", "lake military"),
    ("who is suspected to be something does not speak",
     "A group of men, suspected to be herders, raided Tera, killing <c>11</c> villagers, local police said.", "local police"),
    ("a pronoun is the last speaker",
     "Governor Musa Bello visited the town on Friday. The governor said the market was burnt down.\n\nHe said <c>11</c> traders were killed.",
     "Musa Bello"),
    ("a surname is the full name before it",
     "President Mariam Okello spoke to the nation on Friday.\n\nOkello said <c>11</c> soldiers had died in the ambush.", "Mariam Okello"),
    ("a role is the name with that role",
     "The ambush was the worst this year, Interior Minister Karim Saleh said.\n\nThe minister said <c>11</c> guards were killed.", "Karim Saleh"),
    ("a role in the lead is named further down",
     "At least <c>11</c> guards were killed on Friday, the interior minister said.\n\nInterior Minister Karim Saleh said the search went on.",
     "Karim Saleh"),
    ("it is the last body",
     "The Lake Chad Monitoring Centre said gunmen came at dawn. It said <c>11</c> fishermen were killed.", "Lake Chad Monitoring Centre"),
    ("an acronym is its expansion",
     "The Lake Chad Monitoring Centre (LCMC) watches the border.\n\nGunmen killed <c>11</c> fishermen, the LCMC said.",
     "Lake Chad Monitoring Centre"),
    ("a monitor in the lead is the observatory below",
     "Shelling killed <c>11</c> civilians on Friday, a monitor said.\n\nThe Northern Observatory for Human Rights said the shelling lasted hours.",
     "Northern Observatory for Human Rights"),
    ("the ministry is the ministry of the text",
     "The Gaza Health Ministry publishes figures daily.\n\nThe ministry said <c>11</c> people were killed.", "Gaza Health Ministry"),
    ("a quotation over two sentences",
     '"It was a terrible night for us. We lost <c>11</c> of our neighbours there," said Ada Nwosu, a nurse.', "Ada Nwosu"),
    ("a quotation goes on behind its attribution",
     '"It was a terrible night for all of us," said Ada Nwosu, a nurse. "We lost <c>11</c> of our neighbours in the flood."', "Ada Nwosu"),
    ("a quotation goes on in the next paragraph",
     '"It was a terrible night for all of us here," said Ada Nwosu, a nurse.\n\n"We lost <c>11</c> of our neighbours in the flood."', "Ada Nwosu"),
    ("plain prose behind a speech is the writer's",
     "The mayor said the flood came at dawn. It killed <c>11</c> people in the valley.", None),
    ("a lead restated without its source is the writer's",
     "Flood kills <c>11</c> in valley\n\nEleven people were killed, the mayor said.", None),
    ("a list under a speech",
     "The General Staff of the armed forces reported the enemy's losses:\n\n- tanks: <c>11</c>\n- trucks: 30", "General Staff of the armed forces"),
    ("a list parted by place under a line that sums up a speech",
     "The Lake Command said its aircraft struck rebels.\nThe following is a summary of the strikes:\nSyria\n* Near Raqqa, a strike destroyed <c>11</c> tanks.", "Lake Command"),
    ("who continues to attack does not speak", 'The Lake Command said "the river forces continued to attack the town, killing <c>11</c> people".', "Lake Command"),
    ("who is at work when speaking", "Doctors treating the wounded men said <c>11</c> people died.", "doctors"),
    ("whom a medium cites",
     "The state news agency reported <c>11</c> deaths, citing the Civil Defence.", "Civil Defence"),
    ("nobody to resolve a pronoun to", "He said <c>11</c> people were killed.", None),
    ("a headline's bare name with a title below",
     "Okello: <c>11</c> killed in ambush\n\nPresident Mariam Okello spoke to the nation on Friday.", "Mariam Okello"),
    ("a headline's bare name without a title is a place",
     "Kerala: <c>11</c> killed in flood\n\nPresident Mariam Okello spoke to the nation on Friday.", None),
    ("it is the body that opened the sentence before without speaking",
     "Shelling went on, residents and a nurse said.\n\nThe Lake Guard Command (LGC) has not commented. On Friday, however, it claimed <c>11</c> rebels fell.",
     "Lake Guard Command"),
    ("it is an army in lower case that would not speak",
     "The Northern Doctors Network said two died.\n\nThe army did not comment. It said earlier that <c>11</c> drones were shot down.", "army"),
    ("it is not who verified the video",
     "The Lake Movement claimed the raid. In a video verified by the Desert Desk, it said it had killed <c>11</c> soldiers.", "Lake Movement"),
    ("he is the person that put the toll higher",
     'A network of doctors said two died.\n\nThe governor of Kassala, Hafiz Bakhit, put the toll higher. "We have buried <c>11</c> of our people here," he told reporters.',
     "Hafiz Bakhit"),
    ("he is no capital", "Sabit Bakhit was held for a year. Asmara has always denied it.\n\nAmong the prisoners <c>11</c> died, he says.", "Sabit Bakhit"),
    ("the agency is the one in its sentence",
     "Aid groups say many starved.\n\nA driver for a relief agency was shot and <c>two</c> passengers were abducted, the agency said.", "agency"),
    ("an acronym's sources", "The Syrian Lake Observatory (SLO) counts the dead.\n\nSLO sources said <c>11</c> died.", "Syrian Lake Observatory"),
    ("a communique is its author's", "Rebels attacked, the joint command announced today.\n\nIn the clash <c>11</c> rebels died, the communique states.", "joint command"),
    ("it is a network of doctors", "The Lake Doctors Network said two died. <c>Eleven</c> people were hurt, it added.", "Lake Doctors Network"),
    ("he is not whom he quotes",
     'Sabit Bakhit was held for a year. "A mother told me that her sons had been taken away," he says.\n\nAmong them <c>11</c> died, he says.', "Sabit Bakhit"),
    ("they are those who open the sentence before", "Speakers at the rally hailed the army. They stressed that <c>11</c> rebels fell.", "Speakers"),
    ("officials stay officials", "Two officials said <c>11</c> people were killed.\n\nKarim Saleh, an official, left early.", "officials"),
    ("the quoted others behind a counted some",
     "The council said 40 people were killed in the raid. At least <c>11</c> others are in hospital, the radio said.", "radio"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "name"), CASES, ids=[case[0] for case in CASES])
def test_source(why: str, text: str, name: str | None) -> None:
    found = link(text)

    assert (found.name if found else None) == name


def test_spans_slice_back() -> None:
    """Name and cue of a carried source stand where the offsets say."""

    text = "President Mariam Okello spoke on Friday.\n\nOkello said <c>11</c> soldiers had died."
    found = link(text)
    plain = re.sub(r"</?c>", "", text)

    assert found is not None
    assert plain[found.start : found.end] == found.name == "Mariam Okello"
    assert plain[found.cue_start : found.cue_end] == "said"
    assert found.basis is PartyBasis.CARRIED


def test_party_type_and_day() -> None:
    """A government speaks for its country, a force for its army; the reporting day is resolved."""

    found = link("The Sudanese army said on Tuesday that <c>11</c> rebels were killed.", "2024-05-08")

    assert found is not None
    assert (found.party, found.type) == ("SDN", SourceType.MILITARY)
    assert str(found.reported_on) == "2024-05-07"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Police said on Friday that <c>11</c> people were killed.", "2024-05-03"),
        ("On Friday police said that <c>11</c> people were killed.", "2024-05-03"),
        ("Police on Friday said <c>11</c> people were killed.", "2024-05-03"),
        ("<c>11</c> people were killed, police said in a statement on Friday.", "2024-05-03"),
        ("<c>11</c> people were killed on Friday, police said.", None),
        ("<c>11</c> people were killed, police said after the raid on Friday.", None),
        ("Police said that <c>11</c> people were killed on Friday.", None),
    ],
)
def test_day_of_speaking(text: str, day: str | None) -> None:
    """The reporting clause tells the day of speaking, what is reported tells none."""

    found = link(text, "2024-05-08")

    assert found is not None
    assert (str(found.reported_on) if found.reported_on else None) == day


def test_metonym_keeps_its_words() -> None:
    """ "Moscow" stays as the text has it, with the party it stands for."""

    found = link("Moscow said <c>11</c> drones were shot down.")

    assert found is not None
    assert (found.name, found.party, found.type) == ("Moscow", "RUS", SourceType.GOVERNMENT)


def test_mode_of_a_number_in_quotation_marks() -> None:
    """A number within the quotation marks is in the source's own words, one outside is not."""

    direct = link('"We lost <c>11</c> good men on that road," the colonel said.')
    indirect = link('The colonel said <c>11</c> men died on "the road of death".')

    assert direct is not None
    assert indirect is not None
    assert (direct.mode, indirect.mode) == (Mode.DIRECT, Mode.INDIRECT)


def test_via_names_the_relay() -> None:
    """Whom the source told is the relay."""

    found = link("A nurse told Radio Tamazuj that <c>11</c> people died.")

    assert found is not None
    assert (found.name, found.via) == ("nurse", "Radio Tamazuj")


def test_chains_of_pronouns_are_bounded() -> None:
    """Pronouns that find nobody are each tried once: sixty in a row cost no more than sixty."""

    found = link("\n\n".join(["He said so, he added. It said it knew."] * 60) + "\n\nHe said <c>11</c> people died.")

    assert found is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Shelling killed <c>2</c> people.\n\nThis was reported by Maria Osei, the governor, on Telegram.",
            "Maria Osei",
        ),
        (
            "Shelling killed <c>2</c> people. The General Staff of Ukraine said this on Facebook.",
            "General Staff of Ukraine",
        ),
        ("Shelling killed <c>2</c> people. The information was confirmed by the police.", "police"),
        ("Shelling killed <c>2</c> people. This was the third attack, the governor said.", None),
        ("Shelling killed <c>2</c> people. It rained.\n\nTalks began.\n\nThis was reported by the governor.", None),
    ],
)
def test_the_sentence_behind_tells_who_said_this(text: str, name: str | None) -> None:
    """ "This was reported by X" attributes the paragraph before it, and nothing else does."""

    found = link(text)

    assert (found.name if found else None) == name


def test_a_place_before_who_speaks_is_not_its_name() -> None:
    """ "in Morocco, the foreign ministry said" names no ministry called Morocco."""

    found = link("<c>7</c> French citizens died in Morocco, the French foreign ministry said.")

    assert found is not None
    assert found.name == "French foreign ministry"
