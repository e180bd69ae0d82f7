# /// expected
# summary = "Les partenaires oubliés"
# [criteria."C2.2.2.sizing"]
# fraction = [0.9, 0.976]
# misconception = "partners-forgotten"
# message = "partenaires"
# ///
# %% amend="uses"
named_accesses = int(sum(row["active"] for row in accounts if row["site"] != "PAR"))
concurrent_accesses = sum(row["sessions"] for row in accounts if row["site"] != "PAR")
