# /// expected
# summary = "Les pas angulaires ne sont pas dits"
# [criteria."C2.1.4.protocol"]
# fraction = [0.6, 0.7]
# misconception = "settings-missing"
# message = "il manque pas_"
# ///
# %% amend="protocol"
parameters = [row for row in parameters if not row["key"].startswith("pas_")]
