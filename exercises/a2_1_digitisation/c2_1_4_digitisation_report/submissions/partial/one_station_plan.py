# /// expected
# summary = "Une seule station, rejouée et annoncée telle quelle : rien à documenter"
# [criteria."C2.1.4.specification"]
# fraction = [0.95, 0.96]
# [criteria."C2.1.4.protocol"]
# fraction = [0.4, 0.5]
# message = "pas la moitié"
# ///
# %% amend="protocol"
order, plan = order[:1], {order[0]: plan[order[0]]}
anchors = [name for name in anchors if name in plan]
station_protocol = station_protocol[:1]
parameters = [row for row in parameters if row["key"][:4] != "pas_" or row["key"][4:] in plan.values()]
