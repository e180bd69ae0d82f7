# /// expected
# summary = "Le panel envisagé, tel quel"
# [criteria."C2.3.1.stakeholders"]
# fraction = 0.8
# misconception = "panel-unchanged"
# message = "que l’on connaît"
# ///
# %% amend="sample"
panel = [{"body": identifier} for identifier in envisaged]
