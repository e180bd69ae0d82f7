# /// expected
# summary = "Impacts par un graphe, reste par la plus longue somme, reports par séparation, placements par matrices"
# ///
# %% solution="impacts"
import networkx as nx

REVISION, NUMBER = "nouvelle révision", "nouvelle référence"
graph = nx.DiGraph()
for row in usages:
    parent, component = row["parent"].strip().upper(), row["composant"].strip().upper()
    typed = max(day(row["cree_le"]), graph.get_edge_data(component, parent, {}).get("typed", date.min))
    graph.add_edge(component, parent, typed=typed)
for loop in list(nx.simple_cycles(graph)):
    edges = zip(loop, [*loop[1:], loop[0]], strict=True)
    graph.remove_edge(*max(edges, key=lambda edge: graph.edges[edge]["typed"]))
interchangeable = {row["article"] for row in articles if row["interchangeable"] == "oui"}
felt = {}
for row in changes:
    change, article = row["modification"], row["article"]
    # From an interchangeable parent nothing goes further up.
    stopped = [edge for edge in graph.edges if edge[0] in interchangeable and edge[0] != article]
    above = nx.descendants(nx.restricted_view(graph, [], stopped), article) if decided[change] == NUMBER else set()
    felt[change] = {each: REVISION if each in interchangeable else NUMBER for each in above} | {
        article: decided[change]
    }
impacts = [
    {"change": change, "article": article, "identification": identification}
    for change, becomes in felt.items()
    for article, identification in becomes.items()
]
# %% amend="procedure"
procedure = [
    row | {"actor": "commission" if row["actor"] == "qualite" else row["actor"]}
    for row in procedure
    if (row["state"], row["next_state"]) != ("ordre émis", "dossier abandonné")
]
# %% amend="workload"
series = list(hours.values())
for rank, row in enumerate(workload, start=1):
    stretches = [sum(series[start:rank]) - capacity_h * (rank - start) for start in range(rank + 1)]
    row["left_h"] = max(stretches)
    before = workload[rank - 2]["left_h"] if rank > 1 else 0
    row["unused_h"] = capacity_h + row["left_h"] - before - row["hours"]
remaining_h = workload[-1]["left_h"]
feasible = bool(remaining_h < 0.5)
# %% solution="postponed"
fallback_h = specification["fallback_capacity_h_per_month"]
items = sorted(hours_of, key=lambda change: (month_of[change], hours_of[change]), reverse=True)
rooms = {month: fallback_h * (len(months) - start) for start, month in enumerate(months)}
best_h, best_kept, met = -1.0, (), set()
waiting = [(0, 0.0, ())]
while waiting:
    rank, total, kept = waiting.pop()
    if (rank, total) in met:
        continue
    met.add((rank, total))
    if rank == len(items):
        best_h, best_kept = max((best_h, best_kept), (total, kept))
        continue
    change = items[rank]
    waiting.append((rank + 1, total, kept))
    if total + hours_of[change] <= rooms[month_of[change]]:
        waiting.append((rank + 1, total + hours_of[change], (*kept, change)))
postponed = [{"change": change} for change in items if change not in best_kept]
postponed_h = sum(hours_of.values()) - best_h
# %% amend="effectivities"
for row in effectivity_faults:
    spans = [each for each in mended_effectivities if each["parent"] == row["parent"]]
    earlier, later = (each for each in spans if each["find_number"] == row["find_number"])
    first, last = (date.fromisoformat(row[key]) for key in ("first_day", "last_day"))
    middle = first + (last - first) // 2
    earlier["last_day"], later["first_day"] = middle.isoformat(), (middle + ONE_DAY).isoformat()
# %% amend="issues"
import numpy as np
from ifcopenshell.util.placement import get_local_placement


def in_host(element):
    """Return where an element stands in its host's axes."""
    own = get_local_placement(element.ObjectPlacement)
    host = elements.get_aggregate(element) or (element.Nests[0].RelatingObject if element.Nests else None)
    return own if host is None else np.linalg.solve(get_local_placement(host.ObjectPlacement), own)


issue_changes = [row for row in issue_changes if row["change"] != "déplacé"]
placed = [{element.GlobalId: in_host(element) for element in models[letter].by_type("IfcElement")} for letter in "AB"]
for key in set(placed[0]) & set(placed[1]):
    if np.linalg.norm(placed[0][key][:3, 3] - placed[1][key][:3, 3]) > 0.001 * specification["placement_tolerance_mm"]:
        issue_changes.append({"global_id": key, "change": "déplacé"})
