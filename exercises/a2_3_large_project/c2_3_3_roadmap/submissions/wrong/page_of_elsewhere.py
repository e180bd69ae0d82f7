# /// expected
# summary = "Une feuille de style prise sur un autre site"
# [criteria."C2.3.3.standalone"]
# fraction = [0.96, 0.97]
# misconception = "not-self-contained"
# ///
# %% amend="assembly"
page = page.replace("</head>", '<link rel="stylesheet" href="https://styles.example/site.css"></head>')
