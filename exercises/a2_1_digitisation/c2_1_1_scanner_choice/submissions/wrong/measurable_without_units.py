# /// expected
# summary = "Unités oubliées, ou celles des fiches"
# [criteria."C2.1.1.measurable"]
# fraction = [0.7, 0.9]
# misconception = "unit-missing"
# message = "sans unité"
# ///
# %% amend="criteria"
for row in criteria:
    row["unit"] = ""
criteria[-1]["unit"] = "g"
