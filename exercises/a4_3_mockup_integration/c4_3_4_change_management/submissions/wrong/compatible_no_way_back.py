# /// expected
# summary = "Ni rejet ni reprise : la procédure ne va que de l’avant"
# [criteria."C4.3.4.compatible"]
# fraction = [0.8, 0.95]
# misconception = "no-way-back"
# ///
# %% amend="procedure"
back = [("impact analysé", "demande rejetée"), ("ordre réalisé", "ordre émis")]
procedure = [row for row in procedure if (row["state"], row["next_state"]) not in back]
