# /// expected
# summary = "Manquant et en trop échangés"
# [criteria."C4.3.3.mechanism"]
# fraction = [0.84, 0.88]
# message = "En défaut sur"
# ///
# %% amend="works"
seen_from_works = finding_of


def finding_of(designed, made):
    word = seen_from_works(designed, made)
    return {"manquant": "en trop", "en trop": "manquant"}.get(word, word)
