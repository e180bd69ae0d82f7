# /// expected
# summary = "L’état ne donne que ce qui est au relevé de pose"
# [criteria."C4.3.4.lifecycle"]
# fraction = [0.9, 0.98]
# misconception = "empty-place-lost"
# ///
# %% amend="service"
in_place = [row for row in in_place if row["serial"]]
deviations = [row for row in deviations if row["deviation"] != "emplacement vide"]
