# /// expected
# summary = "Dates et chemin, ni planning réalisable ni jalons"
# [criteria."C2.3.2.gantt"]
# fraction = 0.675
# message = "Pas de réponse"
# ///
# %% amend="levelling"
gantt = milestones = None
