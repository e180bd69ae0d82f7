# /// expected
# summary = "L’IFC2X3 retenu parce que tout le monde le lit"
# [criteria."C4.3.2.justified"]
# fraction = [0.75, 0.85]
# misconception = "inadmissible-chosen"
# message = "pas admissible"
# ///
# %% amend="choice"
chosen_standard = "IFC2X3"
