# /// expected
# summary = "Une propriété dont le jeu est renommé dite perdue"
# [criteria."C4.3.2.kpi"]
# fraction = [0.98, 0.999]
# misconception = "renamed-set-taken-for-loss"
# message = "autre nom"
# ///
# %% amend="kept"
for row in property_fates:
    if row["fate"] == "jeu renommé":
        row["fate"], row["found"], row["found_in"] = "perdue", 0, ""
