# /// expected
# summary = "Des expressions suivies de « .* »"
# [criteria."C4.3.1.detail-level"]
# fraction = [0.9, 0.96]
# misconception = "pattern-too-wide"
# message = "suivi d’autre chose"
# ///
# %% amend="ids"
ids_text = ids_text.replace("[0-9]{2}", "[0-9]{2}.*").replace("{5}", "{5}.*").replace("{6}", "{6}.*")
