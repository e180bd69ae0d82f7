# /// expected
# summary = "Une propriété perdue dite renommée, parce qu’une autre a la même valeur"
# [criteria."C4.3.2.kpi"]
# fraction = [0.95, 0.999]
# misconception = "equal-values-taken-for-renaming"
# message = "répondre à deux questions"
# ///
# %% amend="kept"
for row in property_fates:
    if row["fate"] == "perdue":
        row["fate"], row["found_in"] = "propriété renommée", "Merlaude Article"
