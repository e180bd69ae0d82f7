# /// expected
# summary = "Rien à corriger, rien de fautif, une charge nulle et donc réalisable, tout monté comme prévu"
# [criteria."C4.3.4.compatible"]
# fraction = [0.0, 0.15]
# [criteria."C4.3.4.feasible"]
# fraction = [0.0, 0.15]
# [criteria."C4.3.4.lifecycle"]
# fraction = [0.0, 0.15]
# ///
# %% extra="last"
answer("decisions_to_correct", [])
same = {"identification": "nouvelle révision"}
answer("impacts", [{"change": row["modification"], "article": row["article"], **same} for row in changes])
answer("illegal_moves", [])
answer("premature_effects", [])
steps = sorted({(row["etat_depart"], row["etat_arrivee"]) for row in journal})
answer("procedure", [{"state": one, "next_state": other, "actor": "qualite"} for one, other in steps])
hours = float(specification["capacity_h_per_month"])
month = {"hours": hours, "left_h": 0.0, "unused_h": 0.0}
answer("workload", [{"month": f"2026-{number:02d}", **month} for number in range(1, 7)])
answer("remaining_h", 0.0)
answer("feasible", True)
answer("needed_capacity_h_per_month", hours)
answer("postponed", [])
answer("postponed_h", 0.0)
for name in ("effectivity_faults", "mended_effectivities", "revision_faults", "merged_lines", "merge_conflicts"):
    answer(name, [])
row = {"article": articles[0]["article"], "revision": "A", "serial": ""}
answer("in_place", [{"place": each["emplacement"], **row} for each in mounted])
answer("rejected_replacements", [])
answer("deviations", [])
answer("issue_changes", [])
