# /// expected
# summary = "Seuls les partenaires qui écrivent sont comptés"
# [criteria."C4.3.2.justified"]
# fraction = [0.6, 0.97]
# misconception = "writing-demanded"
# message = "demande la lecture"
# ///
# %% amend="choice"
readers = {
    each: len({row["partenaire"] for row in software if row[each] == "lecture et écriture"}) for each in standards
}
for row in admissibility:
    row["readers"] = readers[row["standard"]]
