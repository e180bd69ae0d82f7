# /// expected
# summary = "Volume multiplié par le remplissage"
# [criteria."C2.2.2.sizing"]
# fraction = [0.8, 0.976]
# misconception = "fill-multiplied"
# message = "diviser"
# ///
# %% amend="storage"
provisioned_tb *= (specification["maximum_fill_percent"] / 100) ** 2
