"""Page furniture: what belongs to the site and not to the article, told by its words."""

from __future__ import annotations

import re
from functools import lru_cache

from ahocorasick_rs import BytesAhoCorasick

from claimx.lexicon.boilerplate import BoilerplateVocabulary

# Biographies and appeals are one or two paragraphs; a longer block that mentions one is an article.
FURNITURE_LENGTH = 700
# A link, a credit or a notice is a sentence or two.
PREFIXED_LENGTH = 400
# A section starter such as "References" stands alone on its line, or nearly so.
SECTION_LENGTH = 90

# "14 comments", "3 thoughts on ...", "Comments (3)".
_COMMENTS = re.compile(
    r"\d{1,4} (?:comments?|thoughts?|responses?|replies)(?: (?:to|on)\b|$)|comments? ?\(\d{1,5}\)$|comments? ?:? ?\d{1,5}$"
)
# Marks with which sites set off their links: "» Related: ...", "[Read also: ...]".
_MARKS = " \t*>|»›→▶•-–—[("
# A title of a linked article is shorter; what is longer, or ends in a full stop, is prose again.
_TITLE = 140
_TERMINAL = re.compile(r"[.!?…:;][\"'”’»)\]]*+\s*+$")


def is_furniture(line: str, vocabulary: BoilerplateVocabulary) -> bool:
    """True for a line that belongs to the site."""
    plain = line.strip().lower().replace("\u2019", "'")
    bare = plain.strip(" .!?:*#>|-–—…»")
    if not bare or bare in vocabulary.lines:
        return True
    # A whole article may be glued to "Last updated at ...".
    if len(line) <= PREFIXED_LENGTH and plain.lstrip(_MARKS).startswith(vocabulary.prefixes):
        return True
    return len(line) <= FURNITURE_LENGTH and _holds(plain, vocabulary.inside)


def _holds(plain: str, words: tuple[str, ...]) -> bool:
    """True where any of the words stands in the line: one look for all of them."""
    return bool(words) and bool(_automaton(words).find_matches_as_indexes(_bytes(plain)))


@lru_cache(maxsize=8)
def _automaton(words: tuple[str, ...]) -> BytesAhoCorasick:
    return BytesAhoCorasick([_bytes(each) for each in words])


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def starts_furniture(line: str, vocabulary: BoilerplateVocabulary) -> bool:
    """True for a line behind which nothing of the article follows: comments, references, a biography."""
    bare = line.strip().strip("#*= ")
    if len(bare) > SECTION_LENGTH:
        return False
    plain = bare.lower().replace("\u2019", "'")
    if _COMMENTS.match(plain):
        return True
    return any(
        plain.rstrip(" .:!") == words or (plain.startswith(words) and not _TERMINAL.search(plain))
        for words in vocabulary.sections
    )


def opens_box(line: str, vocabulary: BoilerplateVocabulary) -> bool:
    """True for the heading of a box of links: "Most read", "Related:", "Also in world"."""
    bare = line.strip().strip(_MARKS + "#=:.…])")
    if len(bare) > _BOX:
        return False
    plain = bare.lower().replace("\u2019", "'")
    return any(plain == words or (plain.startswith(words) and _opens_words(plain, words)) for words in vocabulary.boxes)


# The longest heading of a box: "You may also be interested in these stories".
_BOX = 45


def _opens_words(plain: str, words: str) -> bool:
    """True where the words end at a word's end, and what follows is no sentence."""
    rest = plain[len(words) :]
    return (words.endswith(" ") or rest.startswith((" ", ":"))) and len(rest.split()) <= _MORE


# Words behind those that tell a box: "Most read in world news".
_MORE = 4


def in_box(line: str) -> bool:
    """True for what may stand in a box of links: the title of an article, a number in a list, no prose."""
    plain = line.strip()
    if len(plain) > _TITLE:
        return False
    return _TERMINAL.search(plain) is None or plain.endswith(("?", ":"))
