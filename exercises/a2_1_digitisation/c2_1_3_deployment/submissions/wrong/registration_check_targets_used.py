# /// expected
# summary = "Cibles de contrôle employées au recalage comme les autres"
# [criteria."C2.1.3.coverage"]
# fraction = [0.85, 0.93]
# misconception = "check-targets-used"
# message = "seules cibles de calage"
# ///
# %% amend="registration"
registration = []
for station, seen in observed.items():
    sound = [name for name in seen if name != wrong_target]
    row = {
        "station": station,
        "rmse_all_mm": rmse_mm(errors_mm(seen, list(seen), list(seen))),
        "rmse_tie_mm": rmse_mm(errors_mm(seen, sound, sound)),
        "rmse_check_mm": rmse_mm(errors_mm(seen, sound, [name for name in seen if is_check[name]])),
    }
    good = (
        row["rmse_tie_mm"] <= specification["tie_rmse_limit_mm"]
        and row["rmse_check_mm"] <= specification["check_rmse_limit_mm"]
    )
    registration.append(row | {"verdict": "conforme" if good else "non conforme"})
check_rmse_mm = max(row["rmse_check_mm"] for row in registration)
