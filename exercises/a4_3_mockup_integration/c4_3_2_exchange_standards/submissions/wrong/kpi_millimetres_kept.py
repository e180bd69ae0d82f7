# /// expected
# summary = "Longueurs de l’IFC2X3 laissées en millimètres"
# [criteria."C4.3.2.kpi"]
# fraction = [0.95, 0.999]
# misconception = "millimetres-kept"
# message = "restés des millimètres"
# ///
# %% amend="shapes"
si_totals[1]["member_length_m"] = total(models["IFC2X3"].by_type("IfcMember"), "Length")
