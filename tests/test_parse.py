"""Trees and names are those of the model's own pipes, however they are decoded."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from claimx.parse import embedding
from claimx.parse.decoding import decoder
from claimx.parse.model import find_model, load_model
from claimx.tokenize import tokenize

# Own sentences, short and long, with names, lists, quotations, a heading and a bare number.
SENTENCES = [
    "Shelling killed 12 people in Sumy.",
    "Colonel Idris Haroun of the border guard told Radio Tamazuj on Sunday that at least 43 of his men, among them two captains, had been killed when raiders attacked the post at Tine.",
    "Enemy losses:",
    "7",
    '"We buried nineteen of them ourselves," said Mariam Toure, a nurse at the district hospital in Menaka, "and the army buried the rest."',
    "The ministry listed 14 tanks, 22 armoured vehicles, three howitzers and a Grad launcher, all of them lost between 3 and 9 May near Lysychansk, Popasna and Zolote.",
]  # fmt: skip


@pytest.fixture(scope="module")
def nlp():
    return load_model(find_model())


def cut(nlp, sentence):
    """A Doc of the words that the project's own tokenizer makes; the model's is not loaded."""
    tokens = tokenize(sentence)
    return Doc(nlp.vocab, words=[token.text for token in tokens], spaces=[token.space for token in tokens])


def docs_of(nlp, encoders):
    docs = [cut(nlp, sentence) for sentence in SENTENCES]
    for encoder in encoders:
        docs = list(nlp.get_pipe(encoder).pipe(docs))
    return docs


@pytest.mark.parametrize(("name", "encoders"), [("parser", ["tok2vec"]), ("ner", [])])
def test_decoding_gives_what_the_pipe_gives(nlp, name, encoders):
    pipe, ours, theirs = nlp.get_pipe(name), docs_of(nlp, encoders), docs_of(nlp, encoders)

    decoder(pipe)(ours)

    def told(doc):
        return [(token.head.i, token.dep_, token.ent_type_, token.ent_iob_) for token in doc]

    expected = [told(doc) for doc in pipe.pipe(theirs)]
    assert [told(doc) for doc in ours] == expected
    assert len({kind for doc in expected for _, dep, ent, _ in doc for kind in (dep, ent)}) > 5  # the pipe has spoken


@pytest.mark.parametrize("mix", [embedding._MIX, 0], ids=["sums of their own", "one sum for all"])
@pytest.mark.parametrize("name", ["tok2vec", "ner"])
def test_a_word_read_once_has_the_vector_that_it_has_each_time(nlp, name, mix, monkeypatch):
    monkeypatch.setattr(embedding, "_MIX", mix)
    (once,) = [layer for layer in nlp.get_pipe(name).model.walk() if layer.name == "embed_once"]
    extract, ragged = next(each for each in nlp.get_pipe(name).model.walk() if once in each.layers).layers[:2]
    features = ragged.predict(extract.predict(docs_of(nlp, [])))
    tables = once.layers[0]
    read = []

    def counting(model, given, is_train, real=tables._func):
        read.append(len(given.dataXd))
        return real(model, given, is_train)

    monkeypatch.setattr(tables, "_func", counting)

    vectors = once.predict(features).dataXd

    words = len(features.dataXd)
    assert read == ([words] if not mix else [len({tuple(row) for row in features.dataXd.tolist()})])
    read_each = [layer.predict for layer in once.layers]
    assert vectors == pytest.approx(read_each[1](read_each[0](features)).dataXd, abs=1e-5)
    assert vectors.shape[0] == words > read[0] or not mix


def test_documents_without_words_are_left_alone(nlp):
    empty = cut(nlp, "")

    decoder(nlp.get_pipe("ner"))([empty])

    assert len(empty) == 0


def test_beams_and_other_pipes_are_left_to_themselves(nlp):
    from spacy.pipeline.dep_parser import make_beam_parser

    model = nlp.get_pipe("parser").model
    beams = make_beam_parser(
        nlp, "beams", model, None, 100, False, 30, beam_width=4, beam_density=0.0, beam_update_prob=0.5, scorer=None
    )

    assert decoder(beams) is None
    assert decoder(nlp.get_pipe("tagger")) is None
