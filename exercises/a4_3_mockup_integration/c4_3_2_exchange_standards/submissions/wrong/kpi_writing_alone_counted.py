# /// expected
# summary = "La lecture seule ne compte pas"
# [criteria."C4.3.2.kpi"]
# fraction = [0.94, 0.995]
# misconception = "writing-alone-counted"
# message = "comptée pour rien"
# ///
# %% amend="coverage"
POINTS = {"lecture et écriture": 1, "lecture": 0, "non": 0}
coverage = {standard: sum(POINTS[row[standard]] for row in software) / len(software) for standard in paths}
tool_coverage = [{"standard": standard, "coverage": value} for standard, value in coverage.items()]
