# /// expected
# summary = "Une recherche qui ne finit jamais"
# ///
# %% solution="servers"
while True:
    pass
