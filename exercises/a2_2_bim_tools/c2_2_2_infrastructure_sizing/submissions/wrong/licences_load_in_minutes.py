# /// expected
# summary = "Trafic en minutes : le reste est jugé d’après lui"
# [criteria."C2.2.2.sizing"]
# fraction = 0.975
# misconception = "load-in-minutes"
# message = "erlangs"
# ///
# %% amend="uses"
for row in licences:
    row["load_erlang"] *= 60
