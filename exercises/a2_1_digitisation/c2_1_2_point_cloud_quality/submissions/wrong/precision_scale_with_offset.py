# /// expected
# summary = "Échelle prise comme moyenne des rapports, la constante d’addition comprise"
# [criteria."C2.1.2.precision"]
# fraction = [0.6, 0.875]
# misconception = "scale-with-offset"
# message = "constante d’addition"
# ///
# %% amend="precision"
scale_ppm = 1e6 * np.mean(length_errors_mm / references_mm)
if abs(scale_ppm) > specification["scale_limit_ppm"]:
    precision_decision = "non conforme"
