# /// expected
# summary = "N’importe quelle classification, et la classe IFCWALL seule"
# [criteria."C4.3.1.detail-level"]
# fraction = [0.88, 0.98]
# misconception = "subclass-missed"
# sometimes = ["any-classification"]
# ///
# %% amend="ids"
for each in rules.specifications:
    if each.name == "EI-09":
        each.requirements = [ids.Classification(system=pattern(".*"))]
    elif each.name == "EI-11":
        each.applicability = [ids.Entity(name="IFCWALL")]
ids_text = rules.to_string()
