# /// expected
# summary = "Coupes par les coupes minimales du graphe, matériel compté par unité, route par retrait des échanges bas"
# ///
# %% amend="graph"
def reached(lines, start, failed=()):
    seen, waiting = set(), [start]
    while waiting:
        node = waiting.pop()
        if node in seen or node in failed:
            continue
        seen.add(node)
        for name, row in lines.items():
            ends = {row["extremite_1"], row["extremite_2"]}
            if name not in failed and node in ends:
                waiting += ends - {node}
    return seen


weak_points = []
for failed in (*present, *nodes):
    standing = [each for each in sorted(TERMINALS) if each != failed]
    if not set(standing) <= reached(present, standing[0], {failed}):
        weak_points.append({"element": failed})
cuts = []
for site in ("AG2", "SIE", "AG1"):
    found = []
    for names in chain(combinations(sorted(present), 1), combinations(sorted(present), 2)):
        if any(set(smaller) <= set(names) for smaller in found):
            continue
        if HOST not in reached(present, site, set(names)):
            found.append(names)
    cuts += [{"site": site, "link_1": names[0], "link_2": names[1] if len(names) > 1 else ""} for names in found]


# %% amend="routes"
def by_removal(links, source, target):
    kept = list(links)
    best = []
    while True:
        graph = nx.DiGraph((link["source"], link["target"]) for link in kept)
        if source not in graph or target not in graph or not nx.has_path(graph, source, target):
            return [{"step": rank, "system": node} for rank, node in enumerate(best, start=1)]
        best = nx.shortest_path(graph, source, target)
        lowest = min(link["level"] for link in kept)
        kept = [link for link in kept if link["level"] > lowest]


best_route = by_removal
