# /// expected
# summary = "Affichage sans fin"
# ///
# %% solution="acquisition"
acquisition_plan = qualified_capture = cloud = None
while True:
    print("encore " * 1000)
