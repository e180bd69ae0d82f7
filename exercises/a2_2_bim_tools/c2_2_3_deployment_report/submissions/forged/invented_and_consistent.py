# /// expected
# summary = "Des chiffres inventés, une seule faiblesse au SWOT, seule à suivre, un rapport de remplissage"
# [criteria."C2.2.3.key-figures"]
# fraction = [0.0, 0.15]
# [criteria."C2.2.3.swot"]
# fraction = [0.0, 0.15]
# ///
# %% extra="last"
answer("key_figures", [{"key": row["cle"], "value": 10, "unit": row["unite"]} for row in demanded_figures])
words = " ".join(f"mot{number}" for number in range(80))
answer("report", "\n\n".join(f"## {row['titre']}\n\n{row['titre']} {words}" for row in sections))
rows = [{"subject": row["sujet"], "quadrant": "force", "finding": "T-formats", "value": 100} for row in subjects]
answer("swot_inside", [{**rows[0], "quadrant": "faiblesse"}, *rows[1:]])
answer("swot_outside", [{"fact": row["fait"], "quadrant": "opportunité"} for row in watch])
answer("follow_up", [{"subject": rows[0]["subject"], "target": 100, "action": "A1"}])
