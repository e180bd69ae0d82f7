# /// expected
# summary = "L’impact descend vers les composants"
# [criteria."C4.3.4.lifecycle"]
# fraction = [0.8, 0.95]
# misconception = "downwards"
# ///
# %% amend="impacts"
components = defaultdict(set)
for parent, component, _ in lines:
    components[parent].add(component)
felt = {}
for row in changes:
    article, decision = row["article"], decided[row["modification"]]
    below = ancestors(article, components) if decision == NUMBER else ()
    felt[row["modification"]] = dict.fromkeys(below, NUMBER) | {article: decision}
impacts = [
    {"change": change, "article": article, "identification": identification}
    for change, becomes in felt.items()
    for article, identification in becomes.items()
]
