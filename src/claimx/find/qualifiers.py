"""Find words that deny or hedge a number, and stretches that are only hypothetical (ConText: cue, scope, termination, pseudo-cue)."""

from __future__ import annotations

from claimx.lexicon.match import Match
from claimx.lexicon.qualifiers import QualifierEntry, QualifierVocabulary
from claimx.models import Sentence, StanceCue
from claimx.schema import Stance

# Marks that end any scope; a comma only where what follows opens another clause, or where the cue is a relative clause's own.
_STOPS = frozenset({";", ":", "(", ")", "—", "--"})
_RELATIVES = frozenset({"which", "who", "that", "what", "where", "whose"})
_SUBJECT_STOPS = frozenset(
    {
        "that",
        "which",
        "who",
        "what",
        "and",
        "but",
        "said",
        "says",
        "say",
        "while",
        "after",
        "because",
        "as",
        "when",
        "where",
        "if",
        "or",
        "warned",
        "fear",
        "fears",
        "than",
    }
)
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_ADVERBS = frozenset(
    {
        "also",
        "soon",
        "likely",
        "probably",
        "certainly",
        "easily",
        "now",
        "eventually",
        "be",
        "have",
        "n't",
        "not",
        "ever",
        "only",
        "still",
        "all",
        "to",
        "further",
        "then",
        "never",
    }
)


_NEGATIONS = frozenset({"not", "n't", "never", "nor"})


def find_stances(sentence: Sentence, vocabulary: QualifierVocabulary) -> list[StanceCue]:
    """Denying and hedging cues with the token range each reaches, in text order."""
    matches = list(vocabulary.find(sentence.lowers()))
    out = []
    for k, match in enumerate(matches):
        entry = match.value
        if entry.stance is None or _is_month(sentence, match):
            continue
        if entry.stance is Stance.DENIED and sentence.tokens[max(0, match.first - 1)].lower in _NEGATIONS:
            continue  # "neither confirmed nor denied": no denial
        end = match.first if entry.reach == "subject" else _scope_end(sentence, match, matches[k + 1 :])
        start = _scope_start(sentence, match) if entry.reach in ("clause", "subject") else match.last
        out.append(
            StanceCue(sentence.phrase(match.first, match.last), entry.stance, (start, end), entry.rule or "stance.cue")
        )
    return out


def find_hypotheticals(sentence: Sentence, vocabulary: QualifierVocabulary) -> list[tuple[int, int]]:
    """Token ranges (last exclusive) in which no claim is made: conditions, intentions, what has not come about."""
    lowers = sentence.lowers()
    matches = list(vocabulary.find(lowers))
    out = []
    for k, match in enumerate(matches):
        entry = match.value
        if entry.kind != "hypothetical" or _is_month(sentence, match):
            continue
        end = _scope_end(sentence, match, matches[k + 1 :])
        if entry.reach == "future":
            # Only harm that has not come about is void: "plans to send 14 tanks" is a pledge, "tried to cross" no claim at all.
            verb = _next_verb(lowers, match.last)
            if verb not in vocabulary.harms or verb in vocabulary.deliverables:
                continue
        if entry.id == "condition" and _is_unreal(lowers, match.last, end):
            end = len(lowers)
        start = match.first
        if entry.id == "counterfactual":
            start = _scope_start(sentence, match)
        if end > start:
            out.append((start, end))
    return out


_MODALS = frozenset(("would", "could", "might"))


def _is_unreal(lowers: list[str], first: int, end: int) -> bool:
    """True for a condition that was not met: "If the dam had burst, thousands might have died" makes no claim at all."""
    after = lowers[end : next((i for i in range(end, len(lowers)) if lowers[i] in _STOPS), len(lowers))]
    modal = any(word in _MODALS and "have" in after[i + 1 : i + 3] for i, word in enumerate(after))
    return "had" in lowers[first:end] and modal


def _is_month(sentence: Sentence, match: Match[QualifierEntry]) -> bool:
    """True for the month of May."""
    token = sentence.tokens[match.first]
    if token.lower != "may" or token.text.islower():
        return False
    follower = sentence.tokens[match.last] if match.last < len(sentence.tokens) else None
    return match.first > 0 or follower is None or not follower.text.islower()


def _next_verb(lowers: list[str], i: int) -> str | None:
    """The word after a modal or infinitive marker, adverbs skipped."""
    while i < len(lowers) and lowers[i] in _ADVERBS - {"be"}:
        i += 1
    return lowers[i] if i < len(lowers) else None


def _scope_end(sentence: Sentence, match: Match[QualifierEntry], later: list[Match[QualifierEntry]]) -> int:
    """Where the cue's reach to the right ends: at a termination, a stop, or the comma that closes the cue's clause."""
    tokens, n = sentence.tokens, len(sentence.tokens)
    end = n
    for other in later:
        if other.value.kind == "termination":
            end = other.first
            break
    first = match.last
    if first < n and tokens[first].lower == "that":
        first += 1
    # Inside a commaed relative clause or an if-clause the next comma closes the scope.
    relative = match.first > 0 and tokens[match.first - 1].lower in _RELATIVES
    for i in range(first, end):
        if tokens[i].text in _STOPS:
            return i
        if tokens[i].text == "," and (relative or match.value.id == "condition" or _opens_clause(sentence, i + 1)):
            return i
        # A relative clause behind a denial or a doubt is background: "denied the raid that killed 12".
        if i > first and tokens[i].lower == "that" and match.value.kind == "denial" and not _is_report(sentence, i - 1):
            return i
    return end


def _opens_clause(sentence: Sentence, i: int) -> bool:
    """True where a clause of its own starts behind a comma: a conjunction and a subject, a participle of result."""
    tokens = sentence.tokens
    if i >= len(tokens):
        return True
    low = tokens[i].lower
    if low in ("and", "or"):
        # "killed 12, and wounded 30" goes on; "killed 12, and police said" is another clause.
        return sentence.parsed and any(
            tokens[k].dep in ("nsubj", "nsubjpass") for k in range(i + 1, min(i + 6, len(tokens)))
        )
    return low in ("as", "with", "according", "police", "officials", "he", "she", "it", "they", "a", "the")


def _is_report(sentence: Sentence, i: int) -> bool:
    return sentence.tokens[i].lower in (
        "claim",
        "claims",
        "report",
        "reports",
        "allegation",
        "allegations",
        "accusation",
        "accusations",
        "news",
        "rumours",
        "rumors",
        "suggestion",
        "suggestions",
        "denied",
        "denies",
        "deny",
        "denying",
        "refuted",
        "assertion",
        "assertions",
        "statement",
        "statements",
        "truth",
        "evidence",
        "and",
    )


def _scope_start(sentence: Sentence, match: Match[QualifierEntry]) -> int:
    """Where the cue's reach to the left begins: its subject, relative clauses of the subject left out."""
    tokens = sentence.tokens
    first = match.first
    if first == 0:
        return 0
    # "what may have been a strike": the clause is the object of another verb.
    if tokens[first - 1].lower in ("what", "which", "who", "that") or tokens[first - 1].text == ",":
        return first
    i = first
    # "are missing and presumed dead" shares its subject; a modal behind "and" opens a verb of its own.
    if match.value.id == "feared" and tokens[i - 1].lower == "and":
        i -= 1
    while i > 0:
        token = tokens[i - 1]
        if token.lower in _SUBJECT_STOPS or token.text in _STOPS or token.text in ',"“”':
            break
        if (
            token.pos in ("VERB", "AUX")
            and token.tag in ("VBD", "VBZ", "VBP", "MD")
            and token.lower not in _BE
            and token.dep not in ("amod",)
        ):
            break
        if not token.pos and token.lower in (
            "killed",
            "died",
            "wounded",
            "injured",
            "destroyed",
            "hit",
            "struck",
            "left",
            "attacked",
        ):
            break
        i -= 1
    return i
