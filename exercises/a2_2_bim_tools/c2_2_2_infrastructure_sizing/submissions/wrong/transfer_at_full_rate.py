# /// expected
# summary = "Le rendement oublié dans le transfert, et la saturation seule traitée"
# [criteria."C2.2.2.network"]
# fraction = [0.6, 0.97]
# ///
# %% amend="graph"
cuts = [row for row in cuts if not row["link_2"]]
# %% amend="transfer"
transfer_s = round_trip_s + 8000 * specification["file_gb"] / min(link_mbps / efficiency, window_mbps)
# %% amend="upgrade"
chosen = min(affordable, key=lambda codes: (worth_of(codes)[0], worth_of(codes)[2]))
overloaded_after, weak_points_after, upgrade_cost_eur = worth_of(chosen)
upgrade = [{"option": code} for code in chosen]
