# /// expected
# summary = "Dates à la française, titres en capitales, recalage par quaternion (Horn), ordre en profondeur"
# ///
# %% amend="figures"
key_figures = [
    {
        "key": demand["cle"],
        "value": len(earlier["C2.1.3.station_plan"])
        if demand["cle"] == "stations"
        else earlier[MEASURED[demand["cle"]][0]] * CONVERSION.get((MEASURED[demand["cle"]][1], demand["unite"]), 1),
        "unit": {"h": "heures", "min": "minutes"}.get(demand["unite"], demand["unite"].upper()),
    }
    for demand in reversed(demanded_figures)
]


# %% amend="metadata"
def in_french(text):
    parts = text.split("-")
    return "/".join(reversed(parts)) if len(parts) == 3 and all(part.isdigit() for part in parts) else text


metadata = [{"key": row["key"].upper(), "value": in_french(row["value"])} for row in metadata]
for row in metadata:
    if row["key"] == "REPERE":
        row["value"] = "Local, sans rattachement au RGF93"
    elif row["key"] == "FONCTION_OPERATEUR":
        row["value"] = row["value"].replace("opératrice", "Opérateur").replace("chargée", "Chargé")
# %% amend="protocol"
# Depth first from the last anchor, so that another order stands the test.
order, waiting = [], [anchors[-1]]
while waiting:
    name = waiting.pop()
    if name not in order:
        order.append(name)
        waiting += [other for other in plan if 100 * overlap(seen[name], seen[other]) >= limits["recouvrement_min"]]
order += [name for name in plan if name not in order]
station_protocol = [
    {"order": rank, "position": name.lower(), "resolution": plan[name].upper()} for rank, name in enumerate(order, 1)
]
# %% solution="replay"
surveyed_by_all = np.array([seen[name] for name in order])
masks = surveyed_by_all.astype(float)
common = masks @ masks.T
counts = np.diag(common)
held = common >= limits["recouvrement_min"] / 100 * np.minimum(counts[:, None], counts)
closure = held.copy()
for _ in order:
    closure = (closure.astype(int) @ held.astype(int)) > 0
near = np.array([name in anchors for name in order])
farthest = 0
while True:
    wider = (held[near].any(axis=0)) | near
    if (wider == near).all():
        break
    near, farthest = wider, farthest + 1


def horn(first, second):
    """Return the rotation from the first to the second centred set, by Horn's quaternion."""
    h = first.T @ second
    n = np.zeros((4, 4))
    n[0, 0] = np.trace(h)
    n[0, 1:] = n[1:, 0] = [h[1, 2] - h[2, 1], h[2, 0] - h[0, 2], h[0, 1] - h[1, 0]]
    n[1:, 1:] = h + h.T - np.trace(h) * np.eye(3)
    w, x, y, z = np.linalg.eigh(n)[1][:, -1]
    return np.array(
        [
            [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
            [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
            [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
        ]
    )


errors_mm = {}
for station in {row["station"] for row in registration_protocol}:
    sets = {}
    for role in ("calage", "controle"):
        names = {r["target"] for r in registration_protocol if (r["station"], r["role"]) == (station, role)}
        own = [row for row in observations if row["station"] == station and row["cible"] in names]
        known = [targets[row["cible"]] for row in own]
        sets[role] = [np.array([[row[a] for a in ("x_m", "y_m", "z_m")] for row in rows]) for rows in (own, known)]
    scanner_m, project_m = sets["calage"]
    turn = horn(scanner_m - scanner_m.mean(axis=0), project_m - project_m.mean(axis=0))
    gaps = {
        role: project_m.mean(axis=0) + (mine - scanner_m.mean(axis=0)) @ turn.T - known
        for role, (mine, known) in sets.items()
    }
    errors_mm[station] = [1000 * np.sqrt((gap**2).sum(axis=1).mean()) for gap in gaps.values()]
coverage = 100 * (masks.max(axis=0)).mean()
duration = sum(positions[name]["mise_en_station_min"] + settings[plan[name]]["duree_min"] for name in order)
groups = len({tuple(row) for row in closure.astype(int).tolist()})
indicators = {
    "couverture": coverage,
    "duree": duration,
    "groupes": groups,
    "liaisons_max": farthest,
    "rmse_calage": max(errors[0] for errors in errors_mm.values()),
    "rmse_controle": max(errors[1] for errors in errors_mm.values()),
}
announced = [{"indicator": key, "value": value} for key, value in indicators.items()]
# %% amend="report"
report = "RAPPORT\n\n# Sommaire\n\n" + "\n\n".join(
    f"# {n}) {row['titre'].upper()} #\n\n### Détail\n\n{TEXTS[row['titre']].strip()}"
    for n, row in enumerate(sections, 1)
)
