# /// expected
# summary = "Le processus réel et la procédure mêlés"
# [criteria."C2.2.1.faithful"]
# fraction = [0.75, 0.98]
# misconception = "procedure-for-practice"
# ///
# %% amend="process"
PQ_12 = "production>autocontrole autocontrole>depot conflits>synthese synthese>correction synthese>visa"
PQ_12 += " correction>depot visa>publication publication>livraison livraison>archivage"
process_arcs += [
    {"source": one, "target": other, "interviews": "I03"}
    for one, other in (arc.split(">") for arc in PQ_12.split())
    if (one, other) not in witnesses
]
