# /// expected
# summary = "Le premier métier n’a pas sa vue"
# [criteria."C2.3.3.standalone"]
# fraction = [0.88, 0.94]
# misconception = "view-missing"
# ///
# %% amend="assembly"
trade = asked_views[0]["metier"]
page = page.replace(f"<h3>{trade[0].upper()}{trade[1:]}</h3>", "<h3>Divers</h3>")
