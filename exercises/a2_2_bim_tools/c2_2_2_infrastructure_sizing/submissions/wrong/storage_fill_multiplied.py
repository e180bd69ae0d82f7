# /// expected
# summary = "Volume multiplié par le remplissage"
# [criteria."C2.2.2.sizing"]
# fraction = 0.975
# misconception = "fill-multiplied"
# message = "diviser"
# ///
# %% amend="storage"
provisioned_tb *= (specification["maximum_fill_percent"] / 100) ** 2
