# /// expected
# summary = "L’opérateur est nommé"
# [criteria."C2.1.4.specification"]
# fraction = [0.97, 0.98]
# misconception = "operator-named"
# message = "nommée"
# ///
# %% amend="metadata"
for row in metadata:
    if row["key"] == "fonction_operateur":
        row["value"] = f"{delivered[-1]['operateur']}, {delivered[-1]['fonction']}"
