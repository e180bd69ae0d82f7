# /// expected
# summary = "Signes inversés, estimation d’une autre variante, dérive datée sur l’indice cumulé"
# [criteria."C2.3.2.costs"]
# fraction = [0.77, 0.93]
# misconception = "sign-reversed"
# sometimes = ["other-forecast", "accumulated-index"]
# message = "signe"
# ///
# %% amend="indices"
cost_variance_eur, schedule_variance_eur = -cost_variance_eur, -schedule_variance_eur
estimate_eur = next(value for name, value in estimates_eur.items() if name != forecast)
earned, spent, dear_since = 0.0, 0.0, None
for month in elapsed:
    earned, spent = earned + earned_eur[dear_lot, month], spent + actual_eur[dear_lot, month]
    below = spent and earned / spent < specification["act_below"]
    dear_since = (dear_since or month) if below else None
dear_since = dear_since or elapsed[-1]
