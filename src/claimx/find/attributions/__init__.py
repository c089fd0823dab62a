"""Find who says what: source, cue and content (citron's three parts), in one sentence.

Works on parsed sentences and, with less care for who is the subject, on tokens alone. A sentence in nobody's mouth but the
writer's yields no attribution; a cue without a source ("reportedly", "most say") yields one whose source is None.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from claimx.find.attributions.headings import find_heading, find_row
from claimx.find.attributions.prepositions import find_nominal, find_preposition, relayed
from claimx.find.attributions.sources import Reader
from claimx.find.attributions.verbs import find_verb
from claimx.find.attributions.words import MOST_CUES
from claimx.lexicon.attributions import AttributionVocabulary
from claimx.models import Attribution, Sentence
from claimx.schema import Mode

__all__ = ["MOST_CUES", "find_attributions"]


def find_attributions(sentence: Sentence, vocabulary: AttributionVocabulary) -> list[Attribution]:
    """The attributions of a sentence, in text order of their cues."""
    if not sentence.tokens:
        return []
    reader = Reader(sentence, vocabulary)
    found = find_row(reader)
    if found:
        return found
    for cue in islice(vocabulary.cues(sentence.lowers()), MOST_CUES):
        entry = cue.value
        one: Attribution | None
        if entry.form == "adverb":
            content = ((cue.first, len(sentence.tokens)),)
            one = reader.attribute(None, (cue.first, cue.last), entry.id, content, Mode.INDIRECT, "attribution.hearsay")
        elif entry.form == "preposition":
            one = find_preposition(reader, cue, found)
            if one is None:  # "announced by telephone that": the verb alone
                alone = next(vocabulary.cues([sentence.tokens[cue.first].lower]), None)
                if alone is not None and alone.value.form == "verb":
                    one = find_verb(reader, replace(alone, first=cue.first, last=cue.first + 1), found)
        else:
            one = find_verb(reader, cue, found)
        if one is not None:
            empty = any(a >= b for a, b in one.content)
            found.append(replace(one, content=tuple((a, b) for a, b in one.content if a < b)) if empty else one)
    taken = [one.cue for one in found]
    found += [one for one in find_nominal(reader) if not any(one.cue.overlaps(cue) for cue in taken)]
    found.sort(key=lambda one: one.cue.first)
    if not any(one.source for one in found):
        found += find_heading(reader)
    return relayed(found)
