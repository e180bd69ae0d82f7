# /// expected
# summary = "La suppression l’emporte sur le changement, sans conflit"
# [criteria."C4.3.4.lifecycle"]
# fraction = [0.85, 0.98]
# misconception = "deletion-wins"
# ///
# %% amend="merge"
gone_lines = [row for row in merge_conflicts if row["kind"] == "suppression"]
merge_conflicts = [row for row in merge_conflicts if row["kind"] == "quantité"]
merged_lines = [
    line
    for line in merged_lines
    if not any(all(line[key] == row[key] for key in ("parent", "component", "find_number")) for row in gone_lines)
]
