# /// expected
# summary = "Les propriétés notées facultatives"
# [criteria."C4.3.1.detail-level"]
# fraction = [0.6, 0.85]
# misconception = "optional-where-required"
# message = "absente est admise"
# ///
# %% amend="ids"
ids_text = re.sub('(<property[^>]*cardinality=)"required"', r'\1"optional"', ids_text)
