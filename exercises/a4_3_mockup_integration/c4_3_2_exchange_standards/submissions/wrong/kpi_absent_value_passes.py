# /// expected
# summary = "Une valeur absente n’est pas contrôlée"
# [criteria."C4.3.2.kpi"]
# fraction = [0.93, 0.99]
# misconception = "absent-value-passes"
# message = "passée sous silence"
# ///
# %% amend="names"
def naming_faults(rows):
    return [
        {"tag": row["tag"], "convention": convention}
        for row in rows
        for convention, (column, pattern) in CONVENTIONS.items()
        if row[column] and not pattern.fullmatch(row[column])
    ]


misnamed = naming_faults([names_of(element) for element in products])
