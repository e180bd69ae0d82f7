# /// expected
# summary = "Des cibles que le constat ne peut pas atteindre"
# [criteria."C2.2.3.swot"]
# fraction = [0.7, 0.98]
# misconception = "target-out-of-scale"
# message = "pas une valeur possible"
# ///
# %% amend="follow-up"
codes = {row["subject"]: row["finding"].partition("_")[0].partition("-")[0] for row in swot_inside}
BEYOND = {"T": 20, "maquette": 110, "tolk": 2.5, "reseau": 0, "jetons": -1}
follow_up = [{**row, "target": BEYOND[codes[row["subject"]]]} for row in follow_up]
