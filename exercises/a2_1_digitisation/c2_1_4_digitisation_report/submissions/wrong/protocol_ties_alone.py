# /// expected
# summary = "Seules les cibles de calage sont au protocole"
# [criteria."C2.1.4.protocol"]
# fraction = [0.75, 0.85]
# misconception = "targets-unnamed"
# message = "Non rejouable"
# [criteria."C2.1.4.specification"]
# fraction = [0.9, 0.9]
# ///
# %% amend="replay"
registration_protocol = [row for row in registration_protocol if row["role"] == "calage"]
