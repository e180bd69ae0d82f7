# /// expected
# summary = "Le jour de la bascule reste aux deux composants"
# [criteria."C4.3.4.lifecycle"]
# fraction = [0.9, 0.95]
# misconception = "changeover-shared"
# ///
# %% amend="effectivities"
broken = {(row["parent"], row["find_number"]) for row in effectivity_faults}
for earlier, later in zip(mended_effectivities[::2], mended_effectivities[1::2], strict=True):
    if (earlier["parent"], earlier["find_number"]) in broken:
        earlier["last_day"] = later["first_day"]
