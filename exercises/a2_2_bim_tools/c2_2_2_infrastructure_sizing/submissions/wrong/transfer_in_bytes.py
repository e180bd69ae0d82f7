# /// expected
# summary = "Des octets transmis comme des bits"
# [criteria."C2.2.2.network"]
# fraction = 0.925
# misconception = "transfer-in-bytes"
# message = "huit"
# ///
# %% amend="transfer"
transfer_s = round_trip_s + 1000 * specification["file_gb"] / min(link_mbps, window_mbps)
