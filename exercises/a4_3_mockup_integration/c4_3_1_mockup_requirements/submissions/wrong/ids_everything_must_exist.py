# /// expected
# summary = "minOccurs à 1 partout"
# [criteria."C4.3.1.detail-level"]
# fraction = 0.95
# misconception = "everything-must-exist"
# message = "doivent exister"
# ///
# %% amend="ids"
ids_text = ids_text.replace('minOccurs="0"', 'minOccurs="1"')
