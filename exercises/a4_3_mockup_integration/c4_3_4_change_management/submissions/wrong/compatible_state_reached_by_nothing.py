# /// expected
# summary = "Rien ne mène à l’ordre vérifié : la clôture n’est plus atteinte"
# [criteria."C4.3.4.compatible"]
# fraction = [0.8, 0.95]
# misconception = "dead-end"
# ///
# %% amend="procedure"
procedure = [row for row in procedure if row["next_state"] != "ordre vérifié"]
