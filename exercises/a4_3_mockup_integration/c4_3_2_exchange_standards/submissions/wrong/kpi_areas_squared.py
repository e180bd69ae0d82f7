# /// expected
# summary = "Surfaces converties comme des millimètres carrés"
# [criteria."C4.3.2.kpi"]
# fraction = [0.95, 0.999]
# misconception = "areas-squared"
# message = "millimètres carrés"
# ///
# %% amend="shapes"
si_totals[1]["net_area_m2"] *= ifcopenshell.util.unit.calculate_unit_scale(models["IFC2X3"]) ** 2
