# /// expected
# summary = "Les accès nommés pris pour simultanés : les serveurs sont jugés d’après eux"
# [criteria."C2.2.2.sizing"]
# fraction = [0.79, 0.951]
# misconception = "named-for-concurrent"
# message = "simultanéité"
# ///
# %% amend="uses"
concurrent_accesses = named_accesses
