# /// expected
# summary = "Tous les champs alignés sur la source, sans égard à qui en est maître"
# [criteria."C4.3.3.mechanism"]
# fraction = [0.93, 0.97]
# misconception = "foreign-field-overwritten"
# message = "fait foi"
# ///
# %% amend="patch"
of_its_own = synchronise


def synchronise(source, target, fields):
    return of_its_own(source, target, "designation,revision,quantite")
