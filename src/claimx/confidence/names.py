"""What each feature says of a record: the features' names with their meaning for ``show --explain``, and which field weighs which.

Most come from one template for the five parts that a record may have or lack. Rows of lists have features of their own and none
of the others. Each rule that fired is a feature, too, named ``rule.`` and its id; a rule without a weight changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from claimx.schema import DatePrecision, DateScope, Event, Mode, PartyType, PlacePrecision, SourceType

# The parts of a record that are linked to its number, in words.
ROLES: Mapping[str, str] = {
    "affected": "whose loss it is",
    "actor": "who did it",
    "source": "who says so",
    "date": "when it was",
    "location": "where it was",
}
# Yes-or-no features are 1 or absent; "log" is the natural logarithm of 1 + n.
_OF_A_ROLE = {
    "none": "not told",
    "none-others": "not told, while other records of the document tell it",
    "none-share": "not told, times the share of the document's records that tell it",
    "none-sentence": "not told, while another record of the sentence tells it",
    "none-near": "not told, while the claim before or after tells it",
    "none-before": "not told, while the claim before tells it",
    "none-names": "not told; log of the names in the sentence that nothing of the record was read from",
    "names": "told; log of the names in the sentence that nothing of the record was read from",
    "share": "the share of the document's records that tell the same",
    "values": "log of the different answers in the document, beyond the first",
    "agree": "the share of the sentence's other records that tell the same",
    "differ": "another record of the sentence tells otherwise",
    "near": "how many of the claims before and after tell the same",
    "lone": "no other record of the document tells the same",
    "distance": "log of the characters between number and words, in one sentence",
    "before": "the words stand before the number",
    "beside": "the words stand right beside the number",
    "between-names": "log of the names between number and words",
    "between-clauses": "a comma, colon, dash or bracket stands between number and words",
    "outside": "the words stand outside the sentence",
    "far": "log of the characters between sentence and words, in hundreds",
    "behind": "the words stand behind the sentence",
    "lower": "the words hold no name",
    "words": "log of the words beyond the first",
}
_BASES = {
    "stated": "stated in the sentence",
    "carried": "carried over from the document's context",
    "inferred": "inferred by a rule",
}
_DATED = {"stated": "told by itself", "relative": "told from the article's own or another"}

_PLAIN: Mapping[str, str] = {
    "kind.equipment": "equipment, not people",
    **{f"event.{event.value}": f"the event is {event.value.replace('_', ' ')}" for event in Event},
    "event.mixed": "the event is mixed or untold (casualties, lost)",
    "event.handed": "delivered, pledged or launched",
    "event.held": "captured, abducted or missing",
    "category.military": "military people",
    "category.civilian": "civilians",
    "category.unspecified": "people of whom nobody tells what they are",
    "category.equipment": "equipment of no known kind",
    "quantity.article": "an article or 'one' counts one",
    "quantity.words": "the number is in words",
    "quantity.hedged": "about, at least, more than, up to, less than",
    "quantity.inexact": "a range or a vague word",
    "quantity.part": "a part of another claim",
    "quantity.total": "another claim is a part of it",
    "quantity.increment": "the increment of another claim",
    "quantity.rate": "so many a day, week, month or year",
    "quantity.size": "the number's decimal logarithm",
    "quantity.zero": "none",
    "quantity.one": "one",
    "quantity.year": "the number looks like a year",
    "item.none": "no word for what is counted stands by the number",
    "item.distance": "log of the characters between number and counted word",
    "item.before": "the counted word stands before the number",
    "item.beside": "the counted word follows the number at once",
    "item.words": "log of the counted words beyond the first",
    "item.outside": "the counted word stands outside the sentence",
    "item.model": "a model of weapon is named",
    "stance.unsure": "denied or possible",
    "sentence.length": "log of the sentence's words",
    "sentence.claims": "log of the sentence's other claims",
    "sentence.fragment": "no sentence: a headline, a caption, a row of a list",
    "sentence.title": "most words begin with a capital",
    "sentence.lower": "the share of words that begin small",
    "sentence.unreal": "log of words like if, would, may, plan, threaten, trial",
    "sentence.unreal-near": "a word like if, would, may, plan, threaten, trial stands near the number",
    "sentence.numbers": "log of the numbers in the sentence that are no claims",
    "sentence.quotes": "quotation marks",
    "sentence.clauses": "log of commas, colons, dashes and brackets",
    "sentence.clauses-before": "log of commas, colons, dashes and brackets before the number",
    "sentence.pronouns": "log of the pronouns",
    "sentence.cues": "log of words of reporting",
    "sentence.times": "log of words of time",
    "sentence.years": "log of the years",
    "sentence.places": "log of names after in, at, near, of and the like",
    "sentence.events": "claims of different events in the sentence",
    "sentence.parties": "several parties in the sentence's claims",
    "sentence.other-parties": "log of further parties of the document that the sentence names",
    "sentence.passive": "a passive verb",
    "sentence.position": "where in the sentence the number stands, from 0 to 1",
    "sentence.names": "log of the names that nothing of the record was read from",
    "document.claims": "log of the document's other claims",
    "document.length": "log of the characters up to the last claim, in thousands",
    "document.density": "claims in a thousand characters",
    "document.position": "where in the document the claim stands, from 0 to 1",
    "document.first": "the document's first claims",
    "document.early": "among the first 300 characters",
    "document.undated": "the document has no date of publication",
    "document.header": "the date of publication was read from the text",
    "document.untitled": "the document has no title",
    "document.equipment": "the share of the document's claims that count equipment",
    "document.fragments": "the share of its sentences with claims that are headlines, captions or rows",
    "document.years": "log of the years that its claims tell of, beyond the first",
    "document.gap": "log of the characters to the nearest other sentence with claims",
    "document.repeated": "another sentence has the same number for the same event and category",
    "document.figure": "another sentence's claim has the same number",
    "affected.none-military": "nobody is named whose loss it is, and the lost are military",
    "affected.none-civilian": "nobody is named whose loss it is, and the lost are civilians",
    "affected.none-unspecified": "nobody is named whose loss it is, nor what the people are",
    "affected.none-equipment": "nobody is named whose equipment it is",
    "affected.none-country": "nobody is named whose loss it is, while another record has the place's country",
    "affected.none-actor": "nobody is named whose loss it is, but who did it is",
    "affected.none-foreign": "nobody is named whose loss it is, and another country struck",
    "affected.none-undated": "neither whose loss it is nor when it was is told",
    "affected.none-named": "nobody is named whose loss it is, while the sentence names a party of the document",
    **{f"affected.{one.value}": f"whose loss it is is a {one.value}" for one in PartyType},
    "affected.home": "the place lies in the country whose loss it is",
    "affected.abroad": "the place lies in another country than the one whose loss it is",
    "affected.self": "one party did it to itself",
    "affected.speaker": "the party speaks of its own loss",
    "affected.foe": "another party speaks of the loss",
    **{
        f"affected.{basis}-{kind}": f"whose loss it is was {_BASES[basis]}; {words}"
        for basis in ("inferred", "carried")
        for kind, words in (("civilian", "civilians"), ("military", "military people"), ("unspecified", "people"), ("equipment", "equipment"))
    },
    "actor.none-affected": "whose loss it is is told, but not who did it",
    "actor.none-equipment": "equipment, and nobody is named who did it",
    "actor.none-military": "military people, and nobody is named who did it",
    "actor.none-named": "nobody is named who did it, while the sentence names a further party of the document",
    **{f"actor.{one.value}": f"who did it is a {one.value}" for one in PartyType},
    "actor.suffers": "who did it has losses in other records",
    "actor.speaker": "the party speaks of what it did itself",
    "source.none-cue": "the writer's own voice, in a sentence with a word of reporting",
    "source.none-cues": "the writer's own voice; log of the words of reporting",
    "source.none-quotes": "the writer's own voice, in a sentence with quotation marks",
    "source.none-fragment": "the writer's own voice, in a headline, a caption or a row",
    "source.none-following": "the writer's own voice, in the sentence after a claim with a source",
    **{f"source.{one.value}": f"the source is of the type {one.value.replace('_', ' ')}" for one in SourceType},
    **{f"source.mode-{one.value}": f"the source's words are given as {one.value.replace('_', ' ')}" for one in Mode},
    "source.cueless": "no reporting word belongs to the source",
    "source.cues": "log of the words of reporting beyond the first",
    "source.resolved": "the source's name is another than the words in the sentence",
    "source.relayed": "another relays it",
    "source.name-words": "log of the words of the source's name beyond the first",
    "source.nameless": "the source is a role or a thing, no name",
    "source.side": "the source speaks for a party",
    "source.fuller": "the source's name is longer than the words in the sentence",
    "source.several": "several sources",
    "date.none-times": "no date; log of words of time",
    "date.none-published": "no date, and the document has one",
    "date.none-year": "no date, in a sentence with a year",
    "date.none-fragment": "no date, in a headline, a caption or a row",
    "date.none-killed": "no date of a death",
    "date.none-many": "no date of several hundred",
    **{f"date.{one.value}": f"the date is {words}" for one, words in (
        (DateScope.INCIDENT, "that of one incident"), (DateScope.PERIOD, "a closed period"), (DateScope.CUMULATIVE, "a running total's"))},
    **{f"date.{one.value}": f"the date is told to the {one.value}" for one in DatePrecision},
    "date.open": "the date has no first day",
    "date.times": "log of words of time beyond the first",
    "date.published": "the date ends on the day of publication",
    "date.wide": "log of the date's days",
    "date.many": "several hundred in one incident",
    "location.none-places": "no place, in a sentence with a name after in, at, near and the like",
    **{f"location.{one.value}": f"the place is a {one.value}" for one in PlacePrecision},
    "location.unknown": "the place is in no gazetteer",
    "location.places": "log of names after in, at, near and the like, beyond the first",
    "location.titled": "the title names the place",
    **{f"rules.{domain}": f"rules about {words} that fired" for domain, words in (
        ("party", "parties"), ("date", "dates"), ("link", "what the number counts"), ("place", "places"))},
}  # fmt: skip

# The one feature that every row of a list has, and no sentence; the others of a row begin with it.
ROW = "row"
# A row of a list says little by itself and is not read as a sentence: these stand in place of all features above and below.
_ROWS: Mapping[str, str] = {
    ROW: "a row of a list",
    "row.rows": "log of the list's rows beyond the third",
    "row.affected-none": "a row of a list that tells nobody whose loss it is",
    "row.ownerless": "a row that counts soldiers or arms and tells nobody whose they are",
    "row.actor-told": "a row of a list that tells who did it",
    "row.source-none": "a row of a list that tells no source",
    "row.date-none": "a row of a list that tells no date",
    "row.location-none": "a row of a list that tells no place",
    "row.item-none": "a row without a word for what is counted",
    "row.equipment": "a row that counts equipment",
    "row.unspecified": "a row that counts people of whom nobody tells what they are",
    "row.claims": "log of the row's other claims",
    "row.numbers": "log of the numbers in the row that are no claims",
    "row.names": "log of the names in the row that nothing of the record was read from",
}

# Every feature and what it says of a record; beside these, there are the rules.
FEATURES: Mapping[str, str] = {
    **_PLAIN,
    **_ROWS,
    **{
        f"{role}.{name}": f"{words}: {meaning}"
        for role, words in ROLES.items()
        for name, meaning in (*_OF_A_ROLE.items(), *(_DATED if role == "date" else _BASES).items())
    },
}

# The ids of rules that are features: what a hostile file calls a rule may be anything.
_RULE = re.compile(r"rule\.[a-z]{1,40}\.[a-z0-9-]{1,80}")

_OF_ALL = frozenset("kind event category quantity item stance sentence document rules row".split())
# What each field weighs, by the first part of the features' names. A part that has nothing to do with a field only fits noise.
# Of the source, every part tells something: who speaks hangs on what is told.
_PARTS: Mapping[str, frozenset[str]] = {
    "core": _OF_ALL | {"affected"},
    "affected": _OF_ALL | {"affected", "actor", "location"},
    "actor": _OF_ALL | {"affected", "actor", "location"},
    "source": _OF_ALL | ROLES.keys(),
    "date": _OF_ALL | {"date"},
    "location": _OF_ALL | {"date", "location"},
}
# The rules that fill it, by the first part of their ids.
_RULES: Mapping[str, frozenset[str]] = {
    "core": frozenset(["quantity", "loss", "link", "item"]),
    "affected": frozenset(["party"]),
    "actor": frozenset(["party"]),
    "source": frozenset(["attribution"]),
    "date": frozenset(["date"]),
    "location": frozenset(["place"]),
}


def is_feature(name: str) -> bool:
    """True for what may be weighed: one of FEATURES, or a rule."""
    return name in FEATURES or _RULE.fullmatch(name) is not None


def weighed(field: str, feature: str) -> bool:
    """True where the model of the field may weigh the feature."""
    part, _, rest = feature.partition(".")
    return rest.partition(".")[0] in _RULES[field] if part == "rule" else part in _PARTS[field]


def meaning(feature: str) -> str:
    """What a feature says of a record, in words."""
    return FEATURES.get(feature) or f"the rule {feature.partition('.')[2]}"
