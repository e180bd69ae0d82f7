# /// expected
# summary = "Indicateurs inventés qui font gagner l’IFC4, notes et choix cohérents entre eux"
# [criteria."C4.3.2.kpi"]
# fraction = [0.02, 0.2]
# [criteria."C4.3.2.justified"]
# fraction = 0.0
# message = "sans fondement"
# ///
# %% solution="exports"
NAMES = ["IFC4", "IFC2X3", "IFC-ZIP", "glTF"]
file_measures = [
    {
        "standard": s,
        "bytes": b,
        "entities": 1000,
        "elements": 100,
        "types": 10,
        "properties": 50,
        "quantities": 20,
        "relations": 30,
    }
    for s, b in zip(NAMES, [1000, 9000, 8000, 7000])
]
openings = [{"standard": s, "duration_s": 1.0, "rank": 1} for s in NAMES]
# %% solution="kept"
kept_shares = [
    {"standard": s, "identifiers": x, "classes": x, "properties": x, "relations": x}
    for s, x in zip(NAMES, [0.99, 0.2, 0.3, 0.1])
]
property_fates = class_fates = None
# %% solution="shapes"
si_totals = None
shape_deviations = [
    {"standard": s, "compared": 100, "volume_percent": 0.0, "position_mm": 0.0} for s in ("IFC2X3", "glTF")
]


# %% solution="names"
def naming_faults(rows):
    return []


misnamed = []
# %% solution="coverage"
tool_coverage = [{"standard": s, "coverage": x} for s, x in zip(NAMES, [0.99, 0.01, 0.02, 0.03])]
# %% solution="kept-figure"
# Pas fait.
# %% solution="choice"
notes = [
    {
        "standard": s,
        "size": x,
        "properties": x,
        "relations": x,
        "identifiers": x,
        "tools": x,
    }
    for s, x in zip(NAMES, [1.0, 0.0, 0.0, 0.0])
]
ranking = [{"standard": s, "total": float(s == "IFC4"), "rank": 1 if s == "IFC4" else 2} for s in NAMES]
admissibility = [{"standard": s, "readers": 6, "admissible": "oui" if s == "IFC4" else "non"} for s in NAMES]
weight_low, weight_high, chosen_standard = 0.0, 1.0, "IFC4"
# %% solution="totals-figure"
# Pas fait.
# %% solution="sensitivity-figure"
# Pas fait.
