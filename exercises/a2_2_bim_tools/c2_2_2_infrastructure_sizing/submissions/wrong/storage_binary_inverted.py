# /// expected
# summary = "Conversion en Tio à l’envers"
# [criteria."C2.2.2.sizing"]
# fraction = 0.975
# misconception = "binary-inverted"
# message = "inversée"
# ///
# %% amend="storage"
provisioned_tib = provisioned_tb * 2**40 / 1e12
