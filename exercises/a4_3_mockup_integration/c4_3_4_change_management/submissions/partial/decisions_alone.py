# /// expected
# summary = "Les décisions seules"
# [criteria."C4.3.4.compatible"]
# fraction = [0.15, 0.17]
# message = "Pas de réponse"
# [criteria."C4.3.4.feasible"]
# fraction = [0, 0]
# [criteria."C4.3.4.lifecycle"]
# fraction = [0, 0]
# ///
# %% solution="impacts"
impacts = None
# %% solution="journal"
illegal_moves = None
premature_effects = None
# %% solution="procedure"
procedure = None
# %% solution="workload"
workload = None
remaining_h = None
feasible = None
needed_capacity_h_per_month = None
# %% solution="workload-figure"

# %% solution="postponed"
postponed = None
postponed_h = None
# %% solution="effectivities"
effectivity_faults = None
mended_effectivities = None
revision_faults = None
# %% solution="effectivity-figure"

# %% solution="merge"
merged_lines = None
merge_conflicts = None
# %% solution="service"
in_place = None
rejected_replacements = None
deviations = None
# %% solution="issues"
issue_changes = None
