# /// expected
# summary = "Un chiffre recopié à la main dans une vue, d’une version antérieure"
# [criteria."C2.3.3.roadmap"]
# fraction = [0.98, 0.99]
# misconception = "page-contradicts-table"
# ///
# %% amend="assembly"
retyped = '<h2>Glossaire</h2><p>Pour mémoire : <data data-cle="{}" value="{}">{}</data>.</p>'
page = page.replace("<h2>Glossaire</h2>", retyped.format(key_figures[0]["key"], 7, "7"))
