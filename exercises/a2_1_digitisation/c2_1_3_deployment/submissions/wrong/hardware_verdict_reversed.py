# /// expected
# summary = "Verdict à l’envers"
# [criteria."C2.1.3.support"]
# fraction = 0.904762
# misconception = "hardware-verdict-reversed"
# message = "inverse"
# ///
# %% amend="hardware"
hardware_conform = not hardware_conform
