# /// expected
# summary = "Chaque article visité une seule fois, sur son premier chemin"
# [criteria."C4.3.3.mechanism"]
# fraction = [0.87, 0.91]
# misconception = "path-counted-once"
# message = "tous les chemins"
# ///
# %% amend="graph"
def needs_of(articles, lines, order):
    graph, needs, waiting = quantified(articles, lines), {normal(order): 1.0}, [normal(order)]
    while waiting:
        parent = waiting.pop(0)
        for child in graph[parent]:
            if child not in needs:
                needs[child] = needs[parent] * sum(each["quantity"] for each in graph[parent][child].values())
                waiting.append(child)
    return {number: need for number, need in needs.items() if number != normal(order)}
