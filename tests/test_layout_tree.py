"""The layout tree: what each sentence stands in, and which sentences tell for it."""

from __future__ import annotations

import pytest

from claimx.layout import read_layout, read_plain, segment
from claimx.lexicon.boilerplate import BoilerplateVocabulary
from claimx.models import Article, NoteKind


@pytest.fixture(scope="module")
def tree():
    vocabulary = BoilerplateVocabulary.load()

    def read(text):
        plain = read_plain(text).text
        _, sentences = segment(Article(plain), vocabulary)
        return sentences, read_layout(plain, sentences)

    return read


DIGEST = (
    "The day in brief\n\nTorvan war\n"
    "  Two shells hit Arlesk. Nine people die. (Daily Post)\n"
    "Selmer flood\n"
    "  A river bursts its banks in Selmer. (Reuters) (AFP)\n"
    "  A bridge falls. (Reuters)\n"
)


@pytest.mark.parametrize(
    ("text", "sentence", "kind", "leads"),
    [
        pytest.param("Losses of the army\n14.03.2024\nTanks — 76 (+1)\nGuns — 12\n", "Guns — 12", "row", ["14.03.2024", "Losses of the army"], id="a row stands under its opening and its day"),
        pytest.param("Losses of the army\nTanks — 76 (+1)\nGuns — 12\n\nThe general spoke.\n", "The general spoke.", "paragraph", ["Losses of the army"], id="nothing leaks to what follows a list"),
        pytest.param("Raid\n\nThe side lost:\n\n- six tanks, it said.\n- two guns, it said.\n", "two guns, it said.", "item", ["The side lost:", "Raid"], id="bullets under a colon"),
        pytest.param("Raid\n\nA raid began.\n\n## Arlesk\n\n### Monday\n\nTwo died.\n", "Two died.", "paragraph", ["Monday", "Arlesk", "Raid"], id="headings by their signs of number"),
        pytest.param("Raid\n\nA raid began.\n\n## Arlesk\n\n### Monday\n\nTwo died.\n\n## Selmer\n\nSix died.\n", "Six died.", "paragraph", ["Selmer", "Raid"], id="a heading ends those below it"),
        pytest.param("War\n\nMarch 4: Rebels came. Two died. March 5: They left. Six died.\n", "Six died.", "entry", ["March 5: They left.", "War"], id="entries within a paragraph"),
        pytest.param("Live\n\n10:32 GMT\n\nTwo died in Arlesk.\n\n11:05 GMT\n\nSix died in Selmer.\n", "Six died in Selmer.", "paragraph", ["11:05 GMT", "Live"], id="a live page's times"),
        pytest.param(DIGEST, "Nine people die.", "entry", ["Torvan war", "The day in brief"], id="a digest's item under its topic"),
        pytest.param(DIGEST, "A bridge falls.", "entry", ["Selmer flood", "The day in brief"], id="items of one topic"),
        pytest.param("Raid\n\nDate: 3 May\nPlace: Arlesk\n\nSix died.\n", "Six died.", "paragraph", ["Raid"], id="below a card"),
        pytest.param('Fire\n\n"All is lost."\n\nSix died.\n', '"All is lost."', "quotation", ["Fire"], id="a block in quotation marks"),
        pytest.param("Fire\n\nPhoto: the mill that burnt on Monday.\n\nSix died.\n", "Photo: the mill that burnt on Monday.", "caption", ["Fire"], id="a caption"),
    ],
)  # fmt: skip
def test_node_and_leads(tree, text, sentence, kind, leads):
    sentences, layout = tree(text)
    at = next(one.index for one in sentences if one.text == sentence)

    assert layout.node(at).kind.value == kind
    assert [sentences[lead].text for lead in layout.leads(at)] == leads


@pytest.mark.parametrize(
    ("text", "sentence", "kind", "noted"),
    [
        pytest.param("Raid\n\nDate: 3 May\nPlace: Arlesk\n\nSix died.\n", "Six died.", NoteKind.PLACE, "Place: Arlesk", id="an account below its card"),
        pytest.param("Raid\n\nIncident date\n3 May\n\nSix died.\n", "Six died.", NoteKind.DATE, "3 May", id="a value below its label"),
        pytest.param("Raid\n\nDead: six\nDate: 3 May\nPlace: Arlesk\n", "Dead: six", NoteKind.DATE, None, id="nothing is told upwards"),
        pytest.param("Raid\n\nDate: 3 May\nPlace: Arlesk\nSix died.\n\nDate: 9 May\nPlace: Selmer\n\nTwo died.\n", "Two died.", NoteKind.DATE, "Date: 9 May", id="the next card"),
        pytest.param("Raid\n\nPlace: Arlesk\n\nSix died.\n", "Six died.", NoteKind.PLACE, None, id="a place alone is no card"),
    ],
)  # fmt: skip
def test_card(tree, text, sentence, kind, noted):
    sentences, layout = tree(text)
    at = layout.noted(next(one.index for one in sentences if one.text == sentence), kind)

    assert (None if at is None else sentences[at].text) == noted


def test_entries_share_nothing(tree):
    """Sentences of one item go together, those of two items do not."""
    sentences, layout = tree(DIGEST)
    at = {sentence.text: sentence.index for sentence in sentences}

    assert layout.share(at["Two shells hit Arlesk."], at["Nine people die."])
    assert not layout.share(at["A river bursts its banks in Selmer."], at["A bridge falls."])


@pytest.mark.parametrize(
    ("read", "plain"),
    [
        ("At least <b>12</b> men", "At least 12 men"),
        ("> Six men died.\n> Two fled.", "Six men died.\nTwo fled."),
        (">12 men died", ">12 men died"),
        ("[The mayor](https://a.test/b) said **six** died", "The mayor said six died"),
        ("sold\u00adiers and Ar\u200blesk", "soldiers and Arlesk"),
        ("he said.Three died", "he said. Three died"),
        ("the U.S.Army of node.js", "the U.S.Army of node.js"),
        ("sol-\ndiers with long-\nrange guns", "soldiers with long-range guns"),
        ("six &lt; nine &amp; ten&nbsp;men", "six < nine & ten\u00a0men"),
        ("he said \u00e2\u20ac\u0153six\u00e2\u20ac\u009d", "he said \u201csix\u201d"),
        ("Photo: AgencyThe fire killed six", "Photo: Agency\n\nThe fire killed six"),
        ("APV-12948(+16)", "APV - 12948(+16)"),
        ("2 < 3 and <12 dead>", "2 < 3 and <12 dead>"),
        ("* item one\n* item two", "* item one\n* item two"),
    ],
)
def test_plain_text(read, plain):
    assert read_plain(read).text == plain


@pytest.mark.parametrize(
    ("read", "word", "slice_"),
    [
        ("At least <b>12</b> men", "12", "12"),
        ("six sold\u00adiers died", "soldiers", "sold\u00adiers"),
        ("ten&nbsp;men", "men", "men"),
        ("six &lt; nine", "<", "&lt;"),
        ("he said.Three died", "Three", "Three"),
        ("he \u00e2\u20ac\u0153said", "said", "said"),
    ],
)
def test_spans_lead_back(read, word, slice_):
    plain = read_plain(read)
    at = plain.text.index(word)
    start, end = plain.span(at, at + len(word))

    assert read[start:end] == slice_
