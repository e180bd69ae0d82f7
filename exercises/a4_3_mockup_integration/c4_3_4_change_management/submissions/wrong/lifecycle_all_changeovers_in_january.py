# /// expected
# summary = "Toutes les bascules sont remises au 1er janvier 2026"
# [criteria."C4.3.4.lifecycle"]
# fraction = [0.9, 0.95]
# misconception = "sound-rows-changed"
# ///
# %% amend="effectivities"
for earlier, later in zip(mended_effectivities[::2], mended_effectivities[1::2], strict=True):
    earlier["last_day"], later["first_day"] = "2025-12-31", "2026-01-01"
