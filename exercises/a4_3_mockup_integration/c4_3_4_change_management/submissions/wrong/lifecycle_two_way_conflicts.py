# /// expected
# summary = "Toute ligne que les deux côtés n’ont pas de même est dite en conflit"
# [criteria."C4.3.4.lifecycle"]
# fraction = [0.9, 0.98]
# misconception = "two-way-differences"
# ///
# %% amend="merge"
merge_conflicts = [
    {
        "parent": key[0],
        "component": key[1],
        "find_number": key[2],
        "kind": "quantité" if key in office and key in works else "suppression",
    }
    for key in merged
    if office.get(key) != works.get(key)
]
