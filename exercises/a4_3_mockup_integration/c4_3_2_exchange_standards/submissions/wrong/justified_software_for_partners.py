# /// expected
# summary = "Logiciels comptés pour des partenaires"
# [criteria."C4.3.2.justified"]
# fraction = [0.6, 0.97]
# misconception = "software-for-partners"
# message = "des partenaires"
# ///
# %% amend="choice"
readers = {each: sum(row[each] != "non" for row in software) for each in standards}
for row in admissibility:
    row["readers"] = readers[row["standard"]]
