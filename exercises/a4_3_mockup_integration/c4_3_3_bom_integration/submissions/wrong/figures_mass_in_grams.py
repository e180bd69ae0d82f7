# /// expected
# summary = "Masse de l’affaire sans convertir les grammes"
# [criteria."C4.3.3.mechanism"]
# fraction = [0.95, 0.99]
# misconception = "mass-unit-ignored"
# ///
# %% amend="order"
grams = [{**row, "unite_masse": "kg"} for row in articles]
totals = mass_and_cost(grams, engineering)
order_mass_kg = next(row["mass_kg"] for row in totals if row["article"] == normal(order_number))
