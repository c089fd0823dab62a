"""Entries of a chronicle: "March 4: Rebels took the town. March 5: ...", each under its day, several in one paragraph."""

from __future__ import annotations

from claimx.models import DateMention, Document, Sentence

_DAYS = frozenset(("day", "range", "weekday", "offset", "month"))


def is_label(sentence: Sentence, mention: DateMention) -> bool:
    """True for the day that opens an entry: a colon or dash follows it, and nothing stands before."""
    phrase, tokens = mention.phrase, sentence.tokens
    if phrase.first != 0 or mention.expression not in _DAYS or phrase.last >= len(tokens):
        return False
    return tokens[phrase.last].text in (":", "--", "\u2014")


def read_entries(document: Document) -> list[int | None]:
    """For each sentence, the index of the one that opens its entry; None outside of entries. An entry ends with its paragraph."""
    out: list[int | None] = []
    for sentence, mentions in zip(document.sentences, document.mentions, strict=True):
        k = sentence.index - 1
        within = k >= 0 and document.sentences[k].block.index == sentence.block.index
        opens = bool(mentions.dates) and is_label(sentence, mentions.dates[0])
        out.append(sentence.index if opens else out[k] if within else None)
    return out
