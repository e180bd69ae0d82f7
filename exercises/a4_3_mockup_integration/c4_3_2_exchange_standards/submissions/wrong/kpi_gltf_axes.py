# /// expected
# summary = "Positions du glTF lues dans ses axes"
# [criteria."C4.3.2.kpi"]
# fraction = [0.93, 0.97]
# misconception = "axes-of-gltf-kept"
# message = "y vers le haut"
# ///
# %% amend="shapes"
for name, matrix, vertices, triangles in gltf_shapes(paths["glTF"]):
    volume, middle = volume_and_middle(vertices, triangles)
    figures_of["glTF"][tag_of[name]] = volume, (matrix @ middle)[:3]
shape_deviations[1]["position_mm"] = max(
    1000 * float(np.linalg.norm(other[1] - figures_of["IFC4"][tag][1])) for tag, other in figures_of["glTF"].items()
)
