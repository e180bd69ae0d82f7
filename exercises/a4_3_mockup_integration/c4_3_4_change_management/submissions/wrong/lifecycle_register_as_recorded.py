# /// expected
# summary = "Le registre est rendu tel quel"
# [criteria."C4.3.4.lifecycle"]
# fraction = [0.9, 0.95]
# message = "réparées"
# ///
# %% amend="effectivities"
mended_effectivities = [
    {
        "parent": row["parent"],
        "find_number": int(row["repere"]),
        "component": row["composant"],
        "first_day": row["debut"],
        "last_day": row["fin"],
    }
    for row in effectivities
]
