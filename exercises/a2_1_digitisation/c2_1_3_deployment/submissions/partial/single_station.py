# /// expected
# summary = "Une seule station : trop peu pour que ses chiffres soient jugés"
# [criteria."C2.1.3.coverage"]
# fraction = 0.333333
# message = "trop peu du moulin"
# [criteria."C2.1.3.support"]
# fraction = 0.0
# message = "trop peu du moulin"
# ///
# %% amend="plan"
plan = plan[:1]
station_plan = [{"position": position, "resolution": resolution} for position, resolution in plan]
