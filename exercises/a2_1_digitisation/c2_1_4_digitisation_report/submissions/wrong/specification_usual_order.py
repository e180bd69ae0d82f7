# /// expected
# summary = "Les sections dans l’ordre d’un rapport type"
# [criteria."C2.1.4.specification"]
# fraction = [0.9, 0.9]
# misconception = "sections-order"
# message = "ne se suivent pas"
# ///
# %% amend="report"
demanded = {row["titre"] for row in sections}
report = "\n\n".join(f"## {title}\n\n{text.strip()}" for title, text in TEXTS.items() if title in demanded)
