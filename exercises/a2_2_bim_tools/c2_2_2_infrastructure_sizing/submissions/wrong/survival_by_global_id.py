# /// expected
# summary = "Éléments rapprochés par leur GlobalId"
# [criteria."C2.2.2.tolk"]
# fraction = [0.5, 0.98]
# misconception = "matched-by-identifier"
# message = "repère"
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
