# /// expected
# summary = "La charge d’un lien prise pour celle du seul site qui s’y raccorde"
# [criteria."C2.2.2.network"]
# fraction = [0.7, 0.999]
# ///
# %% amend="graph"
shared = {"L02": "SIE", "L03": "SIE", "L04": "AG1", "L05": "AG2"}
overloaded_links = [
    {"link": row["link"], "load_mbps": required[shared.get(row["link"], "PAR")]} for row in overloaded_links
]
weak_points += [{"element": "HEB"}]
# %% amend="transfer"
window_mbps /= 1.024
