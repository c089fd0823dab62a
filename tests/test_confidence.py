"""Confidence: bounds, order, what it hangs on, the weights that ship, files of weights from anybody, and what bounds leave out."""

import datetime as dt
import importlib.util
import json
import math
import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimx.confidence import (
    FEATURES,
    FIELDS,
    JOINT,
    RECORD,
    WEAK,
    Weights,
    estimates,
    features,
    load_weights,
    logistic,
    lowered,
    parse_least,
    read_weights,
    sure,
    weighed,
    with_confidence,
)
from claimx.errors import WeightsError
from claimx.models import Article
from claimx.schema import (
    Category,
    DatePrecision,
    DateScope,
    Event,
    Mode,
    PartyType,
    PlacePrecision,
    Record,
    SourceType,
)

ROOT = Path(__file__).resolve().parent.parent


def script():
    spec = importlib.util.spec_from_file_location("fit_confidence", ROOT / "scripts" / "fit_confidence.py")
    module = importlib.util.module_from_spec(spec)
    # Dataclasses look their module up by name.
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


FIT = script()


# The record's model weighs its fields' product alone.
SHAPES = {RECORD: (0.0, {JOINT: 1.0})}


def weights_of(means=None, **models):
    """Weights with these models, the others without any: ``core=(intercept, {feature: weight})``."""
    figures = {
        "documents": 10,
        "records": 100,
        "right": 0.5,
        "ece": 0.0,
        "auc": 0.5,
        "coverage_90": 0,
        "coverage_95": 0,
    }
    return {
        "version": 3,
        "fitted": "2031-01-01",
        "claimx": "1",
        "folds": 10,
        "means": means or {},
        "models": {
            name: dict(
                zip(
                    ("figures", "intercept", "weights"),
                    (figures, *models.get(name, SHAPES.get(name, (0.0, {})))),
                    strict=True,
                )
            )
            for name in (RECORD, *FIELDS)
        },
    }


def written(path, content):
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return path


def told(record, *others):
    """The features of a record among others of its document."""
    return features([record, *others])[0]


class Test_shipped_weights:
    def test_they_are_sound(self):
        weights = load_weights()

        assert weights.fitted >= dt.date(2026, 1, 1)
        assert set(weights.models) == {RECORD, *FIELDS}
        assert all(model.weights for model in weights.models.values())

    def test_they_are_calibrated_and_tell_right_from_wrong(self):
        for name, model in load_weights().models.items():
            assert model.figures.ece <= 0.08, name
            assert model.figures.auc >= 0.6, name

    def test_the_guide_has_the_figures_and_the_diagram(self):
        guide = FIT.GUIDE.read_text("utf-8")

        assert FIT.with_table(guide, load_weights()) == guide
        assert FIT.DIAGRAM.name in guide
        assert FIT.DIAGRAM.read_text("utf-8").startswith("<svg")


def changed(**changes):
    return {**weights_of(), **changes}


def with_weight(value, name="item.none"):
    content = weights_of(core=(0.0, {name: value}))
    return json.dumps(content).replace("Infinity", "1e999")


class Test_files_of_weights:
    def test_a_whole_file_is_read(self, tmp_path):
        weights = read_weights(written(tmp_path / "w.json", weights_of(core=(1.5, {"item.none": -2.0}))))

        assert weights.models["core"].weights == {"item.none": -2.0}

    @pytest.mark.parametrize(
        "content, cause",
        [
            ("{", "not JSON"),
            ("", "not JSON"),
            ("[" * 100_000, "not JSON"),
            ("[]", "has to be a table of keys and values"),
            ("{}", "key 'version' is missing"),
            (changed(version=1), "holds weights of version 1, and this claimx reads version 3"),
            (changed(version=2), "holds weights of version 2, and this claimx reads version 3"),
            (changed(version="3"), "key 'version' has to be 3"),
            (changed(script="rm"), "key 'script' is no known key"),
            (changed(fitted="someday"), "key 'fitted' has to be a day"),
            (changed(claimx="x" * 101), "claimx"),
            (changed(models={}), "models of confidence, core, affected, actor, source, date, location are needed"),
            (with_weight(1.0, "moon.phase"), "weighs 'moon.phase', which this claimx does not know"),
            (changed(means={"moon.phase": 1.0}), "weighs 'moon.phase'"),
            (with_weight(1.0, "rule.Moon phase"), "weighs 'rule.Moon phase'"),
            (with_weight(1.0, "joint"), "weighs 'joint'"),
            (weights_of(confidence=(0.0, {"item.none": 1.0})), "weighs 'item.none'"),
            (with_weight(1001.0), "models.core.weights.item.none"),
            (with_weight(math.inf), "models.core.weights.item.none"),
            (with_weight(math.nan), "models.core.weights.item.none"),
            (with_weight("heavy"), "key 'models.core.weights.item.none' has to be a number"),
            (" " * 1_000_001, "larger than 1,000,000 bytes"),
        ],
    )  # fmt: skip
    def test_a_broken_one_is_refused_with_its_name_and_a_remedy(self, tmp_path, content, cause):
        path = written(tmp_path / "w.json", content)

        with pytest.raises(WeightsError) as raised:
            read_weights(path)

        assert cause in raised.value.message
        assert "claimx fit GOLD RECORDS" in raised.value.message
        assert raised.value.path == str(path)
        assert len(raised.value.message) < 400, "what is in the file is not repeated at length"

    @pytest.mark.parametrize("name", [".", "missing.json"])
    def test_none_at_all_is_told_too(self, tmp_path, name):
        with pytest.raises(WeightsError, match="cannot be read as weights"):
            read_weights(tmp_path / name)


class Test_estimates:
    def test_every_record_has_one_in_its_order(self, make_record):
        records = [make_record(id=f"cx_{i:016x}", quantity={"start": 15 + i}) for i in range(3)]

        found = with_confidence(records)

        assert [record.id for record in found] == [record.id for record in records]
        assert all(0 <= record.confidence <= 1 for record in found)
        assert found == with_confidence(records), "the same records, the same estimates"
        assert with_confidence([]) == []

    def test_they_are_the_logistic_of_the_weighted_features_to_two_digits(self, make_record):
        weights = Weights.model_validate(
            weights_of(core=(1.0, {"item.none": -2.0}), source=(0.3, {"quantity.one": 9.0}))
        )

        [found] = with_confidence([make_record(item=None)], weights)

        assert found.confidences.core == 0.27  # 1 / (1 + e)
        assert found.confidences.source == 0.57
        assert found.confidences.affected == 0.5

    @pytest.mark.parametrize(
        "intercept, slope, chance",
        [
            (0.0, 1.0, 0.9 * 0.8 * 0.5),
            # The odds that all are right, .36 to .64, squared and doubled.
            (math.log(2), 2.0, 2 * (36 / 64) ** 2 / (1 + 2 * (36 / 64) ** 2)),
            (0.0, 0.0, 0.5),
        ],
    )
    def test_the_records_is_the_product_of_core_affected_and_source_set_right(
        self, make_record, intercept, slope, chance
    ):
        """Whether actor, date and place are right is not asked."""
        certain = {name: (math.log(one / (1 - one)), {}) for name, one in
                   (("core", 0.9), ("affected", 0.8), ("source", 0.5), ("actor", 0.01), ("date", 0.01))}  # fmt: skip
        weights = Weights.model_validate(weights_of(**certain, confidence=(intercept, {JOINT: slope})))

        [found] = with_confidence([make_record()], weights)

        assert found.confidence == round(chance, 2)

    @given(st.dictionaries(st.sampled_from(sorted(FEATURES)), st.floats(0, 1e3)), st.data())
    def test_any_features_and_weights_give_probabilities(self, told, data):
        extreme = {name: data.draw(st.sampled_from([-1000.0, 1000.0])) for name in told}
        weights = Weights.model_validate(weights_of(core=(0.0, extreme), confidence=(0.0, {JOINT: 1000.0})))

        found = estimates(told, weights)

        assert 0 <= found["confidence"] <= 1
        assert 0 <= found["confidences"].core <= 1

    @given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
    def test_logistic_is_monotone_and_bounded(self, one, other):
        low, high = sorted((one, other))

        assert 0 <= logistic(low) <= logistic(high) <= 1

    def test_what_lowered_one_is_told_most_first(self):
        weights = Weights.model_validate(
            weights_of(
                {"item.none": 0.5, "kind.equipment": 0.0, "stance.unsure": 0.1},
                core=(0.0, {"item.none": -2.0, "kind.equipment": -0.5, "stance.unsure": 1.0, "quantity.one": 3.0}),
            )
        )

        found = lowered({"item.none": 1.0, "kind.equipment": 1.0}, "core", weights)

        # By how much: with the mean instead, less what it is. An unsure stance would have raised it, and is rarer than the mean.
        own = logistic(-2.5)
        assert found == [
            ("core", "item.none", pytest.approx(logistic(-1.5) - own)),
            ("core", "kind.equipment", pytest.approx(logistic(-2.0) - own)),
            ("core", "stance.unsure", pytest.approx(logistic(-2.4) - own)),
        ]

    def test_the_record_is_lowered_by_its_fields_each_by_its_worst_feature(self):
        weights = Weights.model_validate(
            weights_of(
                {"item.none": 0.0, "kind.equipment": 0.0, "quantity.one": 1.0},
                core=(2.0, {"item.none": -2.0, "kind.equipment": -0.5}),
                affected=(2.0, {"item.none": -3.0, "quantity.one": 1.0}),
                source=(2.0, {"kind.equipment": 4.0}),
                date=(2.0, {"item.none": -9.0}),
            )
        )

        found = lowered({"item.none": 1.0, "kind.equipment": 1.0, "quantity.one": 1.0}, RECORD, weights)

        assert [(one.field, one.feature) for one in found] == [("core", "item.none"), ("affected", "item.none")]
        own = logistic(-0.5) * logistic(0.0) * logistic(6.0)
        assert [one.by for one in found] == [
            pytest.approx(logistic(2.0) * logistic(0.0) * logistic(6.0) - own),
            pytest.approx(logistic(-0.5) * logistic(3.0) * logistic(6.0) - own),
        ]

    def test_a_row_is_compared_with_rows(self):
        """A row has no words of time: that sentences have some lowers nothing."""
        weights = Weights.model_validate(
            weights_of(
                {"sentence.times": 2.0, "row.names": 0.5},
                core=(0.0, {"sentence.times": 1.0, "row.names": -1.0}),
            )
        )

        assert [one.feature for one in lowered({"row": 1.0, "row.names": 1.0}, "core", weights)] == ["row.names"]
        assert [one.feature for one in lowered({"sentence.times": 1.0}, "core", weights)] == ["sentence.times"]

    def test_older_records_have_none(self, make_record):
        row = json.loads(make_record().model_dump_json())
        row.pop("confidence")

        assert Record.model_validate(row).confidence is None

    @pytest.mark.parametrize("value", [-0.01, 1.01])
    def test_confidence_is_a_probability(self, make_record, value):
        with pytest.raises(ValueError, match="confidence"):
            make_record(confidence=value)


LONG = "At noon on Monday, he said in Mopti that at least 12 soldiers of the Ostrian army were killed, and 30 hurt."


def rows_of(make_record, *texts, gap=1, **changes):
    """A record for each line of a list, one line repeated three times; in a line with two numbers, two records."""
    out, at = [], 0
    for i, text in enumerate(texts * 3 if len(texts) == 1 else texts):
        evidence = {"text": text, "start": at, "end": at + len(text)}
        numbers = list(re.finditer(r"\d+", text))[:2]
        for k, number in enumerate(numbers):
            quantity = {"start": at + number.start(), "end": at + number.end(), "text": number.group()}
            out.append(make_record(id=f"cx_{i:08x}{k:08x}", evidence=evidence, quantity=quantity, **changes))
        at += len(text) + gap
    return out


class Test_rows:
    @pytest.mark.parametrize(
        "texts, gap, rows",
        [
            (["Tanks: 4", "Guns: 7", "Men – 61"], 1, 3),
            (["- 4 tanks", "- 7 guns", "- 61 men;", "- 2 boats."], 1, 4),  # the last ends in a full stop
            (["Tanks: 4 (+1)", "Guns: 7 (+2)", "Men: 61 (+9)"], 2, 3),
            (["Tanks\t4.", "Guns\t7.", "Men\t61."], 1, 3),
            (["Tanks: 4", "Guns: 7"], 1, 0),  # two lines are no list yet
            (["Tanks: 4", "Guns: 7", "Men – 61"], 200, 0),  # paragraphs apart
            (["4 tanks were lost.", "7 guns were lost.", "61 men were lost."], 1, 0),
            (["Tanks: 4", "In all, 7 guns of the brigade were lost on that day by the river.", "Men – 61"], 1, 0),
            (["4 tanks and 7 of the guns that the brigade had brought up to the river on the day before"] * 3, 1, 0),
        ],
    )  # fmt: skip
    def test_three_short_lines_in_a_row_are_a_list(self, make_record, texts, gap, rows):
        records = rows_of(make_record, *texts, gap=gap)

        found = features(records)

        assert [one.get("row", 0) for one in found] == [int(bool(rows))] * len(records)
        if rows:
            assert {one.get("row.rows", 0) for one in found} == {math.log(rows / 3)}
            assert {name.partition(".")[0] for one in found for name in one} == {"row"}

    def test_rows_do_not_make_sentences_fragments(self, make_record):
        rows = rows_of(make_record, "Tanks: 4")
        sentence = make_record(
            id="cx_" + "9" * 16, evidence={"start": 500, "end": 533}, quantity={"start": 515, "end": 526}
        )

        [*_, found] = features([*rows, sentence])

        assert "row" not in found
        assert "document.fragments" not in found


STAFF = """Losses of the enemy as of 9 March

The General Staff of the Armed Forces of Ukraine said that Russian forces had lost the following between 24 February 2022 and 9 March 2031:

personnel – about 912,400 (+870);
tanks – 11,204 (+6);
artillery systems – 27,310 (+41);
air defence systems – 1,302 (+1);
planes – 402;
drones – 61,755 (+94);
trucks and fuel tankers – 43,018 (+77).
"""
BARE = """In numbers

Volunteers: 310
Soldiers killed: 41
Tents: 118
Officers missing: 6
Meals: 9,000
Sailors wounded: 77
"""


class Test_lists:
    """Rows whose owner and source a lead tells are sure enough to be kept; rows of which nobody is told whose they are, are not."""

    @pytest.fixture
    def records(self, extractor):
        return lambda text: extractor.extract(Article(text, published=dt.date(2031, 3, 9)))

    def test_a_day_of_a_general_staff_is_kept(self, records):
        rows = [one for one in records(STAFF) if one.evidence.start >= STAFF.index("personnel")]

        assert len(rows) >= 12
        assert {(row.affected.id, row.source.party) for row in rows} == {("RUS", "UKR")}
        assert min(row.confidence for row in rows) >= 0.7
        assert all(sure(row, {RECORD: 0.5}, untold=False) for row in rows)
        assert all(
            min(row.confidences.core, row.confidences.affected, row.confidences.source) >= WEAK for row in rows
        ), "no field is marked in a report"

    def test_bare_numbers_are_not(self, records):
        rows = records(BARE)

        assert all(row.confidence < 0.5 for row in rows)
        assert rows


class Test_features:
    def test_rules_are_features_and_count_by_domain(self, make_record):
        named = told(make_record(rules=["party.loser", "party.by", "date.day"]))
        renamed = told(make_record(rules=["party.one-who-lost", "party.by", "date.of-month"]))

        assert named["rules.party"] == renamed["rules.party"] == 2
        assert named.keys() ^ renamed.keys() == {
            "rule.party.loser",
            "rule.date.day",
            "rule.party.one-who-lost",
            "rule.date.of-month",
        }

    @pytest.mark.parametrize("rule", ["x", "party.", "Party.by", "party.by\n", "party.by it", "party." + "a" * 200])
    def test_what_is_no_rules_id_is_no_feature(self, make_record, rule):
        """Stored records may call a rule anything, and a feature is written into files of weights."""
        assert not [name for name in told(make_record(rules=[rule])) if name.startswith("rule.")]

    @pytest.mark.parametrize(
        "field, feature, weighs",
        [
            ("core", "rule.link.verb", True),
            ("core", "rule.party.by", False),
            ("affected", "rule.party.by", True),
            ("source", "rule.attribution.final", True),
            ("source", "date.none", True),
            ("date", "date.none", True),
            ("date", "source.none", False),
            ("location", "row.location-none", True),
        ],
    )
    def test_a_field_weighs_what_has_to_do_with_it(self, field, feature, weighs):
        assert weighed(field, feature) is weighs

    @pytest.mark.parametrize(
        "changes, name, value",
        [
            ({"item": None}, "item.none", 1),
            ({"quantity": {"text": "a"}}, "quantity.article", 1),
            ({"quantity": {"text": "dozens"}}, "quantity.words", 1),
            ({"quantity": {"text": "1998"}}, "quantity.year", 1),
            ({"affected": None}, "affected.none-military", 1),
            ({"affected": None, "location": {"country": "OST"}}, "affected.none-foreign", None),
            ({"affected": None, "actor": {"type": "country", "id": "VEL"}}, "affected.none-foreign", 1),
            ({"affected": {"start": 900, "end": 906}}, "affected.outside", 1),
            ({"affected": {"start": len(LONG) + 800, "end": len(LONG) + 806}}, "affected.far", math.log1p(8)),
            ({"affected": {"start": 900, "end": 906}}, "affected.distance", None),
            ({"source": None}, "source.none-cue", 1),
            ({"source": None, "evidence": {"text": "At least 12 soldiers were killed."}}, "source.none-cue", None),
            ({"date": {"span": [8, 17]}}, "date.between-clauses", 1),
            ({"date": {"span": [8, 17]}}, "date.before", 1),
            ({"evidence": {"text": "Twelve soldiers killed"}}, "sentence.fragment", 1),
            ({}, "sentence.numbers", math.log1p(1)),
            ({}, "sentence.pronouns", math.log1p(1)),
            ({}, "sentence.passive", 1),
        ],
    )
    def test_what_a_record_tells(self, make_record, changes, name, value):
        base = {
            "evidence": {"text": LONG, "end": len(LONG)},
            "quantity": {"start": 41, "end": 52},
            **{key: change for key, change in changes.items() if key not in ("evidence", "quantity")},
        }
        for key in ("evidence", "quantity"):
            base[key] = {**base[key], **changes.get(key, {})}

        assert told(make_record(**base)).get(name) == (None if value is None else pytest.approx(value))

    def test_what_the_others_tell(self, make_record):
        first = make_record()
        again = make_record(
            id="cx_" + "1" * 16, quantity={"start": 115, "end": 126}, evidence={"start": 100, "end": 133}
        )
        other = make_record(
            id="cx_" + "2" * 16, quantity={"start": 215, "end": 226, "low": 13}, evidence={"start": 200, "end": 233}, affected=None
        )  # fmt: skip

        found = features([first, again, other])

        assert [one.get("document.repeated") for one in found] == [1, 1, None]
        assert [one["affected.share"] for one in found] == pytest.approx([2 / 3, 2 / 3, 1 / 3])
        assert [one.get("affected.near") for one in found] == [1, 1, None]
        assert found[2]["affected.none-before"] == 1
        assert found[2]["affected.none-share"] == pytest.approx(2 / 3)

    def test_claims_of_a_sentence_agree_or_differ(self, make_record):
        ids = ["cx_" + str(i) * 16 for i in range(3)]
        parties = ["Mali", "Mali", "Chad"]

        found = features([make_record(id=one, affected={"name": name}) for one, name in zip(ids, parties, strict=True)])

        assert [one.get("affected.agree") for one in found] == [0.5, 0.5, None]
        assert {one["affected.differ"] for one in found} == {1}

    def test_every_feature_has_a_meaning_and_every_meaning_is_computed(self, make_record):
        far = {"start": 900, "end": 906, "text": "the men"}
        bare = {"affected": None, "actor": None, "source": None, "item": None, "date": None, "location": None}
        here = {"text": LONG, "start": 0, "end": len(LONG)}
        place = lambda **more: {"evidence": here, "quantity": {"start": 41, "end": 52}, **more}  # noqa: E731
        groups = [
            [make_record(**place(event=event, kind=kind)) for event in Event for kind in ("casualty", "equipment")],
            [make_record(**place(category=one, affected=None)) for one in Category],
            [make_record(**place(category=one, affected={"basis": basis})) for one in Category for basis in ("carried", "inferred")],
            [make_record(kind="equipment", affected={"basis": basis}) for basis in ("carried", "inferred")],
            [make_record(**place(affected={"type": one}, actor={"type": one, "id": "MLI"})) for one in PartyType],
            [make_record(**place(source={"type": one, "start": 1, "end": 9})) for one in SourceType],
            [make_record(source={"mode": one, "via": "AFP", "cue": None, "name": "the men and women", "party": "CHD"}) for one in Mode],
            [make_record(date={"precision": one, "span": [8, 17], "start": None}) for one in DatePrecision],
            [make_record(quantity={"low": 900}, date={"scope": one, "end": "2024-05-07", "basis": "stated"}) for one in DateScope],
            [make_record(location={"precision": one, **far, "basis": "inferred"}, document={"title": "In Mopti"}) for one in PlacePrecision],
            [make_record(**bare, stance="denied", quantity={"text": text, "low": low, "high": low, "subset_of": "cx_" + "3" * 16})
             for text, low in (("a", 1), ("no", 0), ("1998", 1998))],
            [make_record(**bare, evidence={"text": 'In 1998 Mopti "said": the Ostrians'}), make_record(id="cx_" + "1" * 16, quantity={
                "increment_of": "cx_" + "3" * 16, "per": "day", "qualifier": "vague", "text": "dozens"}, evidence={"start": 100, "end": 133})],
            [make_record(), make_record(**bare, id="cx_" + "1" * 16, evidence={"start": 40, "end": 73, "text": "Malian and JNIM men said"})],
            [make_record(id="cx_" + "3" * 16), make_record(quantity={"subset_of": "cx_" + "3" * 16}, evidence={"start": 99, "end": 133},
                document={"title": None, "published": None, "published_basis": "header"}), make_record(**bare)],
            [make_record(item={"start": 3, "end": 5, "model": "T-72", "text": "a T-72 tank"}, rules=["party.a", "date.b", "link.c", "place.d"]),
             make_record(item=far, location={"basis": "carried", **far}, date={"span": [900, 906], "text": "the day", "start": "2020-01-01"})],
            [make_record(**bare, evidence={"text": "He may say on Monday that in Mopti officials said"}),
             make_record(**{name: None for name in bare if name != "affected"}, kind="equipment", evidence={"text": "He would say in Mopti"})],
            [make_record(affected=None, actor={"type": "country", "id": "VEL"}), make_record(affected={"name": "Chad"}, location={"country": "NER"}),
             make_record(affected={"id": "CHD"}, actor={"name": "Veland"}, source={"name": "Medics"}, location={"name": "Gao", "country": "MLI"})],
            [make_record(evidence={"text": "On Monday, officials said that medics said, last week in May"})],
            [make_record(**{role: {**far, "basis": "carried"} for role in ("affected", "actor", "source")})],
            [make_record(**{role: {**far, "basis": "inferred", "text": "men"} for role in ("actor", "source")}, document={"published_basis": "header"})],
            [make_record(**place(item={"start": 53, "end": 61}, affected={"start": 38, "end": 41}, actor={"start": 31, "end": 40},
                source={"start": 22, "end": 24}, location={"start": 30, "end": 35}, date={"span": [52, 60], "text": "then"}))],
            [make_record(**place(**{role: {"start": 52, "end": 60, "text": "of men"} for role in ("affected", "actor", "source", "location")}))],
            [make_record(**place(**{role: {"start": 1, "end": 2} for role in ("affected", "actor", "source", "location")}, date={"span": [1, 2]}))],
            rows_of(make_record, "Tanks lost: 12, Gao: 7", item=None, affected=None, source=None, date=None, actor={}),
            rows_of(make_record, "Dead: 12", category="unspecified", kind="equipment"),
            rows_of(make_record, "Dead: 12", "Hurt: 12, 9, 80", "Dead: 12", "Dead: 12", category="unspecified", location=None),
        ]  # fmt: skip
        found = {name for group in groups for one in features(group) for name in one if not name.startswith("rule.")}

        assert sorted(found - set(FEATURES)) == []
        assert sorted(set(FEATURES) - found) == []

    def test_many_claims_in_one_sentence_are_linear(self, make_record):
        """The sentence's words are counted once for all its claims."""
        text = "Losses: " + "12 tanks, Mopti, " * 4000
        start = make_record()
        records = [
            start.model_copy(update={"id": f"cx_{i:016x}", "evidence": start.evidence.model_copy(update={"text": text, "end": len(text)})})
            for i in range(2000)
        ]  # fmt: skip

        found = features(records)

        # One pass over the text a record would be 2,000 times 12,000 words: minutes, where this is a moment.
        assert len(found) == 2000
        assert found[0]["sentence.claims"] == math.log(2000)

    @pytest.mark.parametrize("value", [0, -5, 1e300, 10**400])
    def test_any_number_of_a_stored_record_has_features(self, make_record, value):
        found = features([make_record(quantity={"low": value, "high": value})])[0]

        assert all(math.isfinite(one) for one in found.values())


class Test_bounds:
    @pytest.mark.parametrize(
        "text, found",
        [
            ("0.8", (RECORD, 0.8)),
            (".8", (RECORD, 0.8)),
            ("1", (RECORD, 1.0)),
            ("affected=.9", ("affected", 0.9)),
            ("location=0", ("location", 0.0)),
            (" date =.5", ("date", 0.5)),
        ],
    )
    def test_bounds_are_read(self, text, found):
        assert parse_least(text) == found

    @pytest.mark.parametrize(
        "text, cause",
        [
            ("afected=.9", "did you mean affected?"),
            ("Source=.9", "did you mean source?"),
            ("moon=.9", "the fields are core, affected, actor, source, date, location"),
            ("=.9", "the fields are"),
            ("affected=", "not a number from 0 to 1"),
            ("affected=1.1", "not a number from 0 to 1"),
            ("-0.1", "not a number from 0 to 1"),
            ("nan", "not a number from 0 to 1"),
            ("high", "not a number from 0 to 1"),
        ],
    )
    def test_what_is_none_is_told(self, text, cause):
        with pytest.raises(ValueError, match="is no") as raised:
            parse_least(text)

        assert cause in str(raised.value)

    @pytest.mark.parametrize(
        "least, untold, kept",
        [
            ({}, False, True),
            ({"confidence": 0.7}, False, True),
            ({"confidence": 0.71}, False, False),
            ({"affected": 0.9}, False, True),  # an empty field: the probability that it should be empty
            ({"affected": 0.91}, True, False),
            ({"affected": 0.9, "date": 0.6}, False, False),
        ],
    )
    def test_every_bound_must_be_met(self, make_record, least, untold, kept):
        record = make_record(
            affected=None,
            confidence=0.7,
            confidences={"core": 0.8, "affected": 0.9, "actor": 0.1, "source": 0.8, "date": 0.5, "location": 0.3},
        )

        assert sure(record, least, untold=untold) is kept

    @pytest.mark.parametrize("untold", [True, False])
    def test_records_that_tell_none(self, make_record, untold):
        assert sure(make_record(), {"date": 0.1}, untold=untold) is untold
        assert sure(make_record(), {"date": 0.0}, untold=untold), "nothing asked, nothing left out"


def test_a_new_estimate_is_no_change(make_record):
    from claimx.diff import diff

    old, new = (
        json.loads(make_record(confidence=value, confidences=dict.fromkeys(FIELDS, value)).model_dump_json())
        for value in (0.5, 0.6)
    )

    assert not diff([old], [new])


class Test_show:
    def lines(self, records, **how):
        from claimx.models import Article
        from claimx.show import show

        return ["".join(words for words, _ in line) for line in show(Article("At least 12."), records, **how)]

    def test_it_tells_the_confidence(self, make_record):
        assert any(line.endswith("confidence 0.80") for line in self.lines([make_record(confidence=0.8)]))

    def test_it_tells_what_lowered_it_and_by_how_much(self, make_record):
        weights = Weights.model_validate(weights_of({"item.none": 0.0}, core=(2.0, {"item.none": -1.0})))
        records = with_confidence([make_record(item=None)], weights)

        found = self.lines(records, explain=True, weights=weights)

        assert "    sure of core     0.73  lowered by 0.15: no word for what is counted stands by the number" in found
        assert "    sure of date     0.50" in found

    def test_estimates_of_other_weights_are_not_explained(self, make_record):
        weights = Weights.model_validate(weights_of(core=(2.0, {"item.none": -1.0})))
        record = make_record(item=None, confidence=0.5, confidences=dict.fromkeys(FIELDS, 0.5))

        found = self.lines([record], explain=True, weights=weights)

        assert "    sure of core     0.50  estimated by other weights, or among other records" in found
