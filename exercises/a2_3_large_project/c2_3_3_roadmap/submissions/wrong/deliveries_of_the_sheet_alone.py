# /// expected
# summary = "Les livraisons des seuls jalons de la feuille ; à défaut, cumulées"
# [criteria."C2.3.3.roadmap"]
# fraction = [0.9, 0.99]
# sometimes = ["other-gates-left-out"]
# ///
# %% amend="stages"
narrow = {row["milestone"]: sum(each["jalon"] == row["milestone"] for each in deliveries) for row in stages}
total = 0
if all(row["deliveries"] == narrow[row["milestone"]] for row in stages):
    for row in stages:
        total += row["deliveries"]
        narrow[row["milestone"]] = total
for row in stages:
    row["deliveries"] = narrow[row["milestone"]]
