# /// expected
# summary = "re.match et « $ » : un saut de ligne final passe"
# [criteria."C4.3.2.kpi"]
# fraction = [0.98, 0.999]
# misconception = "found-anywhere-in-the-name"
# message = "en entier"
# ///
# %% amend="names"
def naming_faults(rows):
    return [
        {"tag": row["tag"], "convention": convention}
        for row in rows
        for convention, (column, pattern) in CONVENTIONS.items()
        if not re.match(f"(?:{pattern.pattern})$", row[column])
    ]


misnamed = naming_faults([names_of(element) for element in products])
