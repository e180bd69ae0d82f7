# /// expected
# summary = "Parts données en pour cent"
# [criteria."C4.3.2.kpi"]
# fraction = [0.6, 0.75]
# misconception = "shares-in-percent"
# message = "pour cent"
# [criteria."C4.3.2.justified"]
# fraction = [0.0, 1.0]
# ///
# %% amend="kept"
kept = {standard: {name: 100 * value for name, value in shares.items()} for standard, shares in kept.items()}
kept_shares = [{"standard": standard, **shares} for standard, shares in kept.items()]
# %% amend="choice"
fit = {
    each: kept[each]["identifiers"] >= specification["minimum_identifiers_percent"]
    and readers[each] >= specification["minimum_partners"]
    for each in standards
}
for row in admissibility:
    row["admissible"] = "oui" if fit[row["standard"]] else "non"
chosen_standard = next(standards[index] for index in order if fit[standards[index]])
