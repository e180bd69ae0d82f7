# /// expected
# summary = "Les parties sont dites déplacées avec leur assemblage"
# [criteria."C4.3.4.lifecycle"]
# fraction = [0.9, 0.98]
# misconception = "parts-moved"
# ///
# %% amend="issues"
moved = {row["global_id"] for row in issue_changes if row["change"] == "déplacé"}
for element in models["A"].by_type("IfcElement"):
    host = elements.get_aggregate(element)
    while host is not None and host.GlobalId not in moved:
        host = elements.get_aggregate(host)
    if host is not None:
        issue_changes.append({"global_id": element.GlobalId, "change": "déplacé"})
