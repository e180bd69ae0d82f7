# /// expected
# summary = "La zone principale est un bloc comme un autre"
# [criteria."C2.3.3.standalone"]
# fraction = [0.96, 0.97]
# misconception = "no-main"
# ///
# %% amend="assembly"
page = page.replace("<main", "<div").replace("</main>", "</div>")
