# /// expected
# summary = "La PQ-12 recopiée pour le processus réel"
# [criteria."C2.2.1.faithful"]
# fraction = [0.55, 0.95]
# misconception = "procedure-for-practice"
# message = "non du terrain"
# ///
# %% amend="process"
PQ_12 = "cadrage>production production>autocontrole autocontrole>depot depot>assemblage assemblage>conflits"
PQ_12 += " conflits>synthese synthese>correction synthese>visa correction>depot visa>publication"
PQ_12 += " publication>livraison livraison>archivage"
written = [tuple(arc.split(">")) for arc in PQ_12.split()]
process_arcs = [
    {"source": one, "target": other, "interviews": ", ".join(witnesses.get((one, other), ["I01"]))}
    for one, other in written
]
