# /// expected
# summary = "Après un passage illicite, la modification est tenue pour restée où elle était"
# [criteria."C4.3.4.compatible"]
# fraction = [0.8, 0.98]
# misconception = "state-not-followed"
# ///
# %% amend="journal"
reached, illegal_moves = {row["modification"]: "demande rédigée" for row in changes}, []
for line, row in enumerate(journal, start=1):
    change, source, target = row["modification"], row["etat_depart"], row["etat_arrivee"]
    if source not in STATES or target not in STATES:
        illegal_moves.append({"line": line, "fault": "état inconnu"})
    elif target not in PERMITTED.get(source, ()):
        illegal_moves.append({"line": line, "fault": "passage non prévu"})
    elif source != reached[change]:
        illegal_moves.append({"line": line, "fault": "départ d’un autre état"})
    else:
        reached[change] = target
