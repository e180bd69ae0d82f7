# /// expected
# summary = "Deux partenaires seulement ont été lus"
# [criteria."C4.3.1.practices"]
# fraction = [0.6, 0.8]
# message = "Lignes absentes"
# ///
# %% amend="coding"
coded_practices = [row for row in coded_practices if row["partner"] in ("delorge", "vertval")]
