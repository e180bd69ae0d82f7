# /// expected
# summary = "Plus proche voisin dans l’espace, sans projeter ni regarder la direction"
# [criteria."C2.1.2.resolution"]
# fraction = [0.7, 0.87]
# message = "inclinaison"
# ///
# %% amend="resolution"
distances, _ = cKDTree(points).query(points, k=2)
measured_spacing_mm = 1000 * np.median(distances[:, 1])
resolution_conform = bool(
    measured_spacing_mm <= specification["spacing_limit_mm"] and smallest_slot_mm <= specification["slot_limit_mm"]
)
