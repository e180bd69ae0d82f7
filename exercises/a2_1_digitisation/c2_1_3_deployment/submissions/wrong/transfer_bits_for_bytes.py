# /// expected
# summary = "Octets transmis comme des bits"
# [criteria."C2.1.3.support"]
# fraction = 0.904762
# misconception = "transfer-bits-for-bytes"
# message = "octets"
# ///
# %% amend="hardware"
transfer_h /= 8
