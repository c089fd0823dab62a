"""Near-duplicate articles, told by shingling: a wire story on ten sites is one voice, not ten.

A document's shingles are the runs of SHINGLE words in the sentences that its claims stand in (the records carry no
more of it). Two documents are one article where RESEMBLANCE of the shorter one's shingles stand in the other: sites
shorten wire copy, so containment fits better than the share of all (Broder 1997, "On the resemblance and containment
of documents").
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claimx.compare.queries import DOCUMENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Shingle = tuple[str, ...]

# Five words in a row are rarely the same by chance, and one changed word spoils only five of them.
SHINGLE = 5
# An edited sentence of twenty words keeps two thirds of its shingles when one word is changed; two reporters' own
# sentences on one event share next to none. Between lies nothing much; four fifths keeps quotations out.
RESEMBLANCE = 0.8
# A sentence of fewer than a dozen shingles (16 words) may be the same by habit ("Two soldiers were killed on Monday").
FEWEST = 12

# Forty characters are some seven words: rarely the same by chance, and short enough to escape most edits.
END = 40

# Candidates: documents one of whose sentences starts or ends with the same END characters. An edit seldom touches both
# ends of all the sentences of an article, and two look-ups a sentence cost a tenth of looking up every shingle. Each is
# paired with the first document that has the words (a star, not all pairs: a story on a thousand sites costs a thousand
# rows).
CANDIDATES = f"""
CREATE TABLE candidate AS
WITH ends AS MATERIALIZED (
    SELECT rowid AS place, hash(lower(left(evidence, {END}))) AS shared FROM raw WHERE length(evidence) >= {END}
    UNION ALL SELECT rowid, hash(lower(right(evidence, {END}))) FROM raw WHERE length(evidence) >= {END}
),
-- Most ends stand once: they are left out by their hashes alone, before any document is named.
met AS (SELECT shared FROM ends GROUP BY shared HAVING count(*) > 1),
few AS (SELECT shared, place FROM ends SEMI JOIN met USING (shared)),
named AS MATERIALIZED (SELECT shared, {DOCUMENT} AS document FROM few JOIN raw ON raw.rowid = few.place),
first AS (SELECT shared, min(document) AS one FROM named GROUP BY shared HAVING min(document) <> max(document))
SELECT DISTINCT one, document AS other FROM named JOIN first USING (shared) WHERE one < document
"""  # noqa: S608 - names of this file and its neighbour only

# The sentences of the candidates, each once; a story on a thousand sites has its own beside each of them in turn. Lists are held in
# memory, whatever their number: PAIRS of documents are asked for at a time.
SENTENCES = """
CREATE TABLE sentence AS
WITH asked AS (SELECT one AS document FROM candidate UNION SELECT other FROM candidate)
SELECT DISTINCT document, evidence FROM told SEMI JOIN asked USING (document) WHERE evidence IS NOT NULL
"""
SIDES = """
WITH pair AS (SELECT one, other FROM candidate WHERE hash(one) % $parts = $part),
asked AS (SELECT one AS document FROM pair UNION SELECT other FROM pair),
sentences_of AS (
    SELECT document, list(evidence ORDER BY evidence) AS sentences FROM sentence SEMI JOIN asked USING (document) GROUP BY document
)
SELECT one, other, a.sentences, b.sentences
FROM pair JOIN sentences_of AS a ON a.document = one JOIN sentences_of AS b ON b.document = other
ORDER BY one, other
"""
PAIRS = 50_000  # some 50 MB of sentences
FETCHED = 1_000  # pairs that go from DuckDB to Python at a time


def near_duplicates(connection: Any) -> Iterator[tuple[str, str]]:
    """Pairs of candidates that are one article."""
    connection.execute(SENTENCES)
    count = connection.execute("SELECT count(*) FROM candidate").fetchone()[0]
    parts = 1 + count // PAIRS
    for part in range(parts):
        cursor = connection.execute(SIDES, {"parts": parts, "part": part})
        held, own = None, set[Shingle]()
        while batch := cursor.fetchmany(FETCHED):
            for one, other, sentences, others in batch:
                if one != held:
                    held, own = one, shingles(sentences)
                if len(own) >= FEWEST and one_article(own, shingles(others)):
                    yield one, other
    connection.execute("DROP TABLE sentence")


def shingles(sentences: Iterable[str]) -> set[Shingle]:
    """The runs of SHINGLE words. Words are what spaces part, marks and all: copies keep their marks.

    >>> sorted(shingles(["Two of the old bridges fell."]))
    [('of', 'the', 'old', 'bridges', 'fell.'), ('two', 'of', 'the', 'old', 'bridges')]
    """
    found: set[Shingle] = set()
    for sentence in sentences:
        words = sentence.lower().replace("\n", " ").split(" ")
        found.update(zip(*(words[at:] for at in range(SHINGLE)), strict=False))
    return found


def one_article(one: set[Shingle], other: set[Shingle]) -> bool:
    """Whether two documents, told by their shingles, are near-duplicates."""
    fewer = min(len(one), len(other))
    return fewer >= FEWEST and len(one & other) >= RESEMBLANCE * fewer


def clusters(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Document -> the first document of its cluster, for the documents that stand in a pair.

    >>> clusters([("b", "c"), ("a", "b")]) == {"a": "a", "b": "a", "c": "a"}
    True
    """
    head: dict[str, str] = {}

    def find(name: str) -> str:
        while head.setdefault(name, name) != name:
            head[name] = head[head[name]]
            name = head[name]
        return name

    for one, other in pairs:
        first, second = sorted((find(one), find(other)))
        head[second] = first
    return {name: find(name) for name in head}
