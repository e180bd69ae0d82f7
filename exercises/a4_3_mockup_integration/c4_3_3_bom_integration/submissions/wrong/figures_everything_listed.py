# /// expected
# summary = "Tous les articles donnés comme en écart"
# [criteria."C4.3.3.mechanism"]
# fraction = [0.9, 0.94]
# message = "Lignes inattendues"
# ///
# %% amend="order"
model_findings = [
    {"article": number, "model": held.get(number, 0), "plm": needs.get(number, 0)} for number in modelled | held.keys()
]
works_findings += [
    {"article": row["article"], "engineering": row["quantity"], "manufacturing": row["quantity"], "finding": "en trop"}
    for row in order_needs
    if row["article"] not in {each["article"] for each in works_findings}
]
