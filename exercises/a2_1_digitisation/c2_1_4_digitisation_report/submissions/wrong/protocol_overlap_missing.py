# /// expected
# summary = "Le recouvrement et les cibles de rattachement ne sont pas dits"
# [criteria."C2.1.4.protocol"]
# fraction = [0.8, 0.9]
# misconception = "settings-missing"
# message = "il manque recouvrement_min"
# ///
# %% amend="protocol"
parameters = [row for row in parameters if row["key"] not in ("recouvrement_min", "cibles_rattachement")]
