# /// expected
# summary = "La moitié du catalogue examinée, l’autre oubliée"
# [criteria."C2.1.1.exhaustive"]
# fraction = [0.3, 0.8]
# message = "absentes"
# [criteria."C2.1.1.informed"]
# fraction = [0.6, 1.0]
# [criteria."C2.1.1.technologies"]
# fraction = [0.2, 1.0]
# [criteria."C2.1.1.measurable"]
# fraction = [0.6, 1.0]
# ///
# %% amend="sorting"
half = sorted(catalogue)[:10]
verdicts = [row for row in verdicts if row["device"] in half]
kept = [device for device in kept if device in half] or kept
# %% amend="criteria"
# One device alone would leave nothing to compare.
if len(kept) < 3:
    kept = [device for device in catalogue if not reasons[device]][:3]
    values = np.array([[quantities[device][column] for column in columns] for device in kept])
    best = np.where(is_maximised, values.max(axis=0), values.min(axis=0))
    worst = np.where(is_maximised, values.min(axis=0), values.max(axis=0))
    matrix = [
        {"device": device, "column": column, "value": quantities[device][column]}
        for device in kept
        for column in columns
    ]
