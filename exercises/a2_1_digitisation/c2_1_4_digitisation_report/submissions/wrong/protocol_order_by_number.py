# /// expected
# summary = "Les stations par numéro de position"
# [criteria."C2.1.4.protocol"]
# fraction = [0.85, 0.999]
# misconception = "order-not-chained"
# message = "Rien ne tient encore"
# ///
# %% amend="protocol"
order = sorted(order)
station_protocol = [{"order": n, "position": name, "resolution": plan[name]} for n, name in enumerate(order, 1)]
