# /// expected
# summary = "Classes du glTF lues dans le nom des matériaux"
# [criteria."C4.3.2.kpi"]
# fraction = [0.97, 0.999]
# misconception = "gltf-thought-richer"
# message = "matériau"
# ///
# %% amend="kept"
kept["glTF"]["classes"] = kept["glTF"]["identifiers"]
kept_shares = [{"standard": standard, **shares} for standard, shares in kept.items()]
