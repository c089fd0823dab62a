"""What DuckDB is asked: the columns that are read, and the tables and views made of them.

Users who keep their records in DuckDB can ask the same; ``docs/compare.md`` shows how.
"""

from __future__ import annotations

from claimx.confidence import FIELDS as SURE
from claimx.confidence import RECORD

# Column of the raw table -> where a record tells that confidence. They are dropped once they have sifted the rows.
CONFIDENCE = {RECORD: RECORD, **{f"confidence_{name}": f"confidences.{name}" for name in SURE}}
_PARTY = "STRUCT(name VARCHAR, id VARCHAR)"
# The fields of a record that are read; others of later versions are passed over.
COLUMNS = {
    "id": "VARCHAR",
    "kind": "VARCHAR",
    "event": "VARCHAR",
    "category": "VARCHAR",
    "quantity": "STRUCT(text VARCHAR, low DOUBLE, high DOUBLE, value DOUBLE, qualifier VARCHAR, per VARCHAR, subset_of VARCHAR)",
    "item": "STRUCT(text VARCHAR, model VARCHAR)",
    "affected": _PARTY,
    "actor": _PARTY,
    "source": "STRUCT(name VARCHAR, type VARCHAR, party VARCHAR, reported_on DATE)",
    "date": 'STRUCT("start" DATE, "end" DATE, scope VARCHAR)',
    "location": "STRUCT(name VARCHAR, country VARCHAR, admin1 VARCHAR, geonames_id BIGINT, precision VARCHAR, lat DOUBLE, lon DOUBLE)",
    "stance": "VARCHAR",
    "evidence": "STRUCT(text VARCHAR)",
    "document": "STRUCT(path VARCHAR, sha256 VARCHAR, publisher VARCHAR, published DATE)",
    "incident": "VARCHAR",
    "confidence": "DOUBLE",
    "confidences": f"STRUCT({', '.join(f'{name} DOUBLE' for name in SURE)})",
}
# Column of the claim table -> its path in a record and its type.
FIELDS = {
    "id": ("id", "VARCHAR"),
    "kind": ("kind", "VARCHAR"),
    "event": ("event", "VARCHAR"),
    "category": ("category", "VARCHAR"),
    "written": ("quantity.text", "VARCHAR"),
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
    "admin1": ("location.admin1", "VARCHAR"),
    "geonames": ("location.geonames_id", "BIGINT"),
    "precision": ("location.precision", "VARCHAR"),
    "lat": ("location.lat", "DOUBLE"),
    "lon": ("location.lon", "DOUBLE"),
    "stance": ("stance", "VARCHAR"),
    "evidence": ("evidence.text", "VARCHAR"),
    "path": ("document.path", "VARCHAR"),
    "sha256": ("document.sha256", "VARCHAR"),
    "publisher": ("document.publisher", "VARCHAR"),
    "published": ("document.published", "DATE"),
    "incident": ("incident", "VARCHAR"),
    **{name: (path, "DOUBLE") for name, path in CONFIDENCE.items()},
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
# Claims that may count parts of one another stand under one key: the killed are some of the casualties, civilians some of the
# people, a shot-down aircraft one of those lost.
_FAMILY = """CASE
    WHEN kind = 'casualty' AND event IN ('killed', 'wounded', 'casualties') THEN 'harmed'
    WHEN kind = 'equipment' AND event IN ('destroyed', 'shot_down', 'captured', 'lost') THEN 'lost'
    WHEN category IN ('missile', 'uav', 'ammunition') AND event = 'launched' THEN 'lost'
    ELSE event END"""
# The key of a group of series, as one string that sorts; what of it is null is empty. The giver belongs to it for what is
# delivered or pledged: the tanks of two donors are two things.
KEY = f"""concat_ws(chr(31), kind, {_FAMILY}, CASE WHEN kind = 'casualty' THEN '' ELSE category END,
    coalesce(affected, party, ''), coalesce(per, ''),
    CASE WHEN event IN ('delivered', 'pledged') THEN coalesce(actor, '') ELSE '' END)"""
# A place that is no more than a region or a country: one that bears the name of its first-level division is the division.
_WIDE = """(place IS NULL OR coalesce(precision, '') = 'country'
    OR coalesce(precision, '') = 'region' AND (admin1 IS NULL OR contains(lower(place), lower(admin1))
    OR regexp_matches(lower(place), ' (province|oblast|governorate|state)$')))"""
# The one town, village or camp that a document's incident happened in, for its claims that tell less.
SCENES = f"""
CREATE TABLE scene AS
SELECT incident, min(place_key.key) AS scene, min(place) AS scene_name
FROM raw JOIN place_key USING (place)
WHERE incident IS NOT NULL AND NOT {_WIDE}
GROUP BY incident HAVING min(place_key.key) = max(place_key.key)
"""  # noqa: S608 - names of this file only
# Words of soldiers that any side uses, of its own as well as of the other's.
_MEN = "('men', 'people', 'personnel', 'troop', 'force', 'member', 'servicemen', 'combatant')"
# Claims that tell no party, and the one party that others name for the same place and day (an undated claim: for the days up to
# its report), or for the same place's running total (day null). Of people harmed the place is enough where the party is its country: "two Chinese tourists" are some of the
# people hurt in Nice, and the soldiers killed in Bamako are some of the people killed there. A place does not tell which army's soldiers died there: the words must be the same ("soldiers") or, where
# it is told who killed them, one of them such as any army uses; or the one party left must fight the one that killed them. Nobody is taken to have killed his own,
# and "its own losses" are those of who speaks.
HOMES = f"""
CREATE TABLE home AS
WITH asked AS (
    SELECT id, kind, CASE WHEN kind = 'equipment' THEN category WHEN category = 'military' THEN category ELSE 'people' END AS sort,
           CASE WHEN kind = 'equipment' THEN {_FAMILY} ELSE '' END AS family, coalesce(per, '') AS per, place_key.key AS place,
           unnest(CASE WHEN scope = 'cumulative' THEN [CAST(NULL AS DATE)]
               WHEN coalesce(date_end, date_start) IS NOT NULL THEN [coalesce(date_end, date_start)]
               ELSE [CAST(coalesce(reported_on, published) - back AS DATE) FOR back IN [0, 1, 2, 3]] END) AS day,
           coalesce(scope, '') = 'cumulative' OR coalesce(date_end, date_start) IS NOT NULL AS dated, affected, actor, country, source_party,
           CASE WHEN affected IS NULL
               THEN regexp_matches(lower(evidence), '\\b(its|their|our|his) own (losses|casualties|dead|wounded|killed|toll)\\b') END AS own,
           CASE WHEN kind <> 'equipment' AND category = 'military'
               THEN rtrim(lower(regexp_extract(coalesce(item, ''), '(\\w+)\\W*$', 1)), 's') END AS word
    FROM raw JOIN place_key USING (place)
    WHERE event NOT IN ('delivered', 'pledged')
      AND (scope = 'cumulative' OR coalesce(date_end, date_start, reported_on, published) IS NOT NULL)
),
told AS (SELECT DISTINCT kind, sort, family, per, place, day, affected, CASE WHEN sort = 'military' THEN word END AS word FROM asked WHERE affected IS NOT NULL AND dated),
foe AS (SELECT DISTINCT affected, actor FROM raw WHERE affected IS NOT NULL AND actor IS NOT NULL)
SELECT asked.id, min(told.affected) AS party
FROM asked JOIN told
  ON asked.kind = told.kind AND asked.family = told.family AND asked.per = told.per
 AND (asked.sort = told.sort OR asked.sort = 'people' AND told.sort = 'military' AND told.affected = asked.country)
 AND asked.place = told.place AND asked.day IS NOT DISTINCT FROM told.day
LEFT JOIN foe ON foe.affected = asked.actor AND foe.actor = told.affected
WHERE asked.affected IS NULL AND told.affected IS DISTINCT FROM asked.actor
  AND (NOT coalesce(own, false) OR told.affected IS NOT DISTINCT FROM asked.source_party)
  AND (asked.sort <> 'military' OR asked.word = told.word OR foe.actor IS NOT NULL
       OR asked.actor IS NOT NULL AND (asked.word IN {_MEN} OR told.word IN {_MEN}))
GROUP BY asked.id, asked.sort, asked.country
HAVING min(told.affected) = max(told.affected) AND (asked.sort <> 'people' OR min(told.affected) = coalesce(asked.country, min(told.affected)))
"""  # noqa: S608 - names of this file only
DOCUMENT = "coalesce(nullif(left(sha256, 16), ''), path)"
# ``told`` is what the records themselves tell; whoever needs neither copies nor parties of others is spared two joins.
TOLD = f"""
CREATE TEMP VIEW told AS
SELECT * EXCLUDE (sha256, path), {DOCUMENT} AS document FROM raw
"""  # noqa: S608 - names of this file only
CLAIMS = f"""
CREATE TEMP VIEW claim AS
SELECT told.*, party, coalesce(copies, 1) AS copies, {KEY} AS key
FROM told LEFT JOIN copy USING (id) LEFT JOIN home USING (id)
"""  # noqa: S608 - names of this file only

# Claims that name a total, beside that total.
PARTS = """
CREATE TABLE part AS
SELECT total.id AS id, list({'id': part.id, 'low': part.low} ORDER BY part.id) AS parts
FROM told AS part JOIN told AS total ON part.subset_of = total.id
GROUP BY total.id
"""

# Who fights whom, as far as the records tell: the killer and the killed.
ENEMIES = """
CREATE TABLE enemy AS
SELECT DISTINCT affected, actor FROM told
WHERE affected IS NOT NULL AND actor IS NOT NULL AND affected <> actor
  AND event NOT IN ('delivered', 'pledged', 'launched')
"""

KEYS = "SELECT number, count(*) FROM joined GROUP BY number ORDER BY number"

_EPOCH = "DATE '1970-01-01'"
# Within a key first by day, then running totals by place: a key of millions of claims is read in stretches.
_DAY = f"""CASE WHEN scope = 'cumulative' THEN NULL
    ELSE date_diff('day', {_EPOCH}, coalesce(greatest(date_start, date_end), reported_on, published)) END"""
_TOTAL = "CASE WHEN scope = 'cumulative' THEN coalesce(place_key.number, 0) END"

# What recurs from claim to claim is fetched once, under a hash of its columns, and each claim names the hash: a value that crosses
# from DuckDB to Python costs as much as all that is then asked of it. 64 bits: among a million different
# values two have one hash with a chance of one in thirty million.
_SAID = f"date_diff('day', {_EPOCH}, coalesce(reported_on, published))"
_RECURRING = {
    "what": "claim.key, kind, event, category, per, model, stance, coalesce(affected, party), affected_name, actor, actor_name, party IS NOT NULL",
    "figure": "written, low, high, value, qualifier",
    "time": f"date_diff('day', {_EPOCH}, date_start), date_diff('day', {_EPOCH}, date_end), scope, {_SAID}",
    "source": "source_name, source_type, source_party, publisher",
    "place": "place, country, admin1, precision, lat, lon",
}
SHARED = {
    name: f"CREATE TABLE {name} AS SELECT DISTINCT hash({columns}) AS told, {columns} FROM {'claim' if name == 'what' else 'told'}"  # noqa: S608 - names of this file only
    for name, columns in _RECURRING.items()
}
SHARED["place"] = f"""
CREATE TABLE place AS SELECT hash({_RECURRING["place"]}) AS told, place, key, country, admin1, precision, lat, lon
FROM (SELECT DISTINCT {_RECURRING["place"]} FROM raw) LEFT JOIN place_key USING (place)"""  # noqa: S608
# Keys and places sort by their numbers: strings, which have long beginnings in common, take twice as long.
NUMBERS = "CREATE TABLE number AS SELECT told, dense_rank() OVER (ORDER BY key) AS number FROM what"
# All claims with what they are sorted by. Each process sorts the keys that it compares, so that all cores sort, and nothing is
# written down twice.
_JOINED = f"""
SELECT {", ".join(f"hash({columns}) AS {name}" for name, columns in _RECURRING.items())},
       claim.id, item, claim.incident, evidence, claim.document, article.article, copies,
       CASE WHEN {_WIDE} THEN scene END AS scene, CASE WHEN {_WIDE} THEN scene_name END AS scene_name,
       subset_of IS NOT NULL AS subset, part.parts, {_DAY} AS day, {_TOTAL} AS total
FROM claim
LEFT JOIN article ON article.document = claim.document
LEFT JOIN part ON part.id = claim.id
LEFT JOIN place_key USING (place)
LEFT JOIN scene ON scene.incident = claim.incident
"""  # noqa: S608 - names of this file only
JOINED = f"CREATE TABLE joined AS SELECT claims.*, number FROM ({_JOINED}) AS claims JOIN number ON number.told = claims.what"  # noqa: S608
# Those of some keys in the order in which they are compared, with the columns as ``claimx.compare.stretches`` takes them.
ROWS = f"""
SELECT number, {", ".join(_RECURRING)}, id, item, incident, evidence, document, article, copies, scene, scene_name, subset, parts
FROM joined WHERE number BETWEEN $first AND $last ORDER BY number, day NULLS LAST, total NULLS FIRST, id
"""  # noqa: S608
