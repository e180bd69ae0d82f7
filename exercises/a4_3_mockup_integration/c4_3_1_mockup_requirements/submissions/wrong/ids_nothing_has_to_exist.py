# /// expected
# summary = "minOccurs à 0 partout"
# [criteria."C4.3.1.detail-level"]
# fraction = 0.95
# misconception = "absence-unseen"
# message = "sans module"
# ///
# %% amend="ids"
ids_text = ids_text.replace('minOccurs="1"', 'minOccurs="0"')
