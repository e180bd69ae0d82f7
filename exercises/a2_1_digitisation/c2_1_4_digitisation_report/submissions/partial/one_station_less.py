# /// expected
# summary = "Un plan d’une station de moins que celui de C2.1.3, annoncé comme tel"
# [criteria."C2.1.4.specification"]
# fraction = [0.99, 0.999]
# message = "stations communes"
# ///
# %% amend="protocol"
order = order[:-1]
station_protocol = station_protocol[:-1]
used = {row["resolution"] for row in station_protocol}
parameters = [row for row in parameters if not row["key"].startswith("pas_") or row["key"][4:] in used]
