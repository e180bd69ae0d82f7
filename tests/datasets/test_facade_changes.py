"""Changes, their means and the states of the façade case: truths computed again from the public files alone."""

import re
from collections import Counter, defaultdict
from datetime import date, timedelta

import ifcopenshell
import ifcopenshell.util.element as element_util
import networkx as nx
import pytest
from support.facade_tables import articles_of, day, graph_of, key, number, table, terms_of, without_loop

# The first has a loop in its engineering structure, the second none.
SEEDS = (3, 6)


@pytest.fixture(scope="module", params=SEEDS)
def variant(request, generated_case):
    return *generated_case("facade_modules", request.param), request.param


def test_effectivities_leave_gaps_and_overlaps_on_the_days_that_counting_finds(variant):
    public, case, _ = variant
    terms, covered = terms_of(case), defaultdict(Counter)
    for row in table(public, "effectivites.csv"):
        first, last = day(row["debut"]), day(row["fin"])
        for offset in range((last - first).days + 1):
            covered[row["parent"], int(row["repere"])][first + timedelta(days=offset)] += 1
    start, end = day(terms["horizon_start"]), day(terms["horizon_end"])
    days = [start + timedelta(days=offset) for offset in range((end - start).days + 1)]
    found = {
        place: ([d for d in days if count[d] == 0], [d for d in days if count[d] > 1])
        for place, count in covered.items()
    }
    assert len(found) == 8

    def listed(ranges):
        return [
            date.fromisoformat(first) + timedelta(days=offset)
            for first, last in ranges
            for offset in range((date.fromisoformat(last) - date.fromisoformat(first)).days + 1)
        ]

    told = {
        (each["parent"], each["find"]): (listed(each["gaps"]), listed(each["overlaps"]))
        for each in case.truth["effectivity"]["positions"]
    }
    assert told == {place: faults for place, faults in found.items() if any(faults)}
    assert Counter((bool(gap), bool(overlap)) for gap, overlap in told.values()) == {(True, False): 2, (False, True): 2}


def test_the_register_of_revisions_has_the_faults_that_are_told(variant):
    public, case, _ = variant
    letters, published = defaultdict(list), Counter()
    for row in table(public, "revisions.csv"):
        letters[row["article"]].append(row["revision"])
        published[row["article"]] += row["etat"] == "publiée"
    told = case.truth["revisions"]
    assert [each for each, count in published.items() if count != 1] == told["two_published"]
    skipped = [each for each, held in letters.items() if len(held) != ord(max(held)) - ord("A") + 1]
    assert skipped == told["letter_skipped"]
    assert {each: max(held) for each, held in letters.items()} == told["published"]
    assert {each: row["revision"] for each, row in articles_of(public).items()} == told["published"]


def workflow_of(public):
    """Return the permitted moves as the specification prints them, and the first state."""
    text = (public / "cahier_des_charges.md").read_text(encoding="utf-8")
    rows = re.findall(
        r"^\| ([^|]+) \| ([^|]+) \|$", text.split("| État | États qui peuvent suivre |")[1].split("\n\n")[0], re.M
    )
    moves = {source: targets.split(", ") for source, targets in rows if not source.startswith("-")}
    return moves, next(iter(moves))


def test_illegal_moves_are_those_that_the_printed_procedure_forbids(variant):
    public, case, _ = variant
    moves, first = workflow_of(public)
    known = {*moves, *(target for targets in moves.values() for target in targets)}
    reached, found = {}, []
    for entry, row in enumerate(table(public, "journal_des_modifications.csv")):
        change, source, target = row["modification"], row["etat_depart"], row["etat_arrivee"]
        if source != reached.get(change, first) or target not in moves.get(source, ()):
            found.append((entry, change))
        if target in known:
            reached[change] = target
    assert [(each["entry"], each["change"]) for each in case.truth["illegal_moves"]] == found
    assert len({change for _, change in found}) == 4
    days = [day(row["date"]) for row in table(public, "journal_des_modifications.csv")]
    assert days == sorted(days)


def test_no_change_but_two_takes_effect_before_it_is_applicable(variant):
    public, case, _ = variant
    log = table(public, "journal_des_modifications.csv")
    applicable = {
        row["modification"]: day(row["date"]) for row in log if row["etat_arrivee"] == "modification applicable"
    }
    effects = {row["modification"]: row["effet_le"] for row in table(public, "modifications.csv")}
    assert {change for change, text in effects.items() if text} == set(applicable)
    early = [change for change in sorted(applicable) if day(effects[change]) < applicable[change]]
    assert early == case.truth["premature_effects"]
    assert len(early) == 2


def test_decisions_impacts_and_workload_follow_from_the_printed_rules(variant):
    public, case, _ = variant
    terms, articles = terms_of(case), articles_of(public)
    graph = nx.DiGraph(without_loop(graph_of(public, "ebom.csv")))
    log = table(public, "journal_des_modifications.csv")
    approved = {row["modification"] for row in log if row["etat_arrivee"] == "demande approuvée"}
    hours, wrong = Counter(), 0
    for row in table(public, "modifications.csv"):
        told, article = case.truth["changes"][row["modification"]], row["article"]
        kept = all(row[name] == "oui" for name in ("forme_conservee", "ajustement_conserve", "fonction_conservee"))
        renumbered, revised, waiting = set(), {article} if kept else set(), [] if kept else [article]
        while waiting:
            node = waiting.pop()
            renumbered.add(node)
            for above in graph.predecessors(node):
                if articles[above]["interchangeable"] == "oui":
                    revised.add(above)
                elif above not in renumbered:
                    waiting.append(above)
        decision = "nouvelle révision" if kept else "nouvelle référence"
        assert (told["decision"], set(told["new_numbers"]), set(told["new_revisions"])) == (
            decision,
            renumbered,
            revised,
        )
        wrong += row["decision"] != decision
        if row["modification"] in approved:
            month = day(row["soumise_le"]).strftime("%Y-%m")
            own = terms["revision_h"] if kept else terms["new_number_h"]
            hours[month] += own + terms["impacted_article_h"] * (len(renumbered | revised) - 1)
    assert wrong == 4
    workload, left = case.truth["workload"], 0.0
    assert [hours[month] for month in sorted(hours)] == workload["hours"]
    for load, told in zip(workload["hours"], workload["backlog_h"], strict=True):
        left = max(0.0, left + load - terms["capacity_h_per_month"])
        assert told == left
    assert workload["feasible"] == (left == 0)
    assert len(workload["hours"]) == terms["months"]


def test_the_truth_holds_the_registers_of_change_as_they_are_written(variant):
    public, case, _ = variant
    truth, rows = case.truth, table(public, "modifications.csv")
    log = table(public, "journal_des_modifications.csv")
    kept = ("forme_conservee", "ajustement_conserve", "fonction_conservee")
    reached = defaultdict(dict)
    for row in log:
        reached[row["modification"]][row["etat_arrivee"]] = day(row["date"]).isoformat()
    assert truth["change_records"] == {
        row["modification"]: {
            "kept": [row[each] == "oui" for each in kept],
            "submitted": day(row["soumise_le"]).isoformat(),
            "effect": row["effet_le"] and day(row["effet_le"]).isoformat(),
            "reached": reached[row["modification"]],
        }
        for row in rows
    }
    assert truth["log_changes"] == [row["modification"] for row in log]
    assert truth["effectivity"]["recorded"] == [
        [
            row["parent"],
            int(row["repere"]),
            row["composant"],
            *(day(row[each]).isoformat() for each in ("debut", "fin")),
        ]
        for row in table(public, "effectivites.csv")
    ]


def test_the_truth_holds_the_states_to_merge_and_the_records_of_site_as_they_are_written(variant):
    public, case, _ = variant
    for name, file in (("common", "commun"), ("office", "bureau_etudes"), ("works", "usine")):
        assert [tuple(line) for line in case.truth["merge"][name]] == [
            (row["parent"], row["composant"], row["repere"], number(row["quantite"]))
            for row in table(public, f"fusion/{file}.csv")
        ]
    service = case.truth["service"]
    assert service["built"] == {
        row["emplacement"]: [row["serie"], row["article"], row["revision"]] for row in table(public, "as_built.csv")
    }
    assert service["replacements"] == [
        [row[each] for each in ("emplacement", "serie_deposee", "serie_posee", "article", "revision")]
        for row in table(public, "as_maintained.csv")
    ]
    model = ifcopenshell.open(str(public / "batiment_ifc4.ifc"))
    places = [each for each in model.by_type("IfcElementAssembly") if each.ObjectType.startswith(("Panneau", "Module"))]
    assert service["designed"] == {
        each.Tag: key(element_util.get_pset(each, "Pset_ManufacturerTypeInformation", "ArticleNumber"))
        for each in places
    }


def test_without_a_draughtsman_the_means_are_short_whatever_the_month(variant):
    _, case, _ = variant
    terms = terms_of(case)
    assert sum(case.truth["workload"]["hours"]) > terms["months"] * terms["fallback_capacity_h_per_month"]


def test_the_merge_takes_what_one_side_changed_and_leaves_conflicts_alone(variant):
    public, case, _ = variant
    common, office, works = (
        {
            (row["parent"], row["composant"], row["repere"]): number(row["quantite"])
            for row in table(public, f"fusion/{name}.csv")
        }
        for name in ("commun", "bureau_etudes", "usine")
    )
    merged, conflicts = {}, set()
    for line in {*common, *office, *works}:
        base, left, right = (side.get(line) for side in (common, office, works))
        if base != left != right != base:
            conflicts.add(line)
        chosen = right if left == base else left if right in (base, left) else base
        if chosen is not None:
            merged[line] = chosen
    told = case.truth["merge"]
    assert {tuple(each["line"]) for each in told["conflicts"]} == conflicts
    assert {each["kind"] for each in told["conflicts"]} == {"quantity", "deletion"}
    assert {tuple(row[:3]): row[3] for row in told["merged"]} == pytest.approx(merged)


def test_the_records_of_site_hold_the_slips_and_the_state_in_place(variant):
    public, case, _ = variant
    told, model = case.truth["service"], ifcopenshell.open(public / "batiment_ifc4.ifc")
    designed = {item.Tag: item for item in model.by_type("IfcElementAssembly") if "/" not in item.Tag}
    built = {row["emplacement"]: row for row in table(public, "as_built.csv")}
    assert all(designed[place].GlobalId == row["global_id"] for place, row in built.items())
    assert set(designed) - set(built) == set(told["empty"])
    articles = {
        place: key(element_util.get_psets(item)["Pset_ManufacturerTypeInformation"]["ArticleNumber"])
        for place, item in designed.items()
    }
    other = {place: row["article"] for place, row in built.items() if row["article"] != articles[place]}
    assert {place: pair["mounted"] for place, pair in told["other_article"].items()} == other
    published = case.truth["revisions"]["published"]
    older = [place for place, row in built.items() if row["revision"] < published[row["article"]]]
    assert sorted(older) == told["older_revision"]
    serials = Counter(row["serie"] for row in built.values())
    assert [serial for serial, count in serials.items() if count > 1] == [told["serial_twice"]["serial"]]
    current, rejected = {place: row["serie"] for place, row in built.items()}, []
    for rank, row in enumerate(table(public, "as_maintained.csv")):
        if current[row["emplacement"]] == row["serie_deposee"]:
            current[row["emplacement"]] = row["serie_posee"]
        else:
            rejected.append(rank)
    assert (current, rejected) == (told["current_serials"], told["rejected_replacements"])
