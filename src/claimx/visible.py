"""Foreign words made harmless: what a terminal or a build server would act on, or not show, is written out."""

from __future__ import annotations

import re

# C0 and C1 controls with DEL, and the soft hyphen; line and paragraph separators; the marks, embeddings, overrides and isolates
# that reorder text; all that Unicode has drawn as nothing (zero-width characters, joiners, fillers, variation selectors, the
# byte order mark, tags), which hides in names and spells out words that nobody sees; blanks that are letters or symbols;
# lone surrogates. Then commands to build servers, which read them off what is printed: two colons at the start of a line, and
# "##[", "##vso[" or "##teamcity[" anywhere.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
    r"|#(?=#(?:vso|teamcity)?\[)"
)
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\x1b": "\\e"}


def visible(text: str) -> str:
    r"""The text with every character that a terminal or a build server would act on, or that nobody sees, written out.

    >>> print(visible("a\x1b[2Jb\u202ec"), visible("::error::d"))
    a\e[2Jb\u202ec \u003a:error::d
    """
    shown = _UNSEEN.sub(lambda match: _SHORT.get(match[0]) or _escape(ord(match[0])), text)
    # Blanks before the colons do not keep a build server from reading a command.
    return shown.replace(":", "\\u003a", 1) if shown.lstrip().startswith("::") else shown


def _escape(code: int) -> str:
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
