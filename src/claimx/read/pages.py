"""An HTML page as the article in it, by trafilatura. Needs the extra ``claimx[html]``."""

from __future__ import annotations

from claimx.errors import EmptyError, ReadError
from claimx.read.decode import decode

# The last day on which a page may have been published: later than any page will be met, so that no clock is asked.
_LAST_DAY = "2099-12-31"
# Tags that a page may have. The longest live pages of news have some ten thousand; each takes half a kilobyte and more of memory.
_TAGS = 300_000


def page_text(raw: bytes, shown: str) -> tuple[str, dict[str, object]]:
    """The article in an HTML page, and its metadata. Raises ReadError, whatever the page does to those who parse it."""
    try:
        import trafilatura
    except ImportError as error:
        raise ReadError("needs trafilatura to be read: pip install 'claimx[html]'", shown) from error
    if not raw.strip():
        raise EmptyError("is empty; fetch the page again", shown)
    if b"\0" in raw[:1024] and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        decode(raw, shown)  # raises: a picture or an archive saved under a page's name
    if raw.count(b"<") > _TAGS:
        raise ReadError(f"has more than {_TAGS:,} tags, as no article does; save its text as .txt", shown)
    # Comments under an article are no part of it. Dates after today are looked up with the clock unless a last day is given.
    dates = {"original_date": True, "extensive_search": True, "max_date": _LAST_DAY}
    try:
        page = trafilatura.bare_extraction(
            raw, include_comments=False, with_metadata=True, date_extraction_params=dates
        )
    except MemoryError:
        raise
    except Exception as error:  # of trafilatura and lxml, about anything that a page may hold
        what = type(error).__name__
        raise ReadError(f"is a page that cannot be parsed ({what}); save its text as .txt", shown) from error
    text = getattr(page, "text", None)
    if not text or not text.strip():
        raise EmptyError("holds no article text that could be found; save its text as .txt", shown)
    known = {"title": page.title, "publisher": page.sitename or page.hostname, "published": page.date, "url": page.url}
    return text, {key: value for key, value in known.items() if value}
