# /// expected
# summary = "L’annonce l’emporte sur le fait, et des thèmes entiers sont codés d’après elle"
# [criteria."C2.2.1.faithful"]
# fraction = [0.6, 0.999]
# ///
# %% extra="last"
ANNOUNCED = ("plaquette", "inscrite au plan", "tient en une page", "Sur le papier", "dit-on", "censés", "installé")
ANNOUNCED += (
    "la direction écrit",
    "présenté comme",
    "dit connaître",
    "au siège, on écrit",
    "mention",
    "contrat",
    "joint",
)
told = [row for row in coding if any(words.casefold() in texts[row["interview"]].casefold() for words in ANNOUNCED)]
answer("coding", [{**row, "code": "appui"} if row in told else row for row in coding])
