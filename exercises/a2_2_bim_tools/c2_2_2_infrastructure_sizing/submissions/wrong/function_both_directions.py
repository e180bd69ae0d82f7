# /// expected
# summary = "Une fonction qui prend les échanges dans les deux sens"
# [criteria."C2.2.2.tolk"]
# fraction = [0.9, 0.99]
# misconception = "direction-ignored"
# message = "contresens"
# ///
# %% amend="routes"
def both_ways(links, source, target):
    turned = [{"source": link["target"], "target": link["source"], "level": link["level"]} for link in links]
    return widest_route([*links, *turned], source, target)


best_route = both_ways
