"""Records and texts to one self-contained HTML page.

    page = report(records, texts)

The page needs no server and asks for nothing: style, script and data are in it, and its content security policy refuses
every request. Foreign words reach it as JSON data and become text nodes, never markup.
"""

from __future__ import annotations

from claimx.report.page import report
from claimx.report.sections import Section, comparison

__all__ = ["Section", "comparison", "report"]
