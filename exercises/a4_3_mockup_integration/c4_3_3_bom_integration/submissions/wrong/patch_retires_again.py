# /// expected
# summary = "Ce qui est déjà obsolète est retiré de nouveau"
# [criteria."C4.3.3.mechanism"]
# fraction = [0.93, 0.97]
# misconception = "retired-again"
# message = "sans fin"
# ///
# %% amend="patch"
first_time = synchronise


def synchronise(source, target, fields):
    known = {normal(row["article"]) for row in source}
    old = [row for row in target if row["etat"] == "obsolète" and normal(row["article"]) not in known]
    gone = [patch_row("retirer", normal(row["article"]), reason="absent") for row in old]
    return first_time(source, target, fields) + gone
