# /// expected
# summary = "Une recherche qui ne finit jamais"
# ///
# %% solution="levelling"
while True:
    pass
