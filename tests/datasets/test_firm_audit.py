"""The audit of the engineering firm: faults, rates and priorities found again from what a candidate receives."""

import re
import tomllib
from collections import defaultdict
from itertools import combinations, pairwise
from pathlib import Path

import ifcopenshell
import pytest
from ifcopenshell.util.element import get_psets
from ifctester import ids
from support.firm_tables import number, table, terms_of

ROOT = Path(__file__).resolve().parents[2]
NAME = re.compile(r"P[0-9]{3}-TVN-(ZZ|B[0-9])-(ZZ|N[0-9]{2})-(M3|PL|NC|TB)-[CES]-[0-9]{4}")
MOVES = {("en cours", "partagé"), ("partagé", "en cours"), ("partagé", "publié"), ("publié", "archivé")}
ACTS = {"partagé": "vérification", "en cours": "retour", "publié": "autorisation", "archivé": "acceptation"}
REVISIONS = {"en cours": r"P\d\d\.\d\d", "partagé": r"P\d\d", "publié": r"C\d\d", "archivé": r"C\d\d"}
MODELS = ("structure", "fluides", "electricite")


@pytest.fixture(scope="module", params=(0, 5))
def variant(request, generated_case):
    return generated_case("engineering_firm", request.param)


def checked(public, name):
    """Return by requirement the GlobalIds that it applies to and those that fail it, as ifctester judges."""
    requirements = ids.open(str(public / "exigences.ids"), validate=True)
    requirements.validate(ifcopenshell.open(public / "maquettes" / f"{name}.ifc"))
    found = {}
    for specification in requirements.specifications:
        applicable = {item.GlobalId for item in specification.applicable_entities}
        failed = {each["element"].GlobalId for facet in specification.requirements for each in facet.failures}
        # What is forbidden has no requirement of its own: all that it applies to fails.
        found[specification.name[:5]] = (applicable, failed if specification.requirements else applicable)
    return found


def broken_containers(public):
    steps = defaultdict(list)
    for row in table(public, "journal_etats.csv"):
        steps[row["conteneur"]].append(row)
    for row in table(public, "registre_conteneurs.csv"):
        log = steps[row["conteneur"]]
        chain = [("", "en cours"), *((step["de"], step["vers"]) for step in log)]
        held = {
            "RC-1": bool(NAME.fullmatch(row["conteneur"])),
            "RC-2": all(one[1] == other[0] and other in MOVES for one, other in pairwise(chain)),
            "RC-3": all(step["acte"] == ACTS[step["vers"]] for step in log),
            "RC-4": all(step["par"] != row["auteur"] for step in log if step["vers"] == "partagé"),
            "RC-5": bool(re.fullmatch(REVISIONS[row["etat"]], row["revision"])),
            "RC-6": chain[-1][1] == row["etat"],
        }
        yield from ((row["conteneur"], rule) for rule, met in held.items() if not met)


def rates(public, case):
    """Return by finding how often it was found, of the coding and the arcs that the truth holds, and of the files."""
    coding = [person["codes"] for person in case.truth["coding"].values()]
    judged = [checked(public, name) for name in MODELS]
    elements = sum(
        len(ifcopenshell.open(public / "maquettes" / f"{name}.ifc").by_type("IfcElement")) for name in MODELS
    )
    register = table(public, "registre_conteneurs.csv")
    broken = list(broken_containers(public))
    found = {}
    for row in table(public, "constats.csv"):
        kind, code = row["constat"].split("-", 1)
        if kind == "T":
            found[row["constat"]] = sum(codes.get(code) == "frein" for codes in coding) / 12
        elif kind == "M":
            applicable = elements if code == "EX-09" else sum(len(model[code][0]) for model in judged)
            found[row["constat"]] = sum(len(model[code][1]) for model in judged) / applicable
        elif kind == "R":
            found[row["constat"]] = sum(rule == code for _, rule in broken) / len(register)
    told = {each["fact"] for each in case.truth["process"]["contradictions"]}
    facts = case.truth["process"]["facts"]
    return found | {f"P-{fact}": float(fact in told) for fact in facts}


def test_each_requirement_fails_for_the_elements_that_ifctester_finds(variant):
    public, case = variant
    for name in MODELS:
        told = case.truth["models"][name]
        found = checked(public, name)
        assert {code: failed for code, (_, failed) in found.items()} == {
            code: set(failing) for code, failing in told["failing"].items()
        }
        assert {code: len(applicable) for code, (applicable, _) in found.items()} == told["applicable"]
        judged = [pair for code, pair in found.items() if code != "EX-09"]
        failed, checks = (sum(len(pair[index]) for pair in judged) for index in (1, 0))
        assert told["conformity_percent"] == pytest.approx(100 - 100 * failed / checks)


def test_containers_break_the_rules_that_a_reader_of_register_and_log_finds(variant):
    public, case = variant
    assert sorted(broken_containers(public)) == sorted(map(tuple, case.truth["containers"]["broken"]))
    names = {row["conteneur"] for row in table(public, "registre_conteneurs.csv")}
    assert names == {row["conteneur"] for row in table(public, "journal_etats.csv")}
    files = {row["fichier"] for row in table(public, "registre_conteneurs.csv")} - {""}
    assert files == {f"maquettes/{name}.ifc" for name in MODELS}


def test_a_model_says_the_building_of_its_container_and_its_elements_the_storey_that_holds_them(variant):
    public, _ = variant
    for row in table(public, "registre_conteneurs.csv"):
        if row["fichier"]:
            model = ifcopenshell.open(public / row["fichier"])
            told = {re.sub("Bâtiment ", "", each.Name) for each in model.by_type("IfcBuilding")}
            # A name that breaks the convention may have lost its volume.
            assert set(re.findall(r"(?<![A-Z0-9])B[0-9](?![0-9])", row["conteneur"])) <= told
            for element in model.by_type("IfcElement"):
                assert element.ContainedInStructure[0].RelatingStructure.Name in element.Name


def test_elements_that_separate_nothing_have_a_resistance_alone_and_no_length_is_a_thickness(variant):
    public, _ = variant
    model = ifcopenshell.open(public / "maquettes" / "structure.ifc")
    for kind in ("IfcColumn", "IfcBeam"):
        ratings = {get_psets(each)[f"Pset_{kind[3:]}Common"]["FireRating"] for each in model.by_type(kind)}
        assert ratings <= {"R 60", "R 90", "R 120"}
    lengths = {
        kind: {get_psets(each)[f"Qto_{kind[3:]}BaseQuantities"]["Length"] for each in model.by_type(kind)}
        for kind in ("IfcWall", "IfcSlab")
    }
    assert lengths == {"IfcWall": {4.8}, "IfcSlab": {6.0}}


def test_nobody_of_the_log_bears_the_name_of_somebody_interviewed(variant):
    public, _ = variant
    people = {row["par"].split()[-1] for row in table(public, "journal_etats.csv")}
    assert not people & {name for words in load_words().values() for name in words["person"].split()}


def test_rates_and_priorities_are_those_of_the_printed_convention(variant):
    public, case = variant
    told = case.truth["levers"]
    found = rates(public, case)
    assert found == pytest.approx(told["rates"])
    weight = {row["constat"]: found[row["constat"]] * int(row["gravite"]) for row in table(public, "constats.csv")}
    levers = {row["levier"]: row for row in table(public, "leviers.csv")}
    priorities = {
        code: sum(weight[finding] for finding in row["traite"].split()) / number(row["cout_eur"]) * 1000
        for code, row in levers.items()
    }
    assert priorities == pytest.approx(told["priorities"])
    assert told["order"] == sorted(priorities, key=priorities.get, reverse=True)


def test_the_best_programme_treats_more_than_any_other_that_can_be_paid(variant):
    public, case = variant
    terms, told = terms_of(case), case.truth["levers"]
    found = rates(public, case)
    weight = {row["constat"]: found[row["constat"]] * int(row["gravite"]) for row in table(public, "constats.csv")}
    levers = {row["levier"]: row for row in table(public, "leviers.csv")}
    worths = {}
    for count in range(len(levers) + 1):
        for chosen in combinations(levers, count):
            rows = [levers[code] for code in chosen]
            if (
                sum(number(row["cout_eur"]) for row in rows) <= terms["lever_budget_eur"]
                and sum(int(row["semaines"]) for row in rows) <= terms["lever_weeks"]
            ):
                worths[chosen] = sum(weight[finding] for finding in {f for row in rows for f in row["traite"].split()})
    ranked = sorted(worths, key=worths.get, reverse=True)
    assert list(ranked[0]) == told["best"]
    assert worths[ranked[0]] > 1.005 * worths[ranked[1]]
    taken = ()
    for code in told["order"]:
        # What can be paid is a key of worths, in the order of the table.
        more = tuple(each for each in levers if each in (*taken, code))
        taken = more if more in worths else taken
    assert worths[taken] < 0.985 * worths[ranked[0]]


def test_what_a_person_is_coded_for_stands_in_the_words_and_nothing_else_of_the_kind(variant):
    public, case = variant
    words = load_words()
    for code, person in case.truth["coding"].items():
        text = (public / "entretiens" / f"{code}.md").read_text(encoding="utf-8")
        for theme, versions in words[code]["statements"].items():
            # The start of a statement, up to the first figure that the variant draws.
            heads = {stance: version.split("$")[0][:60] for stance, version in versions.items()}
            told = {stance for stance, head in heads.items() if head in text}
            assert told == ({person["codes"][theme]} if theme in person["codes"] else set()), (code, theme)


def test_the_words_that_bear_a_code_out_stand_in_the_text_and_announcements_are_a_part_of_them(variant):
    public, case = variant
    for code, person in case.truth["coding"].items():
        text = (public / "entretiens" / f"{code}.md").read_text(encoding="utf-8")
        assert person["text"] in text
        assert person["passages"].keys() == person["codes"].keys()
        assert [theme for theme, passage in person["passages"].items() if passage not in person["text"]] == []
    versions = {
        code: [told for statement in words["statements"].values() for told in statement.values()]
        for code, words in load_words().items()
    }
    announced = [(code, said) for code, person in case.truth["coding"].items() for said in person["announced"]]
    assert [said for code, said in announced if not any(said in told != said for told in versions[code])] == []


def load_words():
    folder = ROOT / "datasets" / "engineering_firm" / "entretiens"
    return {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.toml")}


def test_the_real_process_is_one_flow_from_the_first_activity(variant):
    _, case = variant
    edges = [(edge["source"], edge["target"]) for edge in case.truth["process"]["edges"]]
    reached, frontier = set(), ["cadrage"]
    while frontier:
        activity = frontier.pop()
        if activity not in reached:
            reached.add(activity)
            frontier += [target for source, target in edges if source == activity]
    assert reached == {activity for edge in edges for activity in edge}
    assert len(edges) == len(set(edges))


def test_tools_are_put_aside_and_ranked_as_their_table_says(variant):
    public, case = variant
    told = case.truth["tools"]
    asked = table(public, "exigences_outils.csv")
    points, failed, unmet = {}, {}, {}
    for tool in table(public, "outils.csv"):
        met = {row["exigence"]: tool[row["colonne"]] in row["valeurs"].split(" ou ") for row in asked}
        failed[tool["outil"]] = [
            row["exigence"] for row in asked if row["nature"] == "impérative" and not met[row["exigence"]]
        ]
        unmet[tool["outil"]] = [row["exigence"] for row in asked if row["poids_pct"] and not met[row["exigence"]]]
        points[tool["outil"]] = sum(int(row["poids_pct"]) for row in asked if row["poids_pct"] and met[row["exigence"]])
    assert (failed, unmet, points) == (told["failed"], told["unmet"], told["points"])
    assert sum(int(row["poids_pct"]) for row in asked if row["poids_pct"]) == 100
    kept = [name for name, missing in failed.items() if not missing]
    assert [name for name in kept if points[name] == max(points[each] for each in kept)] == [told["best"]]
