# /// expected
# summary = "Tout est donné partout, sans rien calculer"
# [criteria."C4.3.4.compatible"]
# fraction = [0, 0.35]
# [criteria."C4.3.4.feasible"]
# fraction = [0, 0.3]
# [criteria."C4.3.4.lifecycle"]
# fraction = [0, 0.15]
# ///
# %% solution="decisions"
OTHER = {"nouvelle révision": "nouvelle référence", "nouvelle référence": "nouvelle révision"}
decisions_to_correct = [{"change": row["modification"], "decision": OTHER[row["decision"]]} for row in changes]
# %% solution="impacts"
impacts = [
    {"change": change["modification"], "article": row["article"], "identification": "nouvelle révision"}
    for change in changes
    for row in articles[:40]
]
# %% solution="journal"
illegal_moves = [{"line": line, "fault": "passage non prévu"} for line in range(1, len(journal) + 1)]
premature_effects = [{"change": row["modification"], "days_early": 5} for row in changes]
# %% solution="procedure"
known = sorted({row["etat_depart"] for row in journal} | {row["etat_arrivee"] for row in journal})
procedure = [{"state": one, "next_state": other, "actor": "qualite"} for one in known for other in known][:60]
# %% solution="postponed"
postponed = [{"change": row["modification"]} for row in changes]
postponed_h = 0.0
# %% solution="effectivities"
effectivity_faults = [
    {
        "parent": row["parent"],
        "find_number": int(row["repere"]),
        "fault": fault,
        "first_day": "2025-01-01",
        "last_day": "2026-12-31",
    }
    for row in effectivities
    for fault in ("trou", "recouvrement")
]
revision_faults = [{"article": row["article"], "fault": "lettre sautée"} for row in articles]
# %% solution="service"
deviations = [{"place": row["emplacement"], "deviation": "autre article"} for row in mounted]
rejected_replacements = [{"line": line} for line in range(1, len(replacements) + 1)]
# %% solution="issues"
issue_changes = [{"global_id": each.GlobalId, "change": "forme changée"} for each in models["A"].by_type("IfcElement")]
