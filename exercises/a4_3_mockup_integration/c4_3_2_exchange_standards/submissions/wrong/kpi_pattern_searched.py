# /// expected
# summary = "L’expression cherchée dans le nom, non satisfaite en entier"
# [criteria."C4.3.2.kpi"]
# fraction = [0.93, 0.99]
# misconception = "found-anywhere-in-the-name"
# message = "en entier"
# ///
# %% amend="names"
def naming_faults(rows):
    return [
        {"tag": row["tag"], "convention": convention}
        for row in rows
        for convention, (column, pattern) in CONVENTIONS.items()
        if not pattern.search(row[column])
    ]


misnamed = naming_faults([names_of(element) for element in products])
