# /// expected
# summary = "Les séries déposées ne sont pas comparées à celles en place"
# [criteria."C4.3.4.lifecycle"]
# fraction = [0.9, 0.98]
# misconception = "replacement-not-checked"
# ///
# %% amend="service"
rejected_replacements = []
refused = {row["emplacement"]: row for row in replacements}
in_place = [
    row | {"serial": refused[row["place"]]["serie_posee"], "revision": refused[row["place"]]["revision"]}
    if row["place"] in refused
    else row
    for row in in_place
]
