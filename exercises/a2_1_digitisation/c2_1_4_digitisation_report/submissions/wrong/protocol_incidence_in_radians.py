# /// expected
# summary = "L’incidence est en radians sous l’unité du degré"
# [criteria."C2.1.4.protocol"]
# fraction = [0.95, 0.98]
# misconception = "angle-unit"
# message = "ne vont pas ensemble"
# ///
# %% amend="protocol"
for row in parameters:
    if row["key"] == "incidence_max":
        row["value"] = np.radians(row["value"])
