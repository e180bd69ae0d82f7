# /// expected
# summary = "Les niveaux seuls parmi les relations"
# [criteria."C2.2.2.tolk"]
# fraction = [0.6, 0.98]
# misconception = "group-forgotten"
# message = "deux"
# ///
# %% amend="survival"
for row in survival:
    sent, received = (described(model) for model in models[row["exchange"]])
    row["relations"] = share(each["storey"] == received[tag]["storey"] for tag, each in sent.items())
