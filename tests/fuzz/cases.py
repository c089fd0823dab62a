"""What is tried: bytes as a file would hold them, and a parser, which need not be a good one.

A case is made from few bytes, so that a fuzzer can change them one by one, and kept as JSON, so that people can read it.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from invariants import check_files, check_records, check_streams

from claimx.errors import ReadError
from claimx.models import Article
from claimx.read import Notice, ReadOptions, Source
from claimx.read import _stream as articles_of_stream

# The field's own words and what breaks them: bytes at random hardly ever reach a linker.
WORDS = (
    'killed|wounded|12|at least|1,234|soldiers|tanks|of whom|were|in Kyiv|on Monday|the army said|,|.|"|“|”|(|)|and|or|no|Russian|Hamas|fighters|'
    "two hundred|dozens of|between|T-72|said|he|they|according to|about|twice that number|(+3)|-|–|:|\n|\n\n|\n* |including|children|3 million|"
    "shot down|drones|of them|another|the other|both|none of|yesterday|7 March 2023|since|from|to|up to|half of|Israel|Gaza|destroyed|a|the|'s|"
    "per day|lost|captured|missing|bodies|civilian|casualties|strike|wrote|denied|may have|if|not|\u202e|\u200b|\u0301|💥|\x0c|٣|½|²|１２|1e5|0|00012|"
    "one|ten|hundred|thousand|dead|injured|people|died|respectively|total|more|others|each|every|who|which|by|was|been|The ministry|Gen.|told|AFP|"
    "Ukrainian forces|rebels|the enemy|our forces|losses|Losses:|Tanks: 12\n|APVs - 3,466 (+12)\n|# Losses\n|Headline of 3 dead\n|KYIV, March 7 (AFP) - |"
    "out of|percent|%|$|km|years|aged|first|second|last week|earlier|so far|this year|in 2014|24 hours|overnight|near|outside|Mopti|Hodeidah|"
    "women|a woman|teenager|twins|couple|family of five|crew|troops|battalion|helicopter|ship|vehicles|equipment|howitzers|Su-35s|\u2028|\ufeff|\u00a0|\u00ad|\u200d|"
    "…|;|?|!|—|[1]|/|*|+|±|~|≈|<|>|&|@|0.5|1.2|12-15|12/15|1,2,3|1.234.567|99999999999999999999|IX|M1A2|1st|2nd|ﬁve|İ|ı|ß|ǅ|\u1e9e|\u0345"
).split("|")
FORMATS = ("text", "text", "text", "jsonl", "json", "csv", "html", "words")
# Parts of speech with a tag each, and dependencies, as the model gives them.
SHAPES = (
    ("NOUN", "NNS"), ("NOUN", "NN"), ("PROPN", "NNP"), ("VERB", "VBD"), ("VERB", "VBN"), ("VERB", "VBG"), ("VERB", "VBZ"), ("VERB", "VB"),
    ("AUX", "VBD"), ("ADP", "IN"), ("ADJ", "JJ"), ("NUM", "CD"), ("DET", "DT"), ("PRON", "PRP"), ("PRON", "WP"), ("ADV", "RB"), ("PUNCT", ","),
    ("CCONJ", "CC"), ("SCONJ", "IN"), ("PART", "TO"), ("X", "FW"), ("SYM", "$"), ("SPACE", "_SP"), ("", ""),
)  # fmt: skip
DEPS = (
    "nsubj", "nsubjpass", "dobj", "pobj", "prep", "nummod", "amod", "compound", "conj", "cc", "appos", "relcl", "acl", "advcl", "ccomp", "xcomp",
    "attr", "agent", "aux", "auxpass", "det", "poss", "case", "mark", "npadvmod", "quantmod", "advmod", "punct", "dative", "prt", "dep", "pcomp",
    "parataxis", "nmod", "neg", "expl", "oprd", "csubj", "acomp", "intj", "preconj", "predet", "meta", "",
)  # fmt: skip
ENTITIES = (
    "",
    "",
    "",
    "GPE",
    "ORG",
    "PERSON",
    "DATE",
    "NORP",
    "CARDINAL",
    "LOC",
    "FAC",
    "EVENT",
    "QUANTITY",
    "PERCENT",
)
# Seconds of work for one small input: far more than any needs, so that what hangs is found.
SLOW = 20


@dataclass(frozen=True)
class Case:
    """``trees`` are the bytes that any tree over the words is drawn from; None asks the model."""

    format: str
    raw: bytes
    trees: bytes | None = None

    @classmethod
    def of(cls, data: bytes) -> Case:
        """A format, how to parse, eight bytes of trees, and what a file holds."""
        head, payload = data[:10].ljust(10, b"\0"), data[10:]
        form = FORMATS[head[0] % len(FORMATS)]
        if form == "words":
            # A word in each byte; every eighth stands right behind the one before.
            parts = [WORDS[byte % len(WORDS)] + ("" if byte * 7 % 8 == 0 else " ") for byte in payload]
            form, payload = "text", ("Shelling killed 12. " + "".join(parts)).encode("utf-8")
        return cls(form, payload, None if head[1] % 16 == 0 else head[2:10])

    @classmethod
    def load(cls, path: Path) -> Case:
        """A case from its file: the words as ``text`` where they are UTF-8, else as ``base64``."""
        kept = json.loads(path.read_text(encoding="utf-8"))
        raw = kept["text"].encode("utf-8") if "text" in kept else base64.b64decode(kept["base64"])
        return cls(kept["format"], raw, bytes.fromhex(kept["trees"]) if kept.get("trees") else None)

    def dump(self, path: Path, why: str) -> None:
        """Write the case to a file that ``load`` reads."""
        try:
            content = {"text": self.raw.decode("utf-8")}
        except UnicodeDecodeError:
            content = {"base64": base64.b64encode(self.raw).decode("ascii")}
        kept = {"why": why, "format": self.format, **content, "trees": self.trees.hex() if self.trees else None}
        path.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")

    def articles(self) -> list[Article]:
        """The articles that the bytes hold; what cannot be read is told by an error of our own, and left out."""
        found = articles_of_stream(io.BytesIO(self.raw), self.format, Source(Path("-"), "-"), ReadOptions())
        outcomes = []
        with suppress(ReadError):
            outcomes.extend(found)
        return [outcome for outcome in outcomes if not isinstance(outcome, ReadError | Notice)]


class Trees:
    """Stands for the parser: gives every sentence a tree, drawn from bytes, that a parser might give."""

    def __init__(self, drawn: bytes) -> None:
        self._drawn = drawn or b"\0"

    def parse(self, sentences):
        return [self._parsed(sentence) for sentence in sentences]

    def entities(self, sentences):
        return [
            replace(sentence, tokens=tuple(replace(t, ent=ENTITIES[self._byte(sentence, t.i + 5) % len(ENTITIES)]) for t in sentence.tokens))
            for sentence in sentences
        ]  # fmt: skip

    def _byte(self, sentence, i):
        # The same word has the same tree wherever the text before it grows: a fuzzer's changes stay small.
        word = sum(map(ord, sentence.tokens[i % len(sentence.tokens)].text))
        return (self._drawn[i % len(self._drawn)] * 31 + word * 7 + i) % 251

    def _parsed(self, sentence):
        size = len(sentence.tokens)
        root = self._drawn[0] % size if size else 0
        parts, children = [], [[] for _ in range(size)]
        for token in sentence.tokens:
            i, byte = token.i, self._byte(sentence, token.i)
            # Always nearer to the root, so that no word is its own ancestor.
            head = i if i == root else min(root, i + 1 + byte % 5) if i < root else max(root, i - 1 - byte % 5)
            number = token.text[0].isdigit() and byte % 8
            pos, tag = ("NUM", "CD") if number else SHAPES[(byte + self._drawn[1 % len(self._drawn)]) % len(SHAPES)]
            dep = (
                "ROOT"
                if head == i
                else "nummod"
                if number and byte % 2
                else DEPS[self._byte(sentence, i + 3) % len(DEPS)]
            )
            if head != i:
                children[head].append(i)
            parts.append(replace(token, lemma=token.lower, pos=pos, tag=tag, dep=dep, head=head))
        return replace(sentence, tokens=tuple(parts), children=tuple(map(tuple, children)), parsed=True)


def try_case(case, extractor, model, folder=None):
    """Raises where a case breaks a promise. ``model`` is the parser to use where the case has no trees of its own.

    Returns the number of records. With a folder, what is written as files is tried too.
    """
    articles = [
        replace(article, sha256=article.sha256 or hashlib.sha256(article.text.encode("utf-8")).hexdigest())
        for article in case.articles()
    ]
    extractor.__dict__["parser"] = Trees(case.trees) if case.trees is not None else model
    began = time.process_time()
    told = []
    for article in articles:
        records = extractor.extract(article)
        check_records(article.text, records)
        told.append((article, records))
    assert time.process_time() - began < SLOW, f"{time.process_time() - began:.0f} s"
    check_streams(told)
    if folder is not None:
        check_files(told, folder)
        for article in articles:
            extractor.audit(article)
    return sum(len(records) for _, records in told)
