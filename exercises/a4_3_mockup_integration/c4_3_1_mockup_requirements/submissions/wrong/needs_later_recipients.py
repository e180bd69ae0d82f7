# /// expected
# summary = "Les acteurs d’après la remise comptés parmi ceux qu’elle sert"
# [criteria."C4.3.1.detail-level"]
# fraction = [0.95, 0.999]
# misconception = "later-recipients"
# message = "après la remise"
# ///
# %% amend="needs"
for row in information_needs:
    code = REQUIREMENTS[row["requirement"]][0]
    if code:
        row["recipients"] = ",".join(partner for partner in PARTNERS if needs[partner][code] != "jamais")
