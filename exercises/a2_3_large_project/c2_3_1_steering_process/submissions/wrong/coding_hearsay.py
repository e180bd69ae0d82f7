# /// expected
# summary = "Tout thème dont il est question est codé, vécu ou récité"
# [criteria."C2.3.1.process"]
# fraction = [0.84, 0.87]
# misconception = "hearsay-coded"
# message = "Ce qu’elle récite"
# ///
# %% extra="last"
THEMES = "partage competences outils charge decision controle cout utilite".split()
coded = {(row["interview"], row["theme"]) for row in coding}
recited = [
    {"interview": code, "theme": theme, "code": "appui", "passage": ""}
    for code in INTERVIEWS
    for theme in THEMES
    if (code, theme) not in coded
]
answer("coding", [*coding, *recited])
