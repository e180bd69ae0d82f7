# /// expected
# summary = "Chaque terme expliqué par lui-même"
# [criteria."C2.3.3.standalone"]
# fraction = 0.8
# misconception = "term-undefined"
# ///
# %% amend="page"
MEANINGS = {word: f"Désigne le ou la {word}." for word in MEANINGS}
