# /// expected
# summary = "Les tableaux sans titre"
# [criteria."C2.3.3.standalone"]
# fraction = [0.96, 0.97]
# misconception = "table-without-title"
# ///
# %% amend="assembly"
page = re.sub("<caption>.*?</caption>", "", page)
