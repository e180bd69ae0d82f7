# /// expected
# summary = "Autant de stations que permis, réparties également entre les pièces"
# [criteria."C2.1.3.coverage"]
# fraction = [0.6, 0.85]
# misconception = "coverage-short"
# message = "pièce par pièce"
# ///
# %% amend="plan"
queues = {code: [name for name, row in positions.items() if row["piece"] == code] for code in rooms}
dealt = []
while len(dealt) < specification["station_limit"]:
    for queue in queues.values():
        if queue and len(dealt) < specification["station_limit"]:
            dealt.append(queue.pop(0))
plan = [(name, "moyenne") for name in dealt]
station_plan = [{"position": position, "resolution": resolution} for position, resolution in plan]
