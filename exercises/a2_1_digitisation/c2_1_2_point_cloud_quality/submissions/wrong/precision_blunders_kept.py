# /// expected
# summary = "Observations signalées « à rejeter » gardées dans l’ajustement de l’échelle"
# [criteria."C2.1.2.precision"]
# fraction = [0.6, 0.875]
# misconception = "blunders-kept"
# message = "rejeter"
# ///
# %% amend="precision"
observations = read_table("lengths.csv", ";", ",")
references_mm = np.array([row["reference_mm"] for row in observations])
length_errors_mm = np.array([row["measured_mm"] for row in observations]) - references_mm
scale_ppm = 1e6 * np.polyfit(references_mm, length_errors_mm, 1)[0]
