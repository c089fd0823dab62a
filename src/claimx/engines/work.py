"""The input of several processes: what each is handed, what is still to be answered for, and the order of it all."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from claimx.models import Article

if TYPE_CHECKING:
    from claimx.errors import WorkerError
    from claimx.schema import Record
    from claimx.sieve import Sieve, Sifted

T = TypeVar("T")
A = TypeVar("A", bound="Article | Sifted")


@dataclass(frozen=True, slots=True)
class Work:
    """Articles and their numbers."""

    numbers: list[int]
    articles: list[Article | Sifted]

    def rest(self, answered: int) -> Work | None:
        """What is still to be answered for."""
        if answered >= len(self.numbers):
            return None
        return Work(self.numbers[answered:], self.articles[answered:])


def length(one: Article | Sifted) -> int:
    """Characters of the article."""
    return len(article_of(one).text)


def weight(one: Article | Sifted) -> int:
    """Characters of dense news that take as long to read: of an article that was sifted, so many as its candidates come from."""
    if isinstance(one, Article):
        return len(one.text)
    told = sum(len(each.text) for draft in one.drafts for each in draft.sentences if each.candidate)
    return min(len(one.article.text), told * _DENSE)


# In dense news a candidate stands for about so many times its characters.
_DENSE = 3


def cut(articles: Iterable[A], characters: int, most: int, size_of: Callable[[A], int] = length) -> Iterator[list[A]]:
    """Articles in groups of at most so many and so many characters, or of one that has more."""
    group: list[A] = []
    size = 0
    for one in articles:
        length = size_of(one)
        if group and (size + length > characters or len(group) == most):
            yield group
            group, size = [], 0
        group.append(one)
        size += length
    if group:
        yield group


def in_order(done: Iterable[tuple[int, T]]) -> Iterator[T]:
    """Numbered things by their numbers, which are those from 0, none left out.

    >>> list(in_order([(1, "b"), (0, "a"), (2, "c")]))
    ['a', 'b', 'c']
    """
    waiting: dict[int, T] = {}
    following = 0
    for number, one in done:
        waiting[number] = one
        while following in waiting:
            yield waiting.pop(following)
            following += 1


def article_of(one: Article | Sifted) -> Article:
    """The article itself."""
    return one if isinstance(one, Article) else one.article


def sifted(article: Article, sieve: Sieve | None) -> Article | Sifted | None:
    """What of the article a worker is still to read, if anything."""
    if sieve is None:
        return article
    try:
        sifted = sieve.sift(article)
    except Exception:  # noqa: BLE001 - a worker meets it again, and tells it with the article's file
        return article
    return sifted if sifted.may_claim else None


class Source:
    """The input: chunks that are taken one after the other, and what became of their articles."""

    def __init__(self, chunks: Iterator[list[Article]]) -> None:
        self._chunks = chunks
        self._taken = 0  # articles
        self._chunk_of: dict[int, int] = {}  # of articles without an outcome, by number
        self._articles: dict[int, Article] = {}
        self._told: list[tuple[int, tuple[Article, list[Record] | WorkerError]]] = []
        self.ended = False
        # Chunks from the oldest that lacks an outcome to the last one taken: what waits for a slow article is bounded by them.
        self.unfinished: deque[int] = deque()
        self._left: dict[int, int] = {}  # articles without an outcome, by chunk

    def take(self) -> Work | None:
        """The next chunk, or None at the end of input."""
        chunk = next(self._chunks, None)
        if chunk is None:
            self.ended = True
            return None
        number = self.unfinished[-1] + 1 if self.unfinished else 0
        numbers = list(range(self._taken, self._taken + len(chunk)))
        self._taken += len(chunk)
        self.unfinished.append(number)
        self._left[number] = len(chunk)
        self._chunk_of.update(dict.fromkeys(numbers, number))
        self._articles.update(zip(numbers, chunk, strict=True))
        return Work(numbers, list(chunk))

    def sift(self, work: Work, sieve: Sieve) -> Work:
        """What of the work passes the gate; the rest has its outcome at once: no records."""
        kept = Work([], [])
        for number, article in zip(work.numbers, work.articles, strict=True):
            one = sifted(article_of(article), sieve)
            if one is None:
                self.answered(number, [])
            else:
                kept.numbers.append(number)
                kept.articles.append(one)
        return kept

    def answered(self, number: int, outcome: list[Record] | WorkerError) -> None:
        """An article has its outcome."""
        self._left[self._chunk_of.pop(number)] -= 1
        self._told.append((number, (self._articles.pop(number), outcome)))
        while self.unfinished and not self._left[self.unfinished[0]]:
            del self._left[self.unfinished.popleft()]

    def finished(self) -> Iterator[tuple[int, tuple[Article, list[Record] | WorkerError]]]:
        """The outcomes that came since the last call."""
        told, self._told = self._told, []
        yield from told
