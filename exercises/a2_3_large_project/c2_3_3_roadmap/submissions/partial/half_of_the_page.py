# /// expected
# summary = "La moitié des vues et des termes"
# [criteria."C2.3.3.standalone"]
# fraction = [0.5, 0.9]
# ///
# %% amend="assembly"
for row in asked_views[: len(asked_views) // 2]:
    page = page.replace(f"<h3>{row['metier'][0].upper()}{row['metier'][1:]}</h3>{VIEWS[row['metier']]}", "")
for word in asked_terms[::2]:
    page = page.replace(f"<dd>{MEANINGS[word]}</dd>", "<dd>à compléter</dd>")
