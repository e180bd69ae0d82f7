# /// expected
# summary = "Années de pointe et disques, sans les lignes qui les montrent"
# [criteria."C2.3.2.calculations"]
# fraction = 0.275
# message = "sans les lignes"
# ///
# %% amend="purchase"
yearly_needs = None
