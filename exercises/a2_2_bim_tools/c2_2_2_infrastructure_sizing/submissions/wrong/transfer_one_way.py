# /// expected
# summary = "La latence d’un aller prise pour le RTT"
# [criteria."C2.2.2.network"]
# fraction = [0.87, 0.96]
# misconception = "one-way-latency"
# message = "aller et retour"
# ///
# %% amend="transfer"
round_trip_s /= 2
window_mbps *= 2
transfer_s = round_trip_s + 8000 * specification["file_gb"] / min(link_mbps, window_mbps)
transfer_limit = "liaison" if link_mbps <= window_mbps else "fenêtre"
