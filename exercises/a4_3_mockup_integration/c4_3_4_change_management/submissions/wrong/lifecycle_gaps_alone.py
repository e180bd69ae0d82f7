# /// expected
# summary = "Seuls les trous sont cherchés"
# [criteria."C4.3.4.lifecycle"]
# fraction = [0.9, 0.99]
# misconception = "gaps-alone"
# ///
# %% amend="effectivities"
effectivity_faults = [row for row in effectivity_faults if row["fault"] == "trou"]
