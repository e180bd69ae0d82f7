# /// expected
# summary = "Les stations dans l’ordre inverse de l’assemblage"
# [criteria."C2.1.4.protocol"]
# fraction = [0.85, 0.999]
# misconception = "order-not-chained"
# message = "tiennent à leur tour"
# ///
# %% amend="protocol"
order = order[::-1]
station_protocol = [{"order": n, "position": name, "resolution": plan[name]} for n, name in enumerate(order, 1)]
