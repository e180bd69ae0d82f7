# /// expected
# summary = "Les spécifications visent l’IFC2X3 : rien n’est dit de la maquette remise"
# [criteria."C4.3.1.detail-level"]
# fraction = [0.3, 0.4]
# misconception = "other-version"
# ///
# %% amend="ids"
ids_text = ids_text.replace('ifcVersion="IFC4"', 'ifcVersion="IFC2X3"')
