# /// expected
# summary = "Numéros en minuscules, dates à la française, bascule tardive, procédure réduite, recherche par bissection"
# ///
# %% amend="decisions"
decisions_to_correct = [row | {"change": f" {row['change'].lower()} "} for row in reversed(decisions_to_correct)]
# %% amend="impacts"
impacts = [row | {"article": row["article"].lower()} for row in reversed(impacts)]
# %% amend="procedure"
left_out = [("demande rédigée", "dossier abandonné"), ("demande soumise", "demande rédigée")]
ACTORS = {"etudes": "demandeur", "atelier": "etudes"}
procedure = [
    row | {"actor": ACTORS.get(row["actor"], row["actor"]), "state": row["state"].upper()}
    for row in procedure
    if (row["state"], row["next_state"]) not in left_out
]
# %% amend="workload"


def remains(capacity_h):
    """Return what is left at the end of the last month."""
    left_h = 0.0
    for month in months:
        left_h = max(0.0, left_h + hours[month] - capacity_h)
    return left_h


low, high = 0.0, sum(hours.values())
while high - low > 0.01:
    middle = (low + high) / 2
    low, high = (low, middle) if remains(middle) <= 1e-9 else (middle, high)
needed_capacity_h_per_month = math.ceil(high)
workload = [{key: round(value, 1) if key != "month" else value for key, value in row.items()} for row in workload]
# %% solution="postponed"
import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

names = list(hours_of)
weights = np.array([hours_of[name] for name in names])
later = np.array([[month_of[name] >= month for name in names] for month in months]) * weights
room = specification["fallback_capacity_h_per_month"] * np.arange(len(months), 0, -1)
found = milp(
    -weights, constraints=LinearConstraint(later, ub=room), integrality=np.ones(len(names)), bounds=Bounds(0, 1)
)
postponed = [{"change": name} for name, keeps in zip(names, found.x, strict=True) if keeps < 0.5]
postponed_h = float(sum(hours_of[row["change"]] for row in postponed))
# %% amend="effectivities"
for row in effectivity_faults:
    spans = [each for each in mended_effectivities if each["parent"] == row["parent"]]
    earlier, later = (each for each in spans if each["find_number"] == row["find_number"])
    last = date.fromisoformat(row["last_day"])
    earlier["last_day"], later["first_day"] = f"{last:%d/%m/%Y}", f"{last + ONE_DAY:%d/%m/%Y}"
# %% amend="merge"
merged_lines = [row | {"component": f" {row['component'].lower()}"} for row in sorted(merged_lines, key=str)]
# %% amend="issues"
issue_changes = [
    row | {"global_id": renewed.get(row["global_id"], row["global_id"])} for row in reversed(issue_changes)
]
