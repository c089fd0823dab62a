"""Words of a claim's sentence that tell whether it goes on with an event, counts up to now, or begins another."""

from __future__ import annotations

from collections.abc import Sequence

from claimx.lexicon.dates import DateVocabulary, Kind
from claimx.lexicon.verbs import SAYING_LEMMAS
from claimx.link.anchor import anchor_of
from claimx.link.dates.timeline import Told
from claimx.models import Claim, Document, Loss, Sentence

_INDEFINITE = frozenset(("a", "an", "another", "one", "two", "several", "separate", "similar", "other"))
# "The country's decade-long civil war": a subject of so many words.
_SUBJECT = 8
# Nouns of a whole war, of which a toll counts more than one event.
WARS = frozenset(("war", "conflict", "insurgency", "uprising", "rebellion", "genocide"))
_ALL_WARS = WARS | {"wars", "conflicts"}
_OUTBREAKS = frozenset(("invasion", "revolution", "hostilities", "coup", "intervention", "fighting", "wars"))
# "since the start of Russia's full-scale invasion": so many words at most.
_SINCE = 9
_NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve several dozens scores hundreds thousands".split()
)
_LEADING = frozenset(("in", "at", "on", "near", "during"))
_POSSESSIVE = frozenset(("'s", "\u2019s"))
_VICTIMS = frozenset("dead victims deceased wounded injured deaths survivors slain".split())
_PERFECT = frozenset(("has", "have", "'ve"))
# "have sunk two merchant ships and killed": words from the auxiliary to the last of its verbs.
_DEEDS_BACK = 9
# After these "have" is no running count of a named side: "claimed to have killed", "it has killed".
_PRONOUNS = frozenset("it this that we they he she i there to may might could must would should will not".split())
_PASSIVE = frozenset(("been", "was", "were", "being"))
_SPEAKERS = frozenset(("it", "they", "we", "he", "she"))
# "the army says / estimates it has killed 900"
_COUNTING = SAYING_LEMMAS | {"estimate"}
_INTRANSITIVE = frozenset(
    "died drowned perished succumbed fallen dead missing found recovered retrieved pulled dug".split()
)
# Who kill with themselves: whom they kill are others.
SELF_KILLERS = frozenset({"bomber", "bombers"})


def since_war_began(words: Sequence[str]) -> bool:
    """True where the words count from the beginning of a war: "since the invasion", "since the start of the civil war"."""
    return any(
        word == "since" and any(each in WARS or each in _OUTBREAKS for each in words[j + 1 : j + 1 + _SINCE])
        for j, word in enumerate(words)
    )


def goes_on_with_war(document: Document, index: int) -> bool:
    """True right after a sentence of the paragraph that counts a whole war's dead: "The war has killed 900. A minister put it at 1,200"."""
    if index < 1 or document.sentences[index - 1].block.index != document.sentences[index].block.index:
        return False
    words = document.sentences[index - 1].lowers()
    perfect = not _PERFECT.isdisjoint(words) or not _PERFECT.isdisjoint(document.sentences[index].lowers())
    return perfect and words[0] in ("the", "this", "that") and not WARS.isdisjoint(words[:_SUBJECT])


def counts_war(words: Sequence[str]) -> bool:
    """True for losses of a whole war: "In all, 649 died in the war", "over the entire conflict they lost 338 aircraft"."""
    for j, word in enumerate(words):
        if word in WARS and words[j + 1 : j + 2] not in (["zone"], ["-"], ["crimes"]):
            k = j - 1
            while k > 0 and words[k] in _WHOLE:
                k -= 1
            if words[k] in _ITS and k and words[k - 1] in _DURING:
                return True
    return False


_WHOLE = frozenset({"whole", "entire", "civil"})
_ITS = frozenset({"the", "this", "that"})
_DURING = frozenset({"in", "during", "over", "throughout"})


def is_total(sentence: Sentence, claim: Claim, vocabulary: DateVocabulary) -> bool:
    """True for a running total of a conflict: "the war has killed", "has taken 5,000 lives"."""
    words = sentence.lowers()
    if _of_war(words, anchor_of(sentence, claim)):
        return True
    if not is_perfect(sentence, claim):
        return False
    # "have died on both sides in one of Asia's longest conflicts"
    # "have been killed in the conflict-hit region"
    wars = any(
        words[j] in _ALL_WARS and words[j + 1 : j + 2] != ["-"] and not _is_aside(words, j)
        for j in range(anchor_of(sentence, claim), len(words))
    )
    return wars or any(
        not _is_aside(words, j) and not _is_provisional(words, j)
        for j in range(len(words))
        if vocabulary.at("total", sentence.tokens, words, j) is not None
    )


_PROVISIONAL = frozenset("initial provisional preliminary first early".split())


def _is_provisional(words: Sequence[str], j: int) -> bool:
    """True at the toll of "an initial toll", "a provisional death toll": one event's, not yet known."""
    noun = j + 1 if words[j] == "death" else j
    return words[noun : noun + 1] == ["toll"] and not _PROVISIONAL.isdisjoint(words[max(0, noun - 2) : noun])


def _is_aside(words: Sequence[str], j: int) -> bool:
    """True within ", which …": what is said there of a country is no count."""
    return any(words[k : k + 2] == [",", "which"] and "," not in words[k + 1 : j] for k in range(j))


def _of_war(words: Sequence[str], anchor: int) -> bool:
    """True where a whole war opens the sentence as what killed: "The ten-year war left", "The 74-day conflict led to"."""
    subject = next((j for j in range(min(anchor, _SUBJECT)) if words[j] in WARS), None)
    return (
        subject is not None
        and words[0] in ("the", "this", "that", "a", "an", "his", "their", "its")
        and words[subject + 1] not in ("crime", "crimes", "zone", "plane", "planes", "ship", "ships", "'s", "-")
        and {"in", "at", "on", "of", "during"}.isdisjoint(words[:subject])
    )


def is_other_incident(sentence: Sentence, claim: Claim, told: Sequence[Told], vocabulary: DateVocabulary) -> bool:
    """True where a cue parts the claim from the story's event, before its loss or in the eight words behind it."""
    words, anchor = sentence.lowers(), anchor_of(sentence, claim)
    last = anchor + 1
    while last < len(words) and words[last] not in (",", ";") and last < anchor + 9:
        last += 1
    return any(
        not any(one.mention.phrase.covers(j) for one in told)  # "in the past day" is a date
        for j in range(last)
        if vocabulary.at("other-incident", sentence.tokens, words, j) is not None
    )


_FIRST = frozenset(("first",))
_FURTHER = frozenset("another second third fourth fifth sixth other".split())
# "a second, larger | attack": words from the ordinal to its noun.
_TO_NOUN = 4


def tells_another(document: Document, there: int, here: int, vocabulary: DateVocabulary) -> bool:
    """True for an event counted behind the first, which has the other sentence's day for itself: "The first raid ... The second"."""
    one, other = document.sentences[there], document.sentences[here]
    return _counts_event(one, _FIRST, vocabulary) and _counts_event(other, _FURTHER, vocabulary)


def _counts_event(sentence: Sentence, ordinals: frozenset[str], vocabulary: DateVocabulary) -> bool:
    words = sentence.lowers()
    return not ordinals.isdisjoint(words) and any(
        not ordinals.isdisjoint(words[max(0, j - _TO_NOUN) : j])
        for j in range(1, len(words))
        if sentence.tokens[j].pos != "VERB" and vocabulary.at("incident", sentence.tokens, words, j) is not None
    )


_UNCOUNTED = frozenset("we i to may might could must would should".split())


def is_perfect(sentence: Sentence, claim: Claim) -> bool:
    """'has killed', 'have been killed' around the claim's loss word."""
    words, anchor = sentence.lowers(), anchor_of(sentence, claim)
    first = max(0, anchor - 4)
    found = next((j for j in range(first, min(anchor + 1, len(words))) if words[j] in _PERFECT), None)
    # "We have lost six officers": who was there tells of the event; "are thought to have died", "may have died" are no count.
    return found is not None and not (found and words[found - 1] in _UNCOUNTED)


def active_perfect(sentence: Sentence, claim: Claim) -> bool:
    """'The rebels have sunk two ships and killed four': a side's deeds so far, not the event before."""
    if not isinstance(claim.loss, Loss):
        return False  # the loss word of a list's heading
    words, anchor = sentence.lowers(), claim.loss.anchor
    first = max(0, anchor - _DEEDS_BACK)
    for j in range(anchor - 1, first - 1, -1):
        if words[j] in (",", ";", ":", "that", "who", "which"):
            return False
        if words[j] in _PERFECT:
            subject = words[j - 1] if j else ""
            # "the army says it has killed 900"
            speaks = j > 1 and subject in _SPEAKERS and sentence.tokens[j - 2].lemma in _COUNTING
            return (
                _PASSIVE.isdisjoint(words[j + 1 : anchor])
                and (subject not in _PRONOUNS or speaks)
                and words[anchor] not in _INTRANSITIVE
            )
    return False


def _numbers(words: Sequence[str]) -> bool:
    return any(word[0].isdigit() or word in _NUMBERS for word in words)


def is_of_part(sentence: Sentence, claim: Claim, first: int) -> bool:
    """True where the words at ``first`` tell of a part alone: "have killed dozens, including 27 in Tera on 4 March"."""
    words, last = sentence.lowers(), claim.quantity.phrase.last
    between = words[last:first]
    if ":" in between and _numbers(between[between.index(":") :]):
        return True  # "57 were destroyed overnight: 31 over | Kursk"
    whom = next(
        (
            j
            for j in range(len(between) - 1)
            if between[j] == "of"
            and (
                between[j + 1] in ("whom", "which")
                or (between[j + 1] == "them" and between[j - 2 : j - 1] == [","] and j > 1)
            )
        ),
        None,
    )
    if whom is not None:
        # "killed 190 this year, 66 of whom fell near the border", "45 drones, 11 of them over Tula, 23 over Bryansk"
        rest = between[whom:]
        return "," not in rest or _numbers(rest[rest.index(",") :])
    if "including" not in between or anchor_of(sentence, claim) > last + between.index("including"):
        return False
    part = between[between.index("including") + 1 :]
    if "," in part or ";" in part or not part:
        return False  # "12 people, including three children, in Tera": of the whole again
    if is_perfect(sentence, claim) or active_perfect(sentence, claim):
        return True
    return (
        len(part) > 1 and (part[0].isdigit() or part[0] in _NUMBERS) and part[1] in _LEADING
    )  # "43 across the country, including 16 in Tera"


def new_incident(sentence: Sentence, vocabulary: DateVocabulary) -> bool:
    """'a raid', 'another blast': an incident with an indefinite article is told for the first time."""
    words = sentence.lowers()
    for j in range(1, len(words)):
        if vocabulary.at("incident", sentence.tokens, words, j) is None or sentence.tokens[j].pos == "VERB":
            continue
        if _INDEFINITE & set(words[max(0, j - 3) : j]):
            return True
    return False


def definite(sentence: Sentence, vocabulary: DateVocabulary, last: int | None = None, kind: Kind = "incident") -> bool:
    """'the attack', 'of the dead', 'an initial toll': words that point back to the story's event, before token ``last`` where it is given."""
    words = sentence.lowers()
    for j in range(1, len(words) if last is None else last):
        incident = vocabulary.at(kind, sentence.tokens, words, j) is not None and sentence.tokens[j].pos != "VERB"
        if _is_provisional(words, j):
            return True
        if (incident or words[j] in _VICTIMS) and {"the", "this", "that", "their"} & set(words[max(0, j - 3) : j]):
            return True
        if incident and any(
            words[k] in _POSSESSIVE and vocabulary.at("weekday", sentence.tokens, words, k - 1) is not None
            for k in range(max(1, j - 3), j)
        ):
            return True  # "Tuesday's ambush"
    return False


# From "deadliest" to whom the day was deadly for: "deadliest weeks so far this year for".
_AHEAD = 9


def deadly_for(words: Sequence[str], superlatives: frozenset[str]) -> frozenset[int]:
    """The tokens where those stand for whom a day was deadly: "with 40 dead, the deadliest day for | the army"."""
    return frozenset(
        j
        for i, word in enumerate(words)
        if word in superlatives and "for" in words[i : i + _AHEAD]
        for j in range(words.index("for", i) + 1, i + _AHEAD + 1)
    )


# "in three months | of unrest", "during the 17 - year | dictatorship": words from the preposition to the unit.
_LENGTH = 5
_DURING = frozenset("in during over throughout within".split())
_UNITS = frozenset("weeks months years decades week month year decade".split())


def spans_length(lowers: Sequence[str]) -> bool:
    """True for what weeks or years count together: "in three months of unrest", "during the 17-year dictatorship"."""
    return any(
        (word in _UNITS or word.rpartition("-")[2] in _UNITS)
        and ("-" in word or lowers[i - 1] == "-" or list(lowers[i + 1 : i + 2]) == ["of"])
        and not _DURING.isdisjoint(lowers[max(0, i - _LENGTH) : i])
        for i, word in enumerate(lowers)
    )
