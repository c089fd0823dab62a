"""Foreign words made harmless: what a terminal would act on, or not show, is written out."""

from __future__ import annotations

import re

# C0 and C1 controls with DEL; line and paragraph separators; the marks, embeddings, overrides and isolates
# that reorder text; zero-width characters and the byte order mark, which hide in names; lone surrogates.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufff9-\ufffb]"
)
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\x1b": "\\e"}


def visible(text: str) -> str:
    r"""The text with every character that a terminal would act on, or not show, written out.

    >>> print(visible("a\x1b[2Jb\u202ec"))
    a\e[2Jb\u202ec
    """
    return _UNSEEN.sub(lambda match: _SHORT.get(match[0]) or f"\\u{ord(match[0]):04x}", text)
