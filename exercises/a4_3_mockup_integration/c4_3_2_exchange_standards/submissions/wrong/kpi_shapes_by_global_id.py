# /// expected
# summary = "Formes rapprochées par leur GlobalId"
# [criteria."C4.3.2.kpi"]
# fraction = [0.93, 0.97]
# misconception = "matched-by-identifier"
# message = "rapprochés par leur GlobalId"
# ///
# %% amend="shapes"
shaped_ids = [{e.GlobalId for e in model.by_type("IfcElement") if e.Representation} for model in models.values()]
shape_deviations[0]["compared"] = len(shaped_ids[0] & shaped_ids[1])
