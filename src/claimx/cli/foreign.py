"""What a run tells of texts that are not English: they are read all the same, and give next to nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimx.cli.tally import count_of
from claimx.language import foreign

if TYPE_CHECKING:
    from claimx.console import Log
    from claimx.models import Article


class Foreign:
    """Looks at each article's text; tells once a run how many are not English, and names the first."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._count = 0
        self._first: tuple[str | None, str] = (None, "")

    def look(self, article: Article) -> None:
        """Count an article that is not English."""
        language = foreign(article.text)
        if language is None:
            return
        if not self._count:
            self._first = (article.path, language)
        self._count += 1

    def tell(self) -> None:
        """The one warning of the run."""
        if not self._count:
            return
        path, language = self._first
        more = f"; so may {count_of(self._count - 1, 'more article')}" if self._count > 1 else ""
        written = "is written in another script" if language == "another script" else f"seems to be {language}"
        self._log.warning(f"{written}{more}; claimx reads only English: translate it first", path)
