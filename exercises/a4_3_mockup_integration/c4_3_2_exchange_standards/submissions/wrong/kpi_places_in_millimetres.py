# /// expected
# summary = "Placements de l’IFC2X3 lus sans l’échelle du fichier"
# [criteria."C4.3.2.kpi"]
# fraction = [0.95, 0.97]
# misconception = "millimetres-kept"
# message = "restés des millimètres"
# ///
# %% amend="shapes"
import ifcopenshell.util.placement

places_before, places_after = (
    {
        element.Tag: ifcopenshell.util.placement.get_local_placement(element.ObjectPlacement)[:3, 3]
        for element in model.by_type("IfcElement")
    }
    for model in models.values()
)
shape_deviations[0]["position_mm"] = max(
    1000 * float(np.linalg.norm(places_after[tag] - places_before[tag])) for tag in both
)
