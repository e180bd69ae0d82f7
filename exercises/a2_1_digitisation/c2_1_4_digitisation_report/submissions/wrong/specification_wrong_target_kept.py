# /// expected
# summary = "La cible déplacée reste au calage, et les indicateurs annoncés la comprennent"
# [criteria."C2.1.4.specification"]
# fraction = [0.9, 0.98]
# misconception = "wrong-target-kept"
# message = "déplacée"
# ///
# %% amend="protocol"
for row in registration_protocol:
    if row["role"] == "ecartee":
        row["role"] = "calage"
