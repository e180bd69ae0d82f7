# /// expected
# summary = "Ce que les partenaires laissent de côté, codé comme utile à l’exploitation"
# [criteria."C4.3.1.practices"]
# fraction = [0.7, 0.99]
# misconception = "never-as-late"
# message = "laisser de côté"
# [criteria."C4.3.1.detail-level"]
# fraction = [0.85, 1.0]
# ///
# %% amend="coding"
for partner in PARTNERS:
    needs[partner] = {code: "exploitation" if phase == "jamais" else phase for code, phase in needs[partner].items()}
for row in coded_practices:
    row["value"] = needs[row["partner"]].get(row["code"], row["value"])
