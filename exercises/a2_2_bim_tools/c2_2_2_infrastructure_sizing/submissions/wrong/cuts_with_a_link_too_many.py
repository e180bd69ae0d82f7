# /// expected
# summary = "Toutes les paires qui coupent, même quand un lien suffit"
# [criteria."C2.2.2.network"]
# fraction = [0.85, 0.95]
# misconception = "cuts-not-minimal"
# message = "de trop"
# ///
# %% amend="graph"
cuts += [
    {"site": row["site"], "link_1": row["link_1"], "link_2": name}
    for row in cuts
    if not row["link_2"]
    for name in present
    if name != row["link_1"]
]
