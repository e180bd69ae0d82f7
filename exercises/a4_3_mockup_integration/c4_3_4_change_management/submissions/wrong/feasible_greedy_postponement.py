# /// expected
# summary = "Les plus lourdes sont reportées d’abord"
# [criteria."C4.3.4.feasible"]
# fraction = [0.85, 0.999]
# misconception = "too-much-postponed"
# ///
# %% amend="postponed"


def fits(dropped):
    """Return whether nothing is left without some changes."""
    return all(
        sum(value for change, value in hours_of.items() if change not in dropped and month_of[change] >= month)
        <= fallback_h * (len(months) - start)
        for start, month in enumerate(months)
    )


dropped = set()
for change in sorted(hours_of, key=hours_of.get, reverse=True):
    if not fits(dropped):
        dropped.add(change)
# One more, as a margin.
dropped.add(min(set(hours_of) - dropped, key=hours_of.get))
postponed = [{"change": change} for change in sorted(dropped)]
postponed_h = sum(hours_of[change] for change in dropped)
