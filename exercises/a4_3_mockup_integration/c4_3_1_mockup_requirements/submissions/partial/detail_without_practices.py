# /// expected
# summary = "L’IDS et ses défauts, sans rien rendre des pratiques"
# [criteria."C4.3.1.practices"]
# fraction = 0.0
# ///
# %% amend="phases"
coded_practices = practice_passages = set_aside = need_counts = phases = None
