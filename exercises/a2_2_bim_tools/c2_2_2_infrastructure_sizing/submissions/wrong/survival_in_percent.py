# /// expected
# summary = "Les parts en pour cent"
# [criteria."C2.2.2.tolk"]
# fraction = [0.55, 0.65]
# misconception = "shares-in-percent"
# message = "pour cent"
# ///
# %% amend="survival"
in_percent = [
    {key: 100 * value if isinstance(value, float) else value for key, value in row.items()} for row in survival
]
# %% amend="routes"
survival = in_percent
