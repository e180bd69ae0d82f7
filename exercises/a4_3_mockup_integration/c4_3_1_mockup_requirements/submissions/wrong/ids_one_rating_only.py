# /// expected
# summary = "La première résistance admise seulement"
# [criteria."C4.3.1.detail-level"]
# fraction = [0.86, 0.95]
# misconception = "one-value-only"
# message = "plusieurs valeurs"
# ///
# %% amend="ids"
for each in rules.specifications:
    if each.name in ("EI-02", "EI-11"):
        value = each.requirements[0].value
        value.options["enumeration"] = value.options["enumeration"][:1]
ids_text = rules.to_string()
