# /// expected
# summary = "Une seule modification est reportée, la moins lourde"
# [criteria."C4.3.4.feasible"]
# fraction = [0.8, 0.84]
# misconception = "too-little-postponed"
# ///
# %% amend="postponed"
lightest = min(hours_of, key=hours_of.get)
postponed, postponed_h = [{"change": lightest}], hours_of[lightest]
