# /// expected
# summary = "Les phases sans le codage qui les fonde"
# [criteria."C4.3.1.practices"]
# fraction = [0.3, 0.55]
# ///
# %% amend="coding"
coded_practices = None
