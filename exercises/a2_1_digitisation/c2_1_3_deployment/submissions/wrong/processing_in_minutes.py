# /// expected
# summary = "Durée de traitement laissée en minutes"
# [criteria."C2.1.3.support"]
# fraction = 0.904762
# misconception = "minutes-for-hours"
# message = "minute"
# ///
# %% amend="hardware"
processing_h *= 60
hardware_conform = processing_h <= specification["processing_limit_h"] and hardware_conform
