# /// expected
# summary = "Cible de contrôle au plus grand écart prise pour celle qui a bougé"
# [criteria."C2.1.3.coverage"]
# fraction = [0.75, 0.89]
# misconception = "check-target-accused"
# message = "contrôle"
# ///
# %% amend="target"
gaps = {}
for seen in observed.values():
    ties, checks = ([name for name in seen if is_check[name] == role] for role in (False, True))
    gaps |= dict(zip(checks, np.linalg.norm(errors_mm(seen, ties, checks), axis=1), strict=True))
wrong_target = max(gaps, key=gaps.get)
