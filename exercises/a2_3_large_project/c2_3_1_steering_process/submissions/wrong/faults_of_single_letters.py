# /// expected
# summary = "« AR » n’est lu ni comme A ni comme R"
# [criteria."C2.3.1.process"]
# fraction = [0.9, 0.99]
# misconception = "combined-letters"
# message = "deux lettres"
# ///
# %% amend="matrix"
for code, row in draft.items():
    for letter in "AR":
        if letter not in row.values():
            fault = {"place": code, "fault": f"sans {letter}"}
            matrix_faults += [] if fault in matrix_faults else [fault]
