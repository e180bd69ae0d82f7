# /// expected
# summary = "La fabrication oubliée dans l’empreinte"
# [criteria."C2.2.2.sizing"]
# fraction = 0.975
# misconception = "making-forgotten"
# message = "fabrication"
# ///
# %% amend="budget"
footprint_kgco2e = use_kg
