# /// expected
# summary = "Une recherche de plan qui ne finit jamais"
# ///
# %% solution="plan"
while True:
    pass
