"""Small clusters of articles on one event, each with the verdicts that a careful reader would give."""


def test_a_rising_toll(run, claim, verdicts):
    """A market strike told by police and hospital over three days: updates, an agreement, no conflict with old news."""
    day = {"place": "Tarsk", "start": "2031-05-04"}
    records = [
        claim("flash", 5, source="police", said="2031-05-04", **day),
        claim("evening", 9, source="police", said="2031-05-05", **day),
        claim("evening", 9, source="Tarsk hospital", said="2031-05-05", **day),
        claim("late", 14, None, source="police", said="2031-05-07", qualifier="at_least", **day),
    ]

    found = run(records)

    assert len(found) == 1
    assert [verdict["change"] for verdict in verdicts(found, "update.rise")] == [4, 5]
    assert not [verdict for verdict in found[0]["verdicts"] if verdict["kind"] == "conflict"]
    [agreement] = verdicts(found, "agreement.same-figure")
    assert agreement["sources"] == ["police", "hospital tarsk"] or sorted(agreement["sources"]) == [
        "hospital tarsk",
        "police",
    ]
    assert (agreement["low"], agreement["high"]) == (9, 9)
    assert (found[0]["lowest_low"], found[0]["highest_high"]) == (5, 9)
    assert found[0]["latest"] == [
        {"source": "hospital tarsk", "id": records[2]["id"], "day": "2031-05-05", "low": 9, "high": 9},
        {"source": "police", "id": records[3]["id"], "day": "2031-05-07", "low": 14, "high": None},
    ]


def test_two_belligerents(run, claim, verdicts):
    """Each side on the same battle: a conflict with its factor, and who speaks on whose losses."""
    battle = {"category": "military", "item": "soldiers", "affected": "Veland", "actor": "Ostria", "start": "2031-06-01",
              "place": "Kerne", "said": "2031-06-02"}  # fmt: skip
    records = [
        claim("a", 15, source="Veland Ministry of Defense", party="Veland", **battle),
        claim("b", 120, source="Ostrian General Staff", party="Ostria", **battle),
        claim("c", 20, 140, source="United Nations", kind_of_source="intergovernmental", qualifier="range", **battle),
    ]

    found = run(records)

    [conflict] = verdicts(found, "conflict.same-window")
    assert conflict["factor"] == 8.0
    assert conflict["difference"] == 105
    assert conflict["ids"] == [records[0]["id"], records[2]["id"], records[1]["id"]]
    [agreement] = verdicts(found, "agreement.overlap")
    assert sorted(agreement["ids"]) == sorted([records[1]["id"], records[2]["id"]])
    assert {one["name"]: one["side"] for one in found[0]["sources"]} == {
        "Veland Ministry of Defense": "own",
        "Ostrian General Staff": "enemy",
        "United Nations": "third_party",
    }


def test_a_corrected_figure(run, claim, verdicts):
    """The same office lowers its count of one incident: a correction, not flagged."""
    day = {"place": "Tarsk", "start": "2031-05-04", "source": "the governor"}

    found = run([claim("a", 20, said="2031-05-04", **day), claim("b", 14, said="2031-05-06", **day)])

    [update] = verdicts(found, "update.corrected-down")
    assert (update["change"], update["flagged"]) == (-6, False)


def test_a_total_that_falls_is_flagged(run, claim, verdicts):
    """Running totals never fall; one that does is told, whoever reads it."""
    total = {"event": "lost", "category": "tank", "item": "tanks", "affected": "Veland", "scope": "cumulative",
             "source": "Ostrian General Staff"}  # fmt: skip

    found = run([
        claim("a", 3466, end="2031-03-12", **total),
        claim("b", 3460, end="2031-03-14", **total),
        claim("c", 3480, end="2031-03-16", **total),
    ])  # fmt: skip

    assert [verdict["flagged"] for verdict in verdicts(found, "update.total-falls")] == [True]
    assert [verdict["change"] for verdict in verdicts(found, "update.rise")] == [20]


def test_a_total_overtaken_by_an_older_one(run, claim, verdicts):
    """A month-old higher total of another source contradicts a lower one, whatever the days between."""
    total = {"scope": "cumulative", "start": "2030-01-01"}

    found = run([
        claim("a", 9000, end="2031-06-01", source="United Nations", **total),
        claim("b", 6500, end="2031-07-01", source="Interior Ministry", **total),
        claim("c", 9400, end="2031-07-20", source="Red Cross", **total),
    ])  # fmt: skip

    [conflict] = verdicts(found, "conflict.total-overtaken")
    assert conflict["factor"] == 1.38
    assert [side["low"] for side in conflict["sides"]] == [6500, 9000]


def test_a_denied_figure(run, claim, verdicts):
    """A denial names the claims it denies; it is no figure of its own."""
    day = {"place": "Kerne", "start": "2031-06-01", "category": "military", "item": "soldiers"}
    records = [
        claim("a", 40, source="the rebels", **day),
        claim("b", 40, source="the army", stance="denied", **day),
        claim("c", 3, source="a medic", **day),
    ]

    found = run(records)

    [dispute] = verdicts(found, "dispute.figure")
    assert (dispute["ids"], dispute["of"]) == ([records[1]["id"]], [records[0]["id"]])
    assert (found[0]["lowest_low"], found[0]["highest_high"]) == (3, 40)
    assert "army" not in {one["source"] for one in found[0]["latest"]}


def test_a_denial_of_a_figure_that_nobody_gave(run, claim, verdicts):
    """It disputes all the others' figures."""
    day = {"place": "Kerne", "start": "2031-06-01"}
    records = [
        claim("a", 40, source="the rebels", **day),
        claim("b", 2, source="the army", stance="denied", **day),
    ]

    [dispute] = verdicts(run(records), "dispute.event")

    assert dispute["of"] == [records[0]["id"]]


def test_a_total_and_its_parts(run, claim, verdicts):
    """A part is linked to its total across series; one that is larger is flagged."""
    day = {"place": "Tarsk", "start": "2031-05-04", "source": "police"}
    total = claim("a", 12, **day)
    children = claim("a", 3, item="children", subset_of=total["id"], **day)
    women = claim("a", 15, item="women", subset_of=total["id"], **day)

    found = run([total, children, women])

    assert {one["part"] for one in found} == {None, "children", "women"}
    assert verdicts(found, "part.of-total")[0]["ids"] == [total["id"], children["id"]]
    assert verdicts(found, "part.larger-than-total")[0]["ids"] == [total["id"], women["id"]]
    assert verdicts(found, "part.larger-than-total")[0]["flagged"]


def test_children_are_no_contradiction_of_all(run, claim):
    """Twelve people and three children, of two sources, are two things counted."""
    day = {"place": "Tarsk", "start": "2031-05-04"}

    found = run([claim("a", 12, source="police", **day), claim("b", 3, item="children", source="UNICEF", **day)])

    assert [one["records"] for one in found] == [1, 1]


def test_two_donors_give_two_things(run, claim):
    """What Germany delivered and what the United States delivered don't contradict each other."""
    gift = {"event": "delivered", "category": "tank", "item": "tanks", "affected": "Ukraine", "start": "2031-03-01"}

    found = run([claim("a", 14, actor="Germany", **gift), claim("b", 31, actor="United States", **gift)])

    assert [one["giver"]["name"] for one in found] == ["Germany", "United States"]


def test_two_days_reports_are_two_things(run, claim):
    """The day to the 4th and the day to the 5th share one of three days: no conflict."""
    found = run([
        claim("a", 3, start="2031-05-03", end="2031-05-04", scope="period", source="police"),
        claim("b", 30, start="2031-05-04", end="2031-05-05", scope="period", source="army"),
    ])  # fmt: skip

    assert [one["records"] for one in found] == [1, 1]


def test_an_undated_headline_joins_its_incident(run, claim):
    """It names the place and came out the next day; a namesake a month later stays apart."""
    found = run([
        claim("a", 12, place="Tarsk", start="2031-05-04", source="police"),
        claim("a", 12, place="Tarsk", published="2031-05-05", sentence="12 dead in Tarsk"),
        claim("b", 12, place="Tarsk", published="2031-06-20"),
    ])  # fmt: skip

    assert sorted(one["records"] for one in found) == [1, 2]
    assert "series.only-date" in next(one for one in found if one["records"] == 2)["rules"]


def test_a_claim_without_place_stays_apart_where_two_places_fit(run, claim):
    """Which of two strikes of one day it tells of cannot be known."""
    day = {"start": "2031-05-04"}

    joined = run([claim("a", 12, place="Tarsk", **day), claim("b", 12, **day)])
    apart = run([claim("a", 12, place="Tarsk", **day), claim("c", 3, place="Kerne", **day), claim("b", 12, **day)])

    assert [one["records"] for one in joined] == [2]
    assert [one["records"] for one in apart] == [1, 1, 1]


WIRE = (
    "At least {n} people were killed when a strike hit a crowded market in the northern town of Tarsk on Sunday morning, "
    "the regional governor told reporters {how} after visiting the scene of the attack with rescue workers."
)


def test_a_wire_story_on_three_sites_counts_once(run, claim, verdicts):
    """Near-duplicates are one article: no agreement with itself, one article in the restatement."""
    day = {"place": "Tarsk", "start": "2031-05-04"}
    records = [
        claim(f"site{number}", 12, sentence=WIRE.format(n=12, how=how), **day)
        for number, how in enumerate(("late on Sunday", "on Sunday", "late on Sunday"))
    ]
    own = claim("own", 12, sentence="Twelve died at the Tarsk market, our correspondent counted on Sunday.", **day)

    found = run([*records, own])

    assert (found[0]["documents"], found[0]["articles"]) == (4, 2)
    [restatement] = verdicts(found, "restatement.copied-article")
    assert (restatement["documents"], restatement["articles"]) == (3, 1)
    [agreement] = verdicts(found, "agreement.same-figure")
    assert len(agreement["sources"]) == 2


def test_sources_are_told_by_their_folded_names(run, claim, verdicts):
    """Spellings and articles make no second source."""
    day = {"place": "Tarsk", "start": "2031-05-04"}

    found = run([
        claim("a", 12, source="Ukrainian Ministry of Defense", **day),
        claim("b", 12, source="the Ukrainian Ministry of Defence", **day),
    ])  # fmt: skip

    assert len(found[0]["sources"]) == 1
    assert len(verdicts(found, "restatement.same-figure")) == 1


def test_about_is_a_tenth_wide(run, claim, verdicts):
    """About 5,000 and 5,100 agree; 5,600 does not."""
    day = {"place": "Kerne", "start": "2031-06-01"}

    found = run([
        claim("a", 5000, qualifier="about", source="army", **day),
        claim("b", 5100, source="police", **day),
        claim("c", 5600, source="hospital", **day),
    ])  # fmt: skip

    assert len(verdicts(found, "agreement.overlap")) == 1
    [conflict] = verdicts(found, "conflict.same-window")
    assert [side["low"] for side in conflict["sides"]] == [5000, 5100, 5600]


def test_a_verdict_tells_who_says_what_and_when(run, claim, verdicts):
    """Each side's sources, on whose losses they speak, their day and their words."""
    battle = {"category": "military", "item": "soldiers", "affected": "Veland", "actor": "Ostria", "start": "2031-06-01",
              "place": "Kerne", "said": "2031-06-02"}  # fmt: skip
    found = run([
        claim("a", 15, source="Veland army", party="Veland", sentence="Fifteen of our men fell.", **battle),
        claim("b", 120, source="Ostrian army", party="Ostria", sentence="We killed 120.", **battle),
    ])  # fmt: skip

    [conflict] = verdicts(found, "conflict.same-window")

    assert [[(one["name"], one["side"], one["low"], one["day"], one["sentence"]) for one in side["said"]]
            for side in conflict["sides"]] == [
        [("Veland army", "own", 15, "2031-06-02", "Fifteen of our men fell.")],
        [("Ostrian army", "enemy", 120, "2031-06-02", "We killed 120.")],
    ]  # fmt: skip


def test_independent_sources_weigh_more(run, claim, verdicts):
    """One gap: between two hospitals it weighs twice as much as between two belligerents, the same again with a second each."""
    day = {"category": "military", "item": "soldiers", "affected": "Veland", "start": "2031-06-01"}
    low, high = [("a", 10), ("b", 80)]
    armies = [claim(*low, place="Kerne", source="Veland army", party="Veland", actor="Ostria", **day),
              claim(*high, place="Kerne", source="Ostrian army", party="Ostria", actor="Ostria", **day)]  # fmt: skip
    neutral = [claim(*low, place="Tarsk", source="Red Cross", kind_of_source="ngo", **day),
               claim(*high, place="Tarsk", source="United Nations", kind_of_source="intergovernmental", **day)]  # fmt: skip
    more = [claim("c", 10, place="Tarsk", source="Tarsk hospital", kind_of_source="medic", **day),
            claim("d", 80, place="Tarsk", source="Doctors Abroad", kind_of_source="ngo", **day)]  # fmt: skip

    weights = [
        verdicts(run(made), "conflict.same-window")[0]["weight"] for made in (armies, neutral, [*neutral, *more])
    ]

    assert weights == [1.5, 3.0, 6.0]


def test_none_of_a_part_is_a_dispute_with_both_sentences(run, claim, verdicts):
    """ "No civilians" against a toll of people; but not against dead soldiers, nor where the army itself counts the dead."""
    day = {"place": "Kerne", "start": "2031-06-01", "affected": "Ostria"}
    none = claim("a", 0, source="the army", item="civilians", sentence="No civilians died.", **day)
    toll = claim("b", 14, source="a medic", category="unspecified", sentence="Fourteen died.", **day)
    soldiers = claim("b", 14, source="a medic", category="military", item="soldiers", **day)
    own = claim("b", 14, source="the army", category="unspecified", **day)

    [dispute] = verdicts(run([none, toll]), "dispute.none")

    assert (dispute["ids"], dispute["of"]) == ([none["id"]], [toll["id"]])
    assert [side["said"][0]["sentence"] for side in dispute["sides"]] == ["No civilians died.", "Fourteen died."]
    assert not verdicts(run([none, soldiers]), "dispute.none")
    assert not verdicts(run([none, own]), "dispute.none")


def test_a_part_conflicts_only_where_it_is_larger(run, claim, verdicts):
    day = {"place": "Kerne", "start": "2031-06-01"}
    civilians = claim("a", 20, item="civilians", source="a monitor", **day)

    def told(whole, **fields):
        return verdicts(
            run([civilians, claim("b", whole, source="police", **{**day, **fields})]), "conflict.part-larger"
        )

    assert [one["factor"] for one in told(14, category="unspecified")] == [1.43]
    assert not told(20, category="unspecified")
    assert not told(31, category="unspecified")
    assert told(14, event="casualties")
    assert not told(14, event="wounded")
    assert not told(14, category="unspecified", start="2031-06-08")
    assert not told(14, category="unspecified", place="Tarsk")


def test_one_missile_that_hit_tells_nothing_of_the_others(run, claim, verdicts):
    """ "A missile hit the depot" agrees with one that was launched, and with any number."""
    day = {"place": "Kerne", "start": "2031-06-01", "event": "launched", "category": "missile", "item": "missiles"}

    found = run([claim("a", 1, source="the mayor", **day), claim("b", 14, source="the air force", **day)])

    [agreement] = verdicts(found, "agreement.overlap")
    assert (agreement["low"], agreement["high"]) == (14, 14)
    assert not [one for one in found[0]["verdicts"] if one["kind"] == "conflict"]
