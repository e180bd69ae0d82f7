# /// expected
# summary = "Tout passage illicite est dit non prévu"
# [criteria."C4.3.4.compatible"]
# fraction = [0.9, 0.999]
# message = "natures justes"
# ///
# %% amend="journal"
illegal_moves = [row | {"fault": "passage non prévu"} for row in illegal_moves]
