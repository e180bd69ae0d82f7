# /// expected
# summary = "L’IDS contrôle aussi ce qui n’est pas dû"
# [criteria."C4.3.1.detail-level"]
# fraction = 0.95
# misconception = "demanded-too-early"
# message = "plus tard"
# ///
# %% amend="ids"
rules.specifications += [specified(code, RULES[code][0], [RULES[code][1]]) for code in RULES if not due[code]]
ids_text = rules.to_string()
# %% amend="failing"
failing = [row for row in failing if due[row["requirement"]]]
ifc2x3_failing = [row for row in ifc2x3_failing if due[row["requirement"]]]
