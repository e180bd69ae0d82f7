# /// expected
# summary = "Numéros d’article contrôlés sans casse ni espaces"
# [criteria."C4.3.2.kpi"]
# fraction = [0.93, 0.99]
# misconception = "article-folded"
# message = "s’écrivent"
# ///
# %% amend="names"
def naming_faults(rows):
    return unfit_values([row | {"article": row["article"].strip().upper()} for row in rows])


misnamed = naming_faults([names_of(element) for element in products])
