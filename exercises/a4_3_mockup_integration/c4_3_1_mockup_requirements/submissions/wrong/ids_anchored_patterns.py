# /// expected
# summary = "Des expressions entourées de ^ et de $"
# [criteria."C4.3.1.detail-level"]
# fraction = [0.6, 0.9]
# misconception = "anchors-in-pattern"
# message = "pas des ancres"
# ///
# %% amend="ids"
ids_text = re.sub(r'(<xs:pattern value=")((?!\(?Panneau|\(?Module).*?)(" />)', r"\1^\2$\3", ids_text)
