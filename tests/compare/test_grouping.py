"""What is one thing counted and who is one voice: each row a way in which news says one thing twice, or two things alike."""

import pytest

from claimx.compare.parts import part_of
from claimx.compare.voices import one_voice, voice
from claimx.compare.where import place_key

DAY = {"place": "Tarsk", "start": "2031-05-04"}


@pytest.mark.parametrize(
    "kind, category, item, part",
    [
        ("casualty", "civilian", "women and children", "children and women"),
        ("casualty", "civilian", "men, women and children", None),
        ("casualty", "military", "soldiers and officers", None),
        ("casualty", "military", "men", None),
        ("casualty", "civilian", "members of the general public", None),
        ("casualty", "civilian", "police officers", "police"),
        ("casualty", "civilian", "medics and others", None),
        ("equipment", "mlrs", "multiple launch rocket systems", None),
        ("equipment", "helicopter", "attack and transport helicopters", None),
        ("equipment", "uav", "attack drones", "attack drones"),
        ("equipment", "missile", "ballistic and cruise missiles", "ballistic missiles and cruise missiles"),
        ("equipment", "missile", "cruise missiles and drones", "cruise missiles and others"),
    ],
)
def test_parts_of_a_category(kind, category, item, part):
    assert part_of(kind, category, item) == part


@pytest.mark.parametrize(
    "sentence, part",
    [
        ("The clinic said it had received 27 people wounded in the blast.", "treated by clinic velm"),
        ("The charity, which runs a hospital in Kerne, is treating some 27 wounded.", "treated by clinic velm"),
        ("Another 27 injured people were taken to the Kerne regional hospital, police said.", "treated at kerne regional hospital"),
        ("At least 27 wounded were brought to Saint Ana Hospital overnight.", "treated at saint ana hospital"),
        ("Of the injured, 27 were admitted to a medical centre in Kerne.", "treated at medical centre"),
        # All of them, wherever they lie.
        ("27 people were injured and taken to hospital.", None),
        ("27 people were wounded and rushed to the hospital.", None),
        ("Hospitals in Kerne were treating 27 people.", None),
        ("The fire brigade treated 27 people at the scene.", None),
        ("The director of the hospital said 27 people had been wounded.", None),
    ],
)  # fmt: skip
def test_the_wounded_of_one_hospital_are_some_of_all(run, claim, sentence, part):
    """Fewer than all contradict nobody; more do."""
    told = {"event": "wounded", "place": "Kerne", "start": "2031-05-04"}
    records = [claim("a", 27, source="Velm clinic", kind_of_source="ngo", sentence=sentence, **told)]
    for all_of_them, contradiction in ((33, part is None), (21, True)):
        found = run([*records, claim("b", all_of_them, source="police", **told)])

        assert part in {one["part"] for one in found}
        assert (
            bool([one for series in found for one in series["verdicts"] if one["kind"] == "conflict"]) == contradiction
        )


def test_two_hospitals_contradict_each_other_about_the_dead_alone(run, claim, verdicts):
    """Each has its own wounded; bodies are mostly counted where all of them lie."""
    day = {"place": "Kerne", "start": "2031-05-04"}

    def told(event):
        return run([
            claim(source, low, event=event, source=source, sentence=f"{source} hospital said it had received {low} people.", **day)
            for source, low in (("Velm", 27), ("Orla", 12))
        ])  # fmt: skip

    assert not verdicts(told("wounded"), "conflict.same-window")
    assert verdicts(told("killed"), "conflict.same-window")


ONE_VOICE = [
    (("General Staff of the Armed Forces of Ukraine", "military", "UKR"), ("Ukrainian army", "military", "UKR")),
    (("IDF", "military", "ISR"), ("the Israeli military", "military", "ISR")),
    (("Mali's army", "military", "MLI"), ("the Malian armed forces", "military", "MLI")),
    (("South Sudanese Ministry of Defence", "government", "SSD"), ("South Sudan's defense ministry", "government", "SSD")),
    (("Moscow", "government", "RUS"), ("Russia", "government", "RUS")),
    (("RSF", "armed_group", "rapid-support-forces"), ("the paramilitary Rapid Support Forces", "armed_group", "rapid-support-forces")),
    (("Hamas-run health ministry", "government", "hamas"), ("Gaza health ministry", "government", None)),
    (("12 Nov 1989 - The Salvadoran Army", "military", "SLV"), ("armed forces", "military", None)),
    (("- Kenya's human rights commission", "official", "KEN"), ("Kenyan Human Rights Commission", "official", None)),
    (("Zelensky", "official", None), ("President Volodymyr Zelensky", "official", None)),
    (("Britain-based Syrian Observatory", "ngo", "GBR"), ("Syrian Observatory", "ngo", "SYR")),
    (("Emergency Lawyers group", "ngo", None), ("Emergency Lawyers", "official", None)),
]  # fmt: skip
TWO_VOICES = [
    (("Ukrainian Air Force", "military", "UKR"), ("Ukrainian army", "military", "UKR")),
    (("Israeli military", "military", "ISR"), ("Sudanese military", "military", "SDN")),
    (("Ukraine", "government", "UKR"), ("Ukrainian police", "official", "UKR")),
    (("the police", "official", "MLI"), ("Niger police", "official", "NER")),
    (("Health Ministry", "government", None), ("Defense Ministry", "government", None)),
]


def keys(*sources):
    told = [(voice(*one), one[1], one[2]) for one in sources]
    fuller = one_voice((key, None if kind == "official" else kind, party) for key, kind, party in told)
    return {fuller.get(key, key) for key, _, _ in told}


@pytest.mark.parametrize("one, other", ONE_VOICE)
def test_one_voice_by_two_names(one, other):
    assert len(keys(one, other)) == 1


@pytest.mark.parametrize("one, other", TWO_VOICES)
def test_two_voices_with_words_in_common(one, other):
    assert len(keys(one, other)) == 2


def test_a_short_name_that_fits_two_stays_apart():
    assert len(keys(("the ministry", "government", None), *(one for one in TWO_VOICES[-1]))) == 3


@pytest.mark.parametrize(
    "one, other, same",
    [
        ("Kiev", "Kyiv", True),
        ("the Gaza Strip", "Gaza", True),
        ("Gaza City", "Gaza", False),
        ("Kharkiv region", "Kharkiv", False),
        ("Jabaliya refugee camp", "Jabalia", True),
        ("Tarsk market", "Tarsk", True),
        ("El-Fasher", "al-Fashir", True),
        ("southern Lebanon", "Lebanon", False),
        ("Niger", "Nigeria", False),
    ],
)
def test_spellings_of_a_place(one, other, same):
    assert (place_key(one) == place_key(other)) is same


def sizes(found):
    return sorted(one["records"] for one in found)


@pytest.mark.parametrize(
    "party, told", [("Ostria", "OST"), ("Veland", None), (None, None)], ids=["the party's own", "another's", "nobody's"]
)
def test_own_losses_are_those_of_who_speaks(run, claim, party, told):
    """Not of the one party that others name for the place and day."""
    day = {"place": "Kerne", "start": "2031-06-01", "category": "military", "item": "soldiers"}
    found = run([
        claim("a", 60, source="a monitor", affected="Ostria", **day),
        claim("b", 4, source="the fighters", party=party, affected=None, sentence="They put their own losses at 4 soldiers.", **day),
    ])  # fmt: skip

    assert {one["affected"] and one["affected"]["id"] for one in found} == {"OST", told}


def test_the_party_is_that_of_the_place_and_day(run, claim):
    """People of a party here, just people there: one strike. Others' citizens are some of them; fighters may be of either side."""
    people = run([claim("a", 22, source="medics", **DAY), claim("b", 24, affected=None, source="police", **DAY)])
    soldiers = run([
        claim("a", 22, category="military", item="soldiers", **DAY),
        claim("b", 24, category="military", item="soldiers", affected=None, **DAY),
        claim("c", 30, category="military", item="fighters", affected=None, **DAY),
    ])  # fmt: skip
    men = run([
        claim("a", 60, event="captured", category="military", item="men", **DAY),
        claim("b", 200, event="captured", category="military", item="fighters", affected=None, actor="Veland", **DAY),
        claim("c", 9, event="captured", category="military", item="fighters", affected=None, **DAY),
    ])  # fmt: skip
    tourists = run([claim("a", 2, affected="Veland", **DAY), claim("b", 24, affected=None, **DAY)])
    two_parties = run([
        claim("a", 22, **DAY), claim("b", 3, affected="Veland", **DAY), claim("c", 24, affected=None, **DAY),
    ])  # fmt: skip

    assert sizes(people) == [2]
    assert people[0]["affected"] == {"id": "OST", "name": "Ostria"}
    assert "series.only-party" in people[0]["rules"]
    assert sizes(soldiers) == [1, 2]
    assert sizes(men) == [1, 2]
    assert sizes(tourists) == [1, 1]
    assert sizes(two_parties) == [1, 1, 1]


def test_an_undated_figure_is_no_day_s_count_that_it_contradicts(run, claim):
    """30,000 lost in a battle, 1,100 of them in the last 24 hours: two things."""
    day = {"place": "Kerne", "start": "2031-05-04", "end": "2031-05-05", "scope": "period"}

    apart = run([claim("a", 1100, source="army", **day), claim("a", 20000, 30000, source="ministry", place="Kerne")])
    joined = run([claim("a", 1100, source="army", **day), claim("b", 1100, source="ministry", place="Kerne")])

    assert sizes(apart) == [1, 1]
    assert sizes(joined) == [2]


@pytest.mark.parametrize(
    "low, article, source, records, why",
    [
        (40, "b", "army", 2, "belligerents are that far apart"),
        (0, "b", "army", 2, "none is said of any figure"),
        (400, "b", "army", 1, "a longer time's toll"),
        (40, "a", "police", 1, "one voice in one article counts two things"),
        (40, "a", "army", 2, "two voices in one article contradict each other"),
    ],
)
def test_an_undated_figure_joins_what_it_can_be_of(run, claim, low, article, source, records, why):
    found = run([claim("a", 12, source="police", **DAY), claim(article, low, source=source, place="Tarsk")])

    assert max(sizes(found)) == records, why


def test_a_country_s_figure_is_no_town_s(run, claim):
    """58 across the country, 12 in one of its towns: no conflict, though only one town is told."""
    day = {"start": "2031-05-04", "affected": "Ukraine"}

    apart = run([claim("a", 12, place="Sumy", **day), claim("b", 58, source="army", place="Ukraine", **day)])
    joined = run([claim("a", 12, place="Sumy", **day), claim("b", 12, source="army", place="Ukraine", **day)])

    assert sizes(apart) == [1, 1]
    assert sizes(joined) == [2]


def test_totals_since_different_days_are_two_things(run, claim, verdicts):
    """Since the start of the war, since 7 October, since the truce: an unstated start is that of the nearest figures."""
    total = {"scope": "cumulative", "source": "ministry", "place": "Gaza"}
    found = run([
        claim("a", 52928, start="2023-10-07", end="2025-05-14", **total),
        claim("a", 2799, start="2025-03-18", end="2025-05-14", **total),
        claim("b", 53010, end="2025-05-15", **total),
        claim("b", 2876, end="2025-05-15", **total),
        claim("c", 408, end="2025-05-15", **total),
        claim("d", 53119, start="2023-10-07", end="2025-05-16", **{**total, "place": "the Gaza Strip"}),
        claim("e", 53272, start="2023-10-07", end="2025-05-18", **{**total, "place": None}),
    ])  # fmt: skip

    assert sizes(found) == [1, 2, 4]
    assert not [verdict for one in found for verdict in one["verdicts"] if verdict["kind"] == "conflict"]
    assert [verdict["change"] for verdict in verdicts(found, "update.rise")] == [82, 109, 153, 77]


def test_a_total_a_day_later_may_have_grown(run, claim, verdicts):
    """By a tenth; a lower one, or a far higher one, is a conflict."""
    total = {"scope": "cumulative", "start": "2030-01-01"}

    def found(later):
        return verdicts(run([
            claim("a", 7783, end="2031-06-03", source="army", **total),
            claim("b", later, end="2031-06-04", source="United Nations", **total),
        ]), "conflict.same-window")  # fmt: skip

    assert not found(7793)
    assert [one["difference"] for one in found(7770)] == [13]
    assert not found(8500)


def test_a_far_higher_total_a_day_later_is_told_as_such(run, claim, verdicts):
    total = {"scope": "cumulative", "start": "2030-01-01"}

    found = run([
        claim("a", 7783, end="2031-06-03", source="army", **total),
        claim("b", 20000, end="2031-06-04", source="United Nations", **total),
    ])  # fmt: skip

    [conflict] = verdicts(found, "conflict.next-day")
    assert conflict["factor"] == 2.57


@pytest.mark.parametrize(
    "first, second, rule, why",
    [
        ({"low": 3}, {"low": 5}, "update.risen", "more dead are found"),
        ({"low": 5}, {"low": 3}, "conflict.same-window", "tolls don't fall"),
        ({"low": 3}, {"low": 6}, "conflict.next-day", "twice as high"),
        ({"low": 3, "kind_of_source": "military"}, {"low": 5}, "conflict.next-day", "an army counts its own way"),
        ({"low": 3}, {"low": 5, "party": "Veland"}, "conflict.next-day", "the other side speaks"),
        ({"low": 3, "party": "Ostria"}, {"low": 5}, "update.risen", "a ministry counts its own people"),
        ({"low": 3, "category": "tank", "event": "destroyed"}, {"low": 5, "category": "tank", "event": "destroyed"}, "conflict.next-day", "tanks are not found"),
    ],
)  # fmt: skip
def test_a_higher_toll_of_the_next_day_may_be_a_risen_one(run, claim, first, second, rule, why):
    day = {"category": "unspecified", **DAY}
    found = run([
        claim("a", **{**day, "source": "governor", "said": "2031-05-04", **first}),
        claim("b", **{**day, "source": "prosecutors", "said": "2031-05-05", **second}),
    ])  # fmt: skip

    told = [
        verdict["rule"] for one in found for verdict in one["verdicts"] if verdict["kind"] in ("conflict", "update")
    ]
    assert told == [rule], why


def test_two_figures_of_the_day_after_still_conflict(run, claim, verdicts):
    """The toll has risen since the day before, and two offices tell two tolls of the new day."""
    found = run([
        claim("a", 10, source="governor", said="2031-05-04", **DAY),
        claim("b", 14, source="prosecutors", said="2031-05-05", **DAY),
        claim("c", 18, source="rescuers", said="2031-05-05", **DAY),
    ])  # fmt: skip

    assert len(verdicts(found, "update.risen")) == 1
    [conflict] = verdicts(found, "conflict.same-window")
    assert [side["low"] for side in conflict["sides"]] == [14, 18]


def test_a_conflict_said_again_is_no_second_one(run, claim, verdicts):
    found = run([
        claim("a", 40, source="rebels", said="2031-05-05", **DAY), claim("a", 7, source="Ostrian army", said="2031-05-05", **DAY),
        claim("b", 7, source="Ostrian army", said="2031-05-06", **DAY),
    ])  # fmt: skip

    assert len(verdicts(found, "conflict.same-window")) == 1


def test_two_figures_of_one_voice_in_one_article(run, claim, verdicts):
    """A morning strike killed 5, an evening strike 9: no update, and no conflict with those who tell of either."""
    found = run([
        claim("a", 5, source="police", **DAY), claim("a", 9, source="police", **DAY), claim("b", 5, source="mayor", **DAY),
    ])  # fmt: skip
    apart = run([
        claim("a", 5, source="police", **DAY), claim("a", 9, source="police", **DAY), claim("b", 30, source="mayor", **DAY),
    ])  # fmt: skip

    assert not verdicts(found, "update.same-day")
    assert not verdicts(found, "restatement.other-hedge")
    assert not verdicts(found, "conflict.same-window")
    [conflict] = verdicts(apart, "conflict.same-window")
    assert [(side["low"], side["high"]) for side in conflict["sides"]] == [(5, 9), (30, 30)]


def test_a_hedged_restatement_does_not_hide_a_conflict(run, claim, verdicts):
    """Lawyers say 54 and elsewhere at least 54: 400 is a conflict with the first."""
    found = run([
        claim("a", 54, source="lawyers", **DAY),
        claim("b", 54, None, qualifier="at_least", source="lawyers", **DAY),
        claim("c", 400, source="rebels", **DAY),
    ])  # fmt: skip

    [conflict] = verdicts(found, "conflict.same-window")
    assert conflict["factor"] == 7.41


@pytest.mark.parametrize("high, rule", [(54, "agreement.overlap"), (400, "agreement.open-bound")])
def test_an_open_hedge_agrees_with_what_is_near(run, claim, verdicts, high, rule):
    found = run([
        claim("a", 40, None, qualifier="at_least", source="residents", **DAY), claim("b", high, source="rebels", **DAY),
    ])  # fmt: skip

    assert len(verdicts(found, rule)) == 1


def test_what_agrees_is_an_interval(run, claim, verdicts):
    """510,000 and about 511,130 have numbers in common as far as "about" reaches: low is never above high."""
    found = run([
        claim("a", 510000, source="army", **DAY), claim("b", 511130, qualifier="about", source="ministry", **DAY),
    ])  # fmt: skip

    [agreement] = verdicts(found, "agreement.overlap")
    assert (agreement["low"], agreement["high"]) == (510000, 510000)


def test_a_headline_is_no_second_voice(run, claim, verdicts):
    """What the article says itself is its source's; a figure that the source does not give is the writer's."""
    found = run(
        [
            claim("a", 58, sentence="58 dead in Tarsk", **DAY),
            claim("a", 58, None, qualifier="at_least", source="ministry", **DAY),
        ]
    )
    other = run([claim("a", 70, sentence="70 dead in Tarsk", **DAY), claim("a", 58, source="ministry", **DAY)])

    assert len(found[0]["sources"]) == 1
    assert len(verdicts(found, "restatement.other-hedge")) == 1
    assert len(other[0]["sources"]) == 2
    assert not verdicts(other, "conflict.same-window"), "they count something else"


def test_writers_contradict_others_articles(run, claim, verdicts):
    found = run([claim("a", 70, sentence="70 dead in Tarsk", **DAY), claim("b", 58, source="ministry", **DAY)])

    assert len(verdicts(found, "conflict.same-window")) == 1


def test_undated_figures_of_other_sizes_are_two_things(run, claim):
    """Two researchers on a war, in one undated text: some 9 a day, some 200,000 in all."""
    found = run([
        claim("a", 9, source="centre"), claim("a", 12, source="army"), claim("b", 200000, source="institute"), claim("b", 0, source="police"),
    ])  # fmt: skip

    assert sizes(found) == [1, 3]
    assert len({one["id"] for one in found}) == 2


def test_sides_of_a_delivery(run, claim):
    """The donor is no enemy."""
    found = run([
        claim("a", 14, event="delivered", category="tank", item="tanks", affected="Ukraine", actor="Germany",
              source="German officials", party="Germany", start="2031-03-01"),
    ])  # fmt: skip

    assert [one["side"] for one in found[0]["sources"]] == ["giver"]


def test_those_known_to_fight_are_enemies(run, claim):
    found = run(
        [claim("a", 1740, category="military", affected="Ukraine", source="Russia's defence ministry", party="Russia")]
    )

    assert [one["side"] for one in found[0]["sources"]] == ["enemy"]


def test_who_killed_tells_the_enemy(run, claim):
    """The Houthis on people killed by American strikes in Yemen, and the Americans on them."""
    struck = {"affected": "Yemen", "actor": "United States", "place": "Ras Isa", "start": "2031-05-04"}
    found = run([
        claim("a", 74, source="Houthi health ministry", party="houthis", **struck),
        claim("b", 0, source="US Central Command", party="United States", **struck),
    ])  # fmt: skip

    assert sorted(one["side"] for one in found[0]["sources"]) == ["enemy", "third_party"]


def test_a_part_of_about_a_total_may_be_rounded_over_it(run, claim, verdicts):
    total = claim("a", 40, qualifier="about", **DAY)

    assert verdicts(run([total, claim("a", 42, item="children", subset_of=total["id"], **DAY)]), "part.of-total")
    assert verdicts(
        run([total, claim("a", 45, item="children", subset_of=total["id"], **DAY)]), "part.larger-than-total"
    )


def test_a_source_that_stays_below_another(run, claim, verdicts):
    """One verdict for the two; its sides are the last that contradict each other, its ids name all."""
    total = {"scope": "cumulative", "start": "2030-01-01"}
    records = []
    for month, (high, low) in enumerate(((1674, 1448), (2600, 2003), (3400, 3113)), 1):
        records.append(claim(f"high{month}", high, end=f"2031-{month:02}-01", source="ministry", **total))
        records.append(claim(f"low{month}", low, end=f"2031-{month:02}-10", source="institute", **total))

    [conflict] = verdicts(run(records), "conflict.total-overtaken")

    assert [side["low"] for side in conflict["sides"]] == [3113, 3400]
    assert (conflict["factor"], conflict["difference"]) == (1.09, 287)
    assert set(conflict["ids"]) == {record["id"] for record in records}


def test_one_voice_in_one_article_is_nothing_to_compare(run, claim):
    """A list of losses by battle in one article: no series, unless asked for."""
    records = [claim("a", low, category="military", item="soldiers") for low in (14, 34, 55)]

    assert run(records, least=2) == []
    assert sizes(run(records, least=1)) == [3]


def test_a_model_is_a_part_of_its_category(run, claim, verdicts):
    """Three T-72 are some of five tanks, and no contradiction; seven T-72 are more than all of them."""
    day = {"place": "Kerne", "start": "2031-06-01", "event": "destroyed", "category": "tank", "item": "tanks"}
    tanks = claim("a", 5, source="the army", **day)

    def told(count):
        found = run([tanks, claim("b", count, model="T-72", source="the rebels", **day)])
        assert {one["model"] for one in found} == {None, "T-72"}
        return verdicts(found, "conflict.part-larger")

    assert not told(3)
    assert [one["factor"] for one in told(7)] == [1.4]


def test_nobody_hurt_is_nobody_killed(run, claim, verdicts):
    """ "No civilians were hurt" speaks against the dead; "no civilians were wounded" does not."""
    day = {"place": "Kerne", "start": "2031-06-01"}
    civilians = {"item": "civilians"}

    def told(sentence, **dead):
        none = claim("a", 0, event="wounded", item="civilians", source="the army", sentence=sentence, **day)
        return verdicts(run([none, claim("b", 16, source="the governor", **dead, **day)]), "dispute.none")

    assert len(told("No civilians were hurt, the army said.", **civilians)) == 1
    assert len(told("No civilians were hurt, the army said.", category="unspecified")) == 1
    assert not told("No civilians were hurt, the army said.", category="military", item="soldiers")
    assert not told("No civilians were wounded, the army said.", **civilians)


def _at(record, **location):
    return {**record, "location": {**record["location"], **location}}


@pytest.mark.parametrize(
    ("one", "other", "same", "reason"),
    [
        (("Zemo Province", "region", 7, 35.0), ("Zemo", "region", 7, 35.0), True, "a province by its bare name"),
        (("Zemo region", "region", 7, 35.0), ("Zemo", "town", 8, 35.2), False, "a region is more than the town of its name"),
        (("Zemo territory", None, None, None), ("Zemo", None, None, None), True, "a district that is in no gazetteer"),
        (("Zemo territory", None, None, None), ("Zemo", "town", 7, 35.0), False, "a town of that name"),
        (("Orel mine", "town", None, 35.0), ("Zemo", "town", 7, 35.0), True, "a mine of which only its town's point is known"),
        (("Orel mine", "town", None, 36.0), ("Zemo", "town", 7, 35.0), False, "a mine at another town's point"),
        (("Orel", "town", None, 35.0), ("Zemo", "town", 7, 35.0), False, "a village near the town is no site in it"),
        (("Zemo Township", "district", 9, 35.0), ("Zemo", "district", 9, 35.0), True, "a township bears its town's name"),
    ],
)  # fmt: skip
def test_names_of_one_place(run, claim, one, other, same, reason):
    records = []
    for article, figure, (name, precision, number, lat) in (("a", 12, one), ("b", 15, other)):
        record = claim(article, figure, place=name, start="2031-06-01", source=f"voice {article}")
        records.append(_at(record, precision=precision, geonames_id=number, lat=lat, lon=40.0, admin1=None))

    assert [each["records"] for each in run(records)] == ([2] if same else [1, 1]), reason


def test_nobody_counts_before_the_day(run, claim, verdicts):
    """A day of saying that comes before what happened is misread: the figures meet on the day itself."""
    day = {
        "place": "Tarsk",
        "start": "2031-05-11",
        "published": "2031-05-11",
        "category": "military",
        "item": "soldiers",
    }

    found = run([
        claim("a", 120, source="the rebels", said="2031-05-05", **day), claim("b", 32, source="an officer", **day),
    ])  # fmt: skip

    assert [verdict["factor"] for verdict in verdicts(found, "conflict.same-window")] == [3.75]
