# /// expected
# summary = "Exigences durcies : la lecture par tous et le meilleur outil exigés"
# [criteria."C4.3.2.justified"]
# fraction = [0.6, 0.85]
# misconception = "requirement-too-strict"
# message = "respectent ES-1 et ES-2"
# ///
# %% amend="choice"
for row in admissibility:
    row["admissible"] = "non"
chosen_standard = "IFC4"
