"""Near-duplicate articles, told by shingling: a wire story on ten sites is one voice, not ten.

A document's shingles are the runs of SHINGLE words in the sentences that its claims stand in (the records carry no
more of it). Two documents are one article where RESEMBLANCE of the shorter one's shingles stand in the other: sites
shorten wire copy, so containment fits better than the share of all (Broder 1997, "On the resemblance and containment
of documents").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# Five words in a row are rarely the same by chance, and one changed word spoils only five of them.
SHINGLE = 5
# An edited sentence of twenty words keeps two thirds of its shingles when one word is changed; two reporters' own
# sentences on one event share next to none. Between lies nothing much; four fifths keeps quotations out.
RESEMBLANCE = 0.8
# A sentence of fewer than a dozen shingles (16 words) may be the same by habit ("Two soldiers were killed on Monday").
FEWEST = 12

# Words are what spaces part, marks and all: copies keep their marks, and a pattern for words took eight times as long.
_WORDS = "string_split(replace(lower(evidence), chr(10), ' '), ' ')"

# Forty characters are some seven words: rarely the same by chance, and short enough to escape most edits.
END = 40

# Candidates: documents one of whose sentences starts or ends with the same END characters. An edit seldom touches both
# ends of all the sentences of an article, and two look-ups a sentence cost a tenth of looking up every shingle. Each is
# paired with the first document that has the words (a star, not all pairs: a story on a thousand sites costs a thousand
# rows).
CANDIDATES = f"""
CREATE TABLE candidate AS
WITH ends AS (
    SELECT document, unnest([hash(lower(left(evidence, {END}))), hash(lower(right(evidence, {END})))]) AS shared
    FROM claim WHERE length(evidence) >= {END}
),
first AS (SELECT shared, min(document) AS one FROM ends GROUP BY shared HAVING min(document) <> max(document))
SELECT DISTINCT one, document AS other FROM ends JOIN first USING (shared) WHERE one < document
"""  # noqa: S608 - names of this file only

# The shingles of the candidates alone, each document's once, as DuckDB's hash of 64 bits: it need not be the same in the next run.
SHINGLES = f"""
CREATE TABLE shingle AS
SELECT DISTINCT document, hash(words[i : i + {SHINGLE - 1}]) AS shingle
FROM (
    SELECT document, words, unnest(range(1, len(words) - {SHINGLE - 2})) AS i
    FROM (
        SELECT document, {_WORDS} AS words FROM (SELECT DISTINCT document, evidence FROM claim)
        WHERE document IN (SELECT one FROM candidate UNION SELECT other FROM candidate)
    )
)
"""  # noqa: S608 - names of this file only

# Pairs that are one article.
ARTICLES = f"""
WITH size AS (SELECT document, count(*) AS shingles FROM shingle GROUP BY document HAVING count(*) >= {FEWEST}),
common AS (
    SELECT one, other, count(*) AS shared
    FROM candidate
    JOIN shingle AS a ON a.document = one
    JOIN shingle AS b ON b.document = other AND b.shingle = a.shingle
    GROUP BY one, other
)
SELECT one, other
FROM common JOIN size AS a ON a.document = one JOIN size AS b ON b.document = other
WHERE shared >= {RESEMBLANCE} * least(a.shingles, b.shingles)
ORDER BY one, other
"""  # noqa: S608 - names of this file only


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
