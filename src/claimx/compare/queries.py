"""What DuckDB is asked: the columns that are read, and the tables and views made of them.

Users who keep their records in DuckDB can ask the same; ``docs/compare.md`` shows how.
"""

from __future__ import annotations

_PARTY = "STRUCT(name VARCHAR, id VARCHAR)"
# The fields of a record that are read; others of later versions are passed over.
COLUMNS = {
    "id": "VARCHAR",
    "kind": "VARCHAR",
    "event": "VARCHAR",
    "category": "VARCHAR",
    "quantity": "STRUCT(low DOUBLE, high DOUBLE, value DOUBLE, qualifier VARCHAR, per VARCHAR, subset_of VARCHAR)",
    "item": "STRUCT(text VARCHAR, model VARCHAR)",
    "affected": _PARTY,
    "actor": _PARTY,
    "source": "STRUCT(name VARCHAR, type VARCHAR, party VARCHAR, reported_on DATE)",
    "date": 'STRUCT("start" DATE, "end" DATE, scope VARCHAR)',
    "location": "STRUCT(name VARCHAR, country VARCHAR)",
    "stance": "VARCHAR",
    "evidence": "STRUCT(text VARCHAR)",
    "document": "STRUCT(path VARCHAR, sha256 VARCHAR, publisher VARCHAR, published DATE)",
    "confidence": "DOUBLE",
}
# Column of the claim table -> its path in a record and its type.
FIELDS = {
    "id": ("id", "VARCHAR"),
    "kind": ("kind", "VARCHAR"),
    "event": ("event", "VARCHAR"),
    "category": ("category", "VARCHAR"),
    "low": ("quantity.low", "DOUBLE"),
    "high": ("quantity.high", "DOUBLE"),
    "value": ("quantity.value", "DOUBLE"),
    "qualifier": ("quantity.qualifier", "VARCHAR"),
    "per": ("quantity.per", "VARCHAR"),
    "subset_of": ("quantity.subset_of", "VARCHAR"),
    "item": ("item.text", "VARCHAR"),
    "model": ("item.model", "VARCHAR"),
    "affected": ("affected.id", "VARCHAR"),
    "affected_name": ("affected.name", "VARCHAR"),
    "actor": ("actor.id", "VARCHAR"),
    "actor_name": ("actor.name", "VARCHAR"),
    "source_name": ("source.name", "VARCHAR"),
    "source_type": ("source.type", "VARCHAR"),
    "source_party": ("source.party", "VARCHAR"),
    "reported_on": ("source.reported_on", "DATE"),
    "date_start": ("date.start", "DATE"),
    "date_end": ("date.end", "DATE"),
    "scope": ("date.scope", "VARCHAR"),
    "place": ("location.name", "VARCHAR"),
    "country": ("location.country", "VARCHAR"),
    "stance": ("stance", "VARCHAR"),
    "evidence": ("evidence.text", "VARCHAR"),
    "path": ("document.path", "VARCHAR"),
    "sha256": ("document.sha256", "VARCHAR"),
    "publisher": ("document.publisher", "VARCHAR"),
    "published": ("document.published", "DATE"),
    "confidence": ("confidence", "DOUBLE"),
}
NEEDED = ("id", "kind", "event", "category", "qualifier", "stance", "path")

# One row per record id: copies of a text give the same ids, and the first in a fixed order stands for all. A document is
# its text's digest (its path where the digest is missing), so that a second copy is no second document.
COPIES = "CREATE TABLE copy AS SELECT id, count(*) AS copies FROM raw GROUP BY id HAVING count(*) > 1"
SINGLE = """
DELETE FROM raw WHERE rowid IN (
    SELECT row FROM (
        SELECT raw.rowid AS row, row_number() OVER (
            PARTITION BY id
            ORDER BY published NULLS LAST, publisher NULLS LAST, affected, source_name, date_end, low, high, evidence, path
        ) AS place
        FROM raw JOIN copy USING (id)
    )
    WHERE place > 1
)
"""
# The key of a series, as one string that sorts; what of it is null is empty. The giver belongs to it for what is delivered
# or pledged: the tanks of two donors are two things.
KEY = """concat_ws(chr(31), kind, event, category, coalesce(affected, party, ''), coalesce(per, ''), coalesce(model, ''),
    CASE WHEN event IN ('delivered', 'pledged') THEN coalesce(actor, '') ELSE '' END)"""
# Claims of people harmed that tell no party, and the one party that others name for the same place and day, or for the
# same place's running total (day null). A place does not tell which army's soldiers died there.
HOMES = """
CREATE TABLE home AS
WITH asked AS (
    SELECT id, event, category, coalesce(per, '') AS per, place_key.key AS place,
           CASE WHEN scope = 'cumulative' THEN NULL ELSE coalesce(date_end, date_start) END AS day, scope, affected
    FROM raw JOIN place_key USING (place)
    WHERE kind = 'casualty' AND category <> 'military' AND (scope = 'cumulative' OR coalesce(date_end, date_start) IS NOT NULL)
),
told AS (
    SELECT event, category, per, place, day, min(affected) AS party FROM asked WHERE affected IS NOT NULL
    GROUP BY event, category, per, place, day HAVING min(affected) = max(affected)
)
SELECT asked.id, told.party
FROM asked JOIN told
  ON asked.event = told.event AND asked.category = told.category AND asked.per = told.per AND asked.place = told.place
 AND asked.day IS NOT DISTINCT FROM told.day
WHERE asked.affected IS NULL
"""
CLAIMS = f"""
CREATE VIEW claim AS
SELECT raw.* EXCLUDE (sha256, path), party, coalesce(copies, 1) AS copies, {KEY} AS key,
       coalesce(nullif(left(sha256, 16), ''), path) AS document
FROM raw LEFT JOIN copy USING (id) LEFT JOIN home USING (id)
"""  # noqa: S608 - names of this file only

# Claims that name a total, beside that total.
PARTS = """
CREATE TABLE part AS
SELECT total.id AS id, list({'id': part.id, 'low': part.low} ORDER BY part.id) AS parts
FROM claim AS part JOIN claim AS total ON part.subset_of = total.id
GROUP BY total.id
"""

# Who fights whom, as far as the records tell: the killer and the killed.
ENEMIES = """
SELECT DISTINCT affected, actor FROM claim
WHERE affected IS NOT NULL AND actor IS NOT NULL AND affected <> actor
  AND event NOT IN ('delivered', 'pledged', 'launched')
"""

KEYS = "SELECT key, count(*) FROM claim GROUP BY key ORDER BY key"

_EPOCH = "DATE '1970-01-01'"
# The fields of ``claimx.compare.rows.Row`` in their order, then parts and key; from one key up to another.
ROWS = f"""
SELECT claim.id, copies, kind, event, category, low, high, value, qualifier, per, item, model,
       coalesce(affected, party), affected_name, actor, actor_name, source_name, source_type, source_party,
       date_diff('day', {_EPOCH}, date_start), date_diff('day', {_EPOCH}, date_end), scope, place, country, stance,
       date_diff('day', {_EPOCH}, coalesce(reported_on, published)),
       claim.document, coalesce(article.article, claim.document), publisher, party IS NOT NULL, part.parts, key
FROM claim
LEFT JOIN article ON article.document = claim.document
LEFT JOIN part ON part.id = claim.id
WHERE key >= $first AND ($end IS NULL OR key < $end)
ORDER BY key, claim.id
"""  # noqa: S608 - names of this file only
