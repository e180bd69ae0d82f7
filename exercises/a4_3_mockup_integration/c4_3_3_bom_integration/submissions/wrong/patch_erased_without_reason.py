# /// expected
# summary = "Retraits sans motif"
# [criteria."C4.3.3.mechanism"]
# fraction = [0.93, 0.97]
# misconception = "erased-without-trace"
# message = "obsolète"
# ///
# %% amend="patch"
with_reasons = synchronise


def synchronise(source, target, fields):
    return [{**row, "reason": ""} for row in with_reasons(source, target, fields)]
