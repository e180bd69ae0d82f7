# /// expected
# summary = "Le codage sans les preuves ni les annonces écartées"
# [criteria."C4.3.1.practices"]
# fraction = 0.75
# ///
# %% amend="coding"
practice_passages = set_aside = None
