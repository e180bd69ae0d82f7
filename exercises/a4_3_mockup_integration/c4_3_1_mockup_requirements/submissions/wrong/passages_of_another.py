# /// expected
# summary = "Les passages d’un partenaire attribués au suivant"
# [criteria."C4.3.1.practices"]
# fraction = [0.85, 0.88]
# misconception = "other-partner"
# message = "autre partenaire"
# ///
# %% amend="coding"
following = dict(zip(PARTNERS, (*PARTNERS[1:], PARTNERS[0])))
whole = {partner: {**found, "level": " ".join(texts[partner].split()[:8])} for partner, found in passages.items()}
practice_passages = [{**row, "passage": whole[following[row["partner"]]][row["code"]]} for row in practice_passages]
