# /// expected
# summary = "Modèles et niveau de RAID retenus, sans les lignes qui les fondent"
# [criteria."C2.2.2.sizing"]
# fraction = [0.7, 0.88]
# message = "sans les coûts qui le fondent"
# ///
# %% amend="budget"
servers = arrays = None
