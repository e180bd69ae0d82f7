# /// expected
# summary = "La moitié des défauts, deux fois chacun"
# [criteria."C4.3.1.detail-level"]
# fraction = [0.94, 0.97]
# message = "Lignes absentes"
# ///
# %% amend="failing"
failing = failing[::2] * 2
