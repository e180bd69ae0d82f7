# /// expected
# summary = "Les pratiques et leurs phases ; rien d’autre"
# [criteria."C4.3.1.detail-level"]
# fraction = 0.0
# ///
# %% amend="failing"
information_needs = geometric_needs = ids_text = failing = ifc2x3_checked = ifc2x3_failing = None
