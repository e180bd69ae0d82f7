# /// expected
# summary = "Sauvegardes sans compression ni déduplication"
# [criteria."C2.2.2.sizing"]
# fraction = 0.95
# misconception = "reduction-forgotten"
# message = "déduplication"
# ///
# %% amend="storage"
local_backup_tb *= specification["reduction"]
remote_backup_tb *= specification["reduction"]
