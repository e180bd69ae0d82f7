# /// expected
# summary = "Besoins et cumuls par système linéaire, boucle par composantes fortement connexes"
# ///
# %% amend="graph"
import numpy as np


def matrix_of(articles, lines):
    """Return the articles and how much of each (column) one unit of each (row) holds."""
    graph = quantified(articles, lines)
    numbers = list(graph)
    places = {number: place for place, number in enumerate(numbers)}
    held = np.zeros((len(numbers), len(numbers)))
    for parent, child, quantity in graph.edges(data="quantity"):
        held[places[parent], places[child]] += quantity
    return numbers, places, held


def needs_of(articles, lines, order):
    numbers, places, held = matrix_of(articles, lines)
    asked = np.zeros(len(numbers))
    asked[places[normal(order)]] = 1
    needs = np.linalg.solve(np.eye(len(numbers)) - held.T, asked)
    return {
        number: float(need)
        for number, need in zip(numbers, needs, strict=True)
        if need > 1e-9 and number != normal(order)
    }


def mass_and_cost(articles, lines):
    numbers, places, held = matrix_of(articles, lines)
    own = np.zeros((len(numbers), 2))
    for row in articles:
        per_kg, lot = (1000 if row["unite_masse"] == "g" else 1), decimal(row["lot_cout"])
        own[places[normal(row["article"])]] = decimal(row["masse"]) / per_kg, decimal(row["cout_eur"]) / lot
    totals = np.linalg.solve(np.eye(len(numbers)) - held, own)
    return [
        {"article": number, "mass_kg": mass, "cost_eur": cost}
        for number, (mass, cost) in zip(numbers, totals, strict=True)
    ]


def find_loop(lines):
    graph = graph_of(lines)
    groups = [group for group in nx.strongly_connected_components(graph) if len(group) > 1]
    groups += [{number} for number in nx.nodes_with_selfloops(graph)]
    if not groups:
        return []
    inside = [
        (p, c, datetime.strptime(d["cree_le"], "%d/%m/%Y")) for p, c, d in graph.subgraph(groups[0]).edges(data="row")
    ]
    latest = max(day for *_, day in inside)
    return [{"parent": p, "child": c, "suspect": ("non", "oui")[day == latest]} for p, c, day in inside]


# %% amend="order"
order_needs = [{**row, "article": row["article"].lower()} for row in order_needs] + [
    {"article": order_number, "quantity": 1}
]
order_mass_kg, order_cost_eur = round(order_mass_kg, 1), round(order_cost_eur)
# %% amend="mapping"
for row in interfaces:
    row["automation"] = "Manuel"
    if row["flow"] in ("IF-03", "IF-04"):
        row["key"] = "parent, composant et rang"
    if row["flow"] == "IF-04":
        row["conversion"] = "aucune"
    row["flow"], row["source_field"] = row["flow"].lower(), f" {row['source_field'].lower()}"
interfaces.reverse()
