# /// expected
# summary = "Archive au niveau 1, parts à trois décimales, notes à deux, intervalle au centième"
# ///
# %% amend="exports"
with zipfile.ZipFile(paths["IFC-ZIP"], "w") as archive:
    archive.writestr("b.ifc", paths["IFC4"].read_text(), compress_type=zipfile.ZIP_DEFLATED, compresslevel=1)
for row in file_measures:
    row["bytes"] = paths[row["standard"]].stat().st_size
sizes_now = {row["standard"]: row["bytes"] for row in file_measures}
rounded = {row["standard"]: round(row["duration_s"], 5) + 1e-5 for row in openings}
openings = []
for position, standard in enumerate(sorted(rounded, key=rounded.get)):
    if openings and rounded[standard] <= 1.25 * rounded[start]:
        rank = openings[-1]["rank"]
    else:
        start, rank = standard, position + 1
    openings.append({"standard": standard, "duration_s": rounded[standard], "rank": rank})
# %% amend="kept"
for row in kept_shares:
    for name in ("identifiers", "classes", "properties", "relations"):
        row[name] = round(row[name], 3)
kept = {row["standard"]: row for row in kept_shares}
for row in class_fates:
    row["class_ifc4"] = row["class_ifc4"].upper()
# %% amend="shapes"
for row in si_totals:
    row["member_length_m"], row["net_area_m2"] = round(row["member_length_m"], 1), round(row["net_area_m2"])
for row in shape_deviations:
    row["volume_percent"], row["position_mm"] = round(row["volume_percent"], 3), round(row["position_mm"], 1)
# %% amend="coverage"
for row in tool_coverage:
    row["coverage"] = round(row["coverage"], 3)


# %% amend="choice"
def note(value, worst, best):
    return round((value - worst) / (best - worst), 2)


table = {each: {} for each in standards}
columns = {
    "size": {each: sizes_now[each] for each in standards},
    **{name: {each: kept[each][name] for each in standards} for name in ("properties", "relations", "identifiers")},
    "tools": {row["standard"]: row["coverage"] for row in tool_coverage},
}
for name, column in columns.items():
    low, high = min(column.values()), max(column.values())
    worst, best = (high, low) if name == "size" else (low, high)
    for each in standards:
        table[each][name] = note(column[each], worst, best)
notes = [{"standard": each, **row} for each, row in table.items()]
ranking = [
    {
        "standard": each,
        "total": round(sum(specification[f"weight_{n}_percent"] * row[n] for n in INDICATORS) / 100, 3),
        "rank": 0,
    }
    for each, row in table.items()
]
ranking.sort(key=lambda row: row["total"], reverse=True)
for position, row in enumerate(ranking):
    row["rank"] = position + 1
weight_low, weight_high = round(weight_low, 2), round(weight_high, 2)
chosen_standard = next(row["standard"] for row in ranking if fit[row["standard"]]).lower()
