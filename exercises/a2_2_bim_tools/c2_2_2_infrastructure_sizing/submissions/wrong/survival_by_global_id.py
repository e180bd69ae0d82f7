# /// expected
# summary = "Éléments rapprochés par leur GlobalId ; le maillon le plus haut pour la chaîne"
# [criteria."C2.2.2.tolk"]
# fraction = [0.6, 0.926]
# misconception = "highest-of-levels"
# message = "le plus bas"
# ///
# %% amend="survival"
def by_identifier(code):
    sent, received = (described(model) for model in models[code])
    known = {each["identifier"]: each for each in received.values()}
    found = {one["identifier"]: known.get(one["identifier"]) for one in sent.values()}
    row = survival_of(code)
    kept = sum(each is not None for each in found.values()) / len(found)
    return {key: value if key in ("exchange", "identifiers") else value * kept for key, value in row.items()}


survival = [by_identifier(code) for code in exchanges]
# %% amend="routes"
chain_level = max(level_by_code[code] for code in along)
chain_weakest = max(along, key=level_by_code.get)
