# /// expected
# summary = "Volumes divisés par 2³⁰ et 2⁴⁰"
# [criteria."C2.1.3.support"]
# fraction = [0.5, 0.8]
# misconception = "binary-units"
# message = "décimal"
# ///
# %% amend="volumes"
raw_volume_gb *= 1e9 / 2**30
storage_tb *= 1e12 / 2**40
# %% amend="hardware"
usable_tb *= 1e12 / 2**40
transfer_h *= 2**30 / 1e9
transfer_h /= 2**30 / 1e9
