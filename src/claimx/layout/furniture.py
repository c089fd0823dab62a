"""Page furniture: what belongs to the site and not to the article, told by its words."""

from __future__ import annotations

import re

from claimx.lexicon.boilerplate import BoilerplateVocabulary

# Biographies and appeals are one or two paragraphs; a longer block that mentions one is an article.
FURNITURE_LENGTH = 700
# A section starter such as "References" stands alone on its line, or nearly so.
SECTION_LENGTH = 90

_TERMINAL = re.compile(r"[.!?…:;][\"'”’»)\]]*+\s*+$")


def is_furniture(line: str, vocabulary: BoilerplateVocabulary) -> bool:
    """True for a line that belongs to the site."""
    plain = line.strip().lower().replace("\u2019", "'")
    bare = plain.strip(" .!?:*#>|-–—…»")
    if not bare or bare in vocabulary.lines or plain.startswith(vocabulary.prefixes):
        return True
    return len(line) <= FURNITURE_LENGTH and any(words in plain for words in vocabulary.inside)


def starts_furniture(line: str, vocabulary: BoilerplateVocabulary) -> bool:
    """True for a line behind which nothing of the article follows: comments, references, a biography."""
    plain = line.strip().lower().replace("\u2019", "'").strip("#*= ")
    if len(plain) > SECTION_LENGTH:
        return False
    if re.match(r"\d{1,4} (?:comments?|thoughts?|responses?|replies)(?: (?:to|on)\b|$)", plain):
        return True
    return any(
        plain.rstrip(" .:!") == words or (plain.startswith(words) and not _TERMINAL.search(plain))
        for words in vocabulary.sections
    )
