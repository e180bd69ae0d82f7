# /// expected
# summary = "Les renvois internes sont comparés : tout paraît reformé"
# [criteria."C4.3.4.lifecycle"]
# fraction = [0.85, 0.98]
# message = "renvois"
# ///
# %% amend="issues"
shapes = (
    {element.GlobalId: str(element.Representation) for element in models[key].by_type("IfcElement")} for key in "AB"
)
shapes_a, shapes_b = shapes
issue_changes = [row for row in issue_changes if row["change"] != "forme changée"] + [
    {"global_id": key, "change": "forme changée"} for key in shapes_a if shapes_a[key] != shapes_b.get(key)
]
