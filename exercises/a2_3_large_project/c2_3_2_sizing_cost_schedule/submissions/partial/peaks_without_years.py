# /// expected
# summary = "Années de pointe et disques, sans les lignes qui les montrent"
# [criteria."C2.3.2.calculations"]
# fraction = [0.2, 0.35]
# message = "sans les lignes"
# ///
# %% amend="purchase"
yearly_needs = None
