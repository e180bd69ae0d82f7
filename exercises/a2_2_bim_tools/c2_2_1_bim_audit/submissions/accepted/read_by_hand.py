# /// expected
# summary = "Maquettes lues sans l’IDS, journal rejoué, outils comptés exigence par exigence"
# ///
# %% amend="coding"
coding = [
    {**row, "passage": f"« {row['passage'].upper()} »" if row["code"] == "frein" else ""} for row in reversed(coding)
]
# %% amend="process"
# One witness suffices.
process_arcs = [{**row, "interviews": row["interviews"].split(", ")[-1].lower()} for row in reversed(process_arcs)]
deviations = [
    {**row, "established_by": row["established_by"].replace(", ", " et "), "recited_by": row["recited_by"][:3]}
    for row in reversed(deviations)
]
# %% solution="models"
import ifcopenshell.util.classification as classification_util
import ifcopenshell.util.element as element_util

DUCTS = ("IfcDuctSegment", "IfcPipeSegment")
NETWORKS = (*DUCTS, "IfcAirTerminal", "IfcCableCarrierSegment", "IfcLightFixture", "IfcOutlet")
CLASSED = ("IfcWall", "IfcSlab", "IfcColumn", "IfcBeam", *NETWORKS)


def nominal(element, pset, name):
    """Return the value of a property with its measure."""
    for relation in element.IsDefinedBy:
        definition = relation.RelatingPropertyDefinition
        if definition.Name == pset:
            for each in definition.HasProperties:
                if each.Name == name:
                    return each.NominalValue
    return None


def valued(element, pset, name, values):
    found = nominal(element, pset, name)
    return found is not None and found.wrappedValue in values


def measured(element):
    found = nominal(element, "Tarvenne_Echange", "Reservation")
    return found is not None and found.is_a("IfcPositiveLengthMeasure")


def in_network(element):
    return any(each.RelatingGroup.is_a("IfcDistributionSystem") for each in element.HasAssignments)


def coded(element):
    return any(
        re.fullmatch("TV-(STR|CVC|ELE)-[0-9]{2}", each.Identification or "")
        and classification_util.get_classification(each).Name == "Codes Tarvenne"
        for each in classification_util.get_references(element)
    )


TESTS = {
    "EX-01": (("IfcBuildingStorey",), lambda e: re.fullmatch("N[0-9]{2}", e.Name or "")),
    "EX-02": (("IfcWall",), lambda e: valued(e, "Pset_WallCommon", "FireRating", ("REI 60", "REI 90", "REI 120"))),
    "EX-03": (("IfcColumn",), lambda e: valued(e, "Pset_ColumnCommon", "LoadBearing", (True,))),
    "EX-04": (("IfcSlab",), lambda e: element_util.get_material(e) is not None),
    "EX-05": (DUCTS, measured),
    "EX-06": (NETWORKS, in_network),
    "EX-07": (CLASSED, lambda e: valued(e, "Tarvenne_Echange", "Lot", ("STR", "CVC", "ELE"))),
    "EX-08": (CLASSED, coded),
    "EX-09": (("IfcBuildingElementProxy",), lambda e: False),
}
PROHIBITED = "EX-09"
judged = {
    name: {
        code: {each.GlobalId: bool(test(each)) for kind in classes for each in models[name].by_type(kind)}
        for code, (classes, test) in TESTS.items()
    }
    for name in MODELS
}
failing = [
    {"model": name, "requirement": code, "global_id": identifier}
    for name, by_code in judged.items()
    for code, met in by_code.items()
    for identifier, held in met.items()
    if not held
]
conformity = []
for name, by_code in judged.items():
    checks = [held for code, met in by_code.items() if code != PROHIBITED for held in met.values()]
    conformity.append({"model": name, "conformity_percent": 100 * sum(checks) / len(checks)})
# The part on levers reads these.
from types import SimpleNamespace

outcomes = {
    name: {
        code: SimpleNamespace(applicable=len(met), failed=[each for each, held in met.items() if not held])
        for code, met in by_code.items()
    }
    for name, by_code in judged.items()
}
# %% solution="containers"
state, faults = {row["conteneur"]: "en cours" for row in register}, set()
author = {row["conteneur"]: row["auteur"] for row in register}
acts = {"partagé": "vérification", "en cours": "retour", "publié": "autorisation", "archivé": "acceptation"}
for row in log:
    name, before, after = row["conteneur"], row["de"], row["vers"]
    if before != state[name] or f"{before}>{after}" not in (
        "en cours>partagé",
        "partagé>en cours",
        "partagé>publié",
        "publié>archivé",
    ):
        faults.add((name, "RC-2"))
    if row["acte"] != acts[after]:
        faults.add((name, "RC-3"))
    if after == "partagé" and row["par"] == author[name]:
        faults.add((name, "RC-4"))
    state[name] = after
for row in register:
    name = row["conteneur"]
    if not re.fullmatch(r"P\d{3}-TVN-(ZZ|B\d)-(ZZ|N\d\d)-(M3|PL|NC|TB)-[CES]-\d{4}", name):
        faults.add((name, "RC-1"))
    letter = "C" if row["etat"] in ("publié", "archivé") else "P"
    if not re.fullmatch(letter + r"\d\d" + (r"\.\d\d" if row["etat"] == "en cours" else ""), row["revision"]):
        faults.add((name, "RC-5"))
    if row["etat"] != state[name]:
        faults.add((name, "RC-6"))
container_faults = [{"container": name, "rule": rule} for name, rule in sorted(faults)]
# %% amend="levers"
finding_rates = [{"finding": row["finding"], "rate": rates[row["finding"]]} for row in reversed(finding_rates)]
lever_priorities = [{"lever": code, "priority": value} for code, value in priority.items()]
# %% solution="tools"
aside, gained = set(), dict.fromkeys((row["outil"] for row in offers), 0)
for demand in demands:
    accepted = demand["valeurs"].split(" ou ")
    for offer in offers:
        met = offer[demand["colonne"]] in accepted
        if demand["nature"] == "souhaitée" and met:
            gained[offer["outil"]] += int(demand["poids_pct"])
        elif demand["nature"] == "impérative" and not met:
            aside.add((offer["outil"], demand["exigence"]))
left = sorted((value, name) for name, value in gained.items() if name not in {name for name, _ in aside})
recommended_tool, lead_points = f" {left[-1][1].upper()} ", float(left[-1][0] - left[-2][0])
tool_failures = [{"tool": name, "requirement": code} for name, code in aside]
tool_points = [{"tool": name.lower(), "points": float(value)} for name, value in gained.items()]
chosen = next(offer for offer in offers if offer["outil"] == left[-1][1])
unmet_wishes = [
    {"requirement": demand["exigence"]}
    for demand in demands
    if demand["nature"] == "souhaitée" and chosen[demand["colonne"]] not in demand["valeurs"].split(" ou ")
]
