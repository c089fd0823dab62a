"""Whether a word that may report does so here: verbs that are also nouns, "claimed 12 lives", "was confirmed"."""

from __future__ import annotations

from claimx.clauses import claims_deed
from claimx.find.attributions.contents import skip_circumstance
from claimx.find.attributions.sources import Reader
from claimx.find.attributions.words import ARTICLES, FILLERS, MARKS, NOBODY, PRONOUNS
from claimx.lexicon.attributions import AttributionEntry
from claimx.lexicon.match import Match
from claimx.lexicon.verbs import SAYS

# "continued to attack" is no speech, whatever quotation it stands in.
_GOING_ON = frozenset({"continue", "continues", "continued", "continuing", "on"})
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "'s", "'re"})
# Within so many words of "put", "raise", "give" stands what is put, raised or given.
_TOLL_REACH = 9
# The comma before a closing "the agency estimates" stands within so many words.
_SUBJECT_REACH = 9


def is_verb(reader: Reader, v: int) -> bool:
    """True where a word that may be a reporting verb is one, and not a noun, a name or an adjective."""
    token, nouns = reader.tokens[v], reader.vocabulary.beside["noun"]
    low = token.lower
    before = reader.tokens[v - 1].lower if v else ""
    if (before, low) == ("united", "states"):
        return False
    if v in reader.at and reader.at[v].first < v:  # "a court document", "a press release"
        return False
    if v > 0 and token.text[0].isupper() and not reader.capitals:  # "Plateau State", "the Daily Record"
        counts = [t.tag for t in reader.tokens[v + 1 : v + 2]] == ["CD"]
        return reader.titled and (
            token.pos == "VERB" or low in SAYS or counts and v - 1 in reader.at or low not in nouns
        )
    if (
        before in ARTICLES - {"that", "this", "one"}
        or before in ("'s", "to", "no", "of", "some", "any")
        and low in nouns
    ):
        return before == "'s" and low not in nouns
    if low in nouns:
        return low == "say" or _is_nounlike_verb(reader, v)
    return not (
        token.pos in ("ADJ", "NOUN", "PROPN")
        and low.endswith("ed")
        and before not in PRONOUNS
        and v - 1 not in reader.at
    )


def _is_nounlike_verb(reader: Reader, v: int) -> bool:
    """True where a form that is a noun as often ("reports", "claims") is the verb, by its neighbours and its number."""
    tokens, token = reader.tokens, reader.tokens[v]
    low = token.lower
    before = tokens[v - 1].lower if v else ""
    after = tokens[v + 1].lower if v + 1 < len(tokens) else ""
    closing = after in (".", "") and any(t.text == "," for t in tokens[max(0, v - _SUBJECT_REACH) : v])
    if low.endswith("s") and closing and v - 1 in reader.at and not before.endswith("s"):
        return True  # "..., the agency estimates."
    if low.endswith("s") and _is_parenthetic(reader, v):
        return True
    if token.pos:
        counts = v + 1 < len(tokens) and (tokens[v + 1].tag == "CD" or after in ("at", "the", "a", "an", "no"))
        # "Police report nine dead": no noun has a phrase of its own right behind it.
        misread = (
            counts
            and v - 1 in reader.at
            and not before.endswith("'s")
            and any(map(reader.is_finite, range(v + 1, len(tokens))))
        )
        return token.pos in ("VERB", "AUX") or low in ("say", "says") or misread
    # Number agrees where it is a verb: police report, the army reports; not "court report".
    agrees = (
        before.endswith("s") != low.endswith("s")
        or before in ("police", "people", "media", "they", "we")
        or not low.endswith("s")
        and tokens[v - 1].text[0].isupper()
    )
    named = v > 0 and (tokens[v - 1].text[0].isupper() or before == "," and low == "put") and before not in NOBODY
    return (
        (agrees or low == "put") and after not in ("of", "from", "on", "by", "about") and (v - 1 in reader.at or named)
    )


def _is_parenthetic(reader: Reader, v: int) -> bool:
    """True for a verb that commas set off with its subject: "the raid, *the army claims*, killed 40"."""
    tokens = reader.tokens
    if v + 2 >= len(tokens) or tokens[v + 1].text != "," or tokens[v + 2].lower in ("and", "or"):
        return False
    comma = next((i for i in range(v - 2, max(-1, v - _SUBJECT_REACH), -1) if tokens[i].text == ","), None)
    if comma is None or any(map(reader.is_finite, range(comma + 1, v))):
        return False
    first, last = tokens[comma + 1], tokens[v - 1]
    # A list's items are plural as a rule: "police records, army reports, hospital logs".
    single = first.lower in ("the", "a", "an", "he", "she", "it") and (
        last.tag in ("NN", "NNP", "PRP") or v - 1 in reader.at
    )
    named = first.text[0].isupper() and all(t.text[0].isupper() for t in tokens[comma + 1 : v])
    return single or named


def is_other_sense(reader: Reader, cue: Match[AttributionEntry]) -> bool:
    """True for "claimed 12 lives", "claimed responsibility", "put pressure", "told to evacuate", "said of"."""
    if reader.tokens[cue.last - 1].lower in _GOING_ON and [t.lower for t in reader.tokens[cue.last : cue.last + 1]] == [
        "to"
    ]:
        return True
    tokens, frame, beside = reader.tokens, cue.value.frame, reader.vocabulary.beside
    ahead = [t.lower for t in tokens[cue.last : cue.last + _TOLL_REACH]]
    owned = not beside["taken"].isdisjoint(ahead[:6]) or claims_deed(reader.sentence, cue.first)
    taken = ahead[:1] == ["as"] and ahead[1:2] not in (["many"], ["much"], ["few"])  # "claimed as its own"
    if cue.value.id == "claim" and (owned or taken):
        return True
    if tokens[cue.first].lower in _REACTING and ahead[:1] == ["to"]:
        return True
    if frame == "toll":
        near = next(
            (
                k
                for k, word in enumerate(ahead)
                if word in ("after", "when", "as", "since", "that", "because", "where", "who", ".")
            ),
            len(ahead),
        )
        put = ahead[:1] in (["it"], ["this"], ["that"], ["them"]) and "at" in ahead[1:3]  # "residents put it at 100"
        return not put and beside["toll"].isdisjoint(ahead[:near])
    if frame == "accuse":
        return "of" not in ahead and "for" not in ahead
    if frame == "that":
        beside_marks = tokens[max(0, cue.first - _SUBJECT_REACH) : cue.last + 3]
        after = skip_circumstance(reader, cue.last)
        that = [t.lower for t in tokens[after : after + 1]] == ["that"] or "that" in ahead[:3]
        quoted = any(t.text in MARKS for t in beside_marks)
        return not (that or quoted or _closes(reader, cue) or takes_clause(reader, cue.first))
    if cue.value.id == "say" and ahead[:1] == ["to"]:
        return True
    if tokens[cue.first].lower in ("warn", "warns", "warned", "warning") and ahead[:1] in (["of"], ["against"]):
        return True
    # "said he was horrified by": a feeling about what all know.
    return not beside["feeling"].isdisjoint(ahead[:5])


# "responded to the firing that killed two": with deeds.
_REACTING = frozenset({"respond", "responds", "responded", "responding", "replied", "answered", "objected"})
# Behind a comma they begin a clause of their own: "..., while students protested."
_JOINING = frozenset("while as and when but who which where after before although though or so because until".split())


def _closes(reader: Reader, cue: Match[AttributionEntry]) -> bool:
    """True for the verb that closes a sentence behind a comma and its subject: "nine people died, a lawmaker lamented"."""
    tokens = reader.tokens
    if _is_parenthetic(reader, cue.first):
        return True
    if cue.last < len(tokens) and tokens[cue.last].text != ".":
        return False
    low = max(0, cue.first - _SUBJECT_REACH)
    comma = max((i for i in range(low, cue.first - 1) if tokens[i].text == ","), default=None)
    if comma is None or tokens[cue.first].lower in _GOING_ON:
        return False
    return tokens[comma + 1].lower not in _JOINING and not any(map(reader.is_finite, range(comma + 1, cue.first - 1)))


_NEGATIONS = frozenset({"not", "n't", "never", "neither", "nor"})
# "declined to say", "has yet to confirm": nothing is said.
_WITHHOLDING = frozenset(
    "decline declines declined declining refuse refuses refused refusing fail fails failed unable yet reluctant".split()
)


def is_negated(reader: Reader, v: int) -> bool:
    """True for "has not said", "neither confirmed nor denied", "declined to say": what follows is the writer's."""
    tokens = reader.tokens
    i = v - 1
    while (
        i >= 0 and (tokens[i].lower in FILLERS or tokens[i].tag == "RB") and tokens[i].lower not in _NEGATIONS | {"to"}
    ):
        i -= 1
    if i > 0 and tokens[i].lower == "to":
        return tokens[i - 1].lower in _WITHHOLDING
    return i >= 0 and tokens[i].lower in _NEGATIONS


# With one of these a clause begins that needs no "that": "maintains there were nine dead".
_SUBJECTS = frozenset({"there", "he", "she", "they", "we"})


def takes_clause(reader: Reader, v: int) -> bool:
    """True where a finite clause stands behind the verb for its object: "concluded nine people died"."""
    if [t.lower in _SUBJECTS for t in reader.tokens[v + 1 : v + 2]] == [True]:
        return True
    children = reader.sentence.children[v] if reader.sentence.parsed else ()
    return any(
        c > v and reader.tokens[c].dep == "ccomp" and any(reader.is_finite(i) for i in range(v + 1, c + 1))
        for c in children
    )


def is_passive(reader: Reader, v: int, *, estimate: bool = False) -> bool:
    """True for "was confirmed", "believed killed": whose subject is told of and does not speak."""
    token = reader.tokens[v]
    low = token.lower
    if low.endswith("ing"):
        return False
    if token.tag == "VBN" and token.dep in ("acl", "amod") and not (v and reader.tokens[v - 1].text == ","):
        # No reduced passive has a clause behind it: "an official declared by telephone that" is a verb misread, and so is
        # one that closes the sentence: "nine died, the news agency reported on Monday".
        after = skip_circumstance(reader, v + 1)
        behind = [t.lower for t in reader.tokens[after : after + 1]]
        closes = behind in ([], ["."]) and token.dep == "acl" and v - 1 in reader.at
        return behind != ["that"] and not takes_clause(reader, v) and not closes
    if (estimate or v and reader.tokens[v - 1].text == ",") and [t.lower for t in reader.tokens[v + 1 : v + 2]] == [
        "to"
    ]:
        return True  # "gunmen, suspected to be herders,"
    if not is_preceded_by_be(reader, v):
        return False
    return not token.tag or token.tag in ("VBN", "VBD", "JJ")


def is_preceded_by_be(reader: Reader, v: int) -> bool:
    """True where a form of "be" stands before the verb, adverbs between: "has since been officially confirmed"."""
    i = v - 1
    while i >= 0 and v - i <= 4 and (reader.tokens[i].lower in FILLERS or reader.tokens[i].tag == "RB"):
        if reader.tokens[i].lower in _BE:
            return True
        i -= 1
    return i >= 0 and reader.tokens[i].lower in _BE
