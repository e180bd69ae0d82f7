# /// expected
# summary = "À chaque station, une cible de contrôle sert au calage"
# [criteria."C2.1.4.specification"]
# fraction = [0.9, 0.9]
# misconception = "check-as-tie"
# message = "contrôle sert au calage"
# ///
# %% amend="protocol"
taken = set()
for row in registration_protocol:
    if row["role"] == "controle" and row["station"] not in taken:
        taken.add(row["station"])
        row["role"] = "calage"
