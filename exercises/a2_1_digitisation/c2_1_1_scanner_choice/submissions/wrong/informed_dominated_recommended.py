# /// expected
# summary = "Un appareil dominé recommandé"
# [criteria."C2.1.1.informed"]
# fraction = [0.84, 0.9]
# misconception = "dominated-recommended"
# message = "dominé"
# ///
# %% amend="scores"
MAXIMISED = ("portee", "autonomie", "cadence", "couleur", "reparabilite", "duree_de_vie")


def at_least(one, other):
    signs = {key: 1 if key in MAXIMISED else -1 for key in quantities[one]}
    return all(signs[key] * quantities[one][key] >= signs[key] * quantities[other][key] for key in signs)


recommended = next(a for a in kept if any(at_least(b, a) for b in kept if b != a))
