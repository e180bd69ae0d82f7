# /// expected
# summary = "Photographies oubliées"
# [criteria."C2.1.3.support"]
# fraction = [0.75, 0.86]
# misconception = "images-forgotten"
# message = "photographies"
# ///
# %% amend="volumes"
storage_tb *= point_bytes / 1e9 / raw_volume_gb
raw_volume_gb = point_bytes / 1e9
