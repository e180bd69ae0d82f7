# /// expected
# summary = "Les ouï-dire et les promesses sont codés aussi"
# [criteria."C2.2.1.faithful"]
# fraction = [0.7, 0.95]
# misconception = "hearsay-coded"
# message = "ne se code pas"
# [criteria."C2.2.1.levers"]
# fraction = [0.9, 1.0]
# ///
# %% amend="coding"
known = {(row["interview"], row["theme"]) for row in coding}
THEMES = sorted({row["theme"] for row in coding})
for code in INTERVIEWS:
    silent = [theme for theme in THEMES if (code, theme) not in known]
    coding += [{"interview": code, "theme": theme, "code": "appui", "passage": ""} for theme in silent[:3]]
