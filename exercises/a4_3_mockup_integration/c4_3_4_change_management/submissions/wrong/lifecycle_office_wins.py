# /// expected
# summary = "Le bureau d’études l’emporte en cas de conflit"
# [criteria."C4.3.4.lifecycle"]
# fraction = [0.95, 0.99]
# misconception = "office-wins"
# ///
# %% amend="merge"
for row in merge_conflicts:
    key = row["parent"], row["component"], row["find_number"]
    merged[key] = office.get(key)
merged_lines = [
    {"parent": parent, "component": component, "find_number": find, "quantity": quantity}
    for (parent, component, find), quantity in merged.items()
    if quantity is not None
]
