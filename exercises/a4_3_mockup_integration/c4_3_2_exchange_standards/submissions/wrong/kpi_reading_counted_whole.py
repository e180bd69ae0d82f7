# /// expected
# summary = "La lecture seule compte pour un"
# [criteria."C4.3.2.kpi"]
# fraction = [0.94, 0.99]
# misconception = "reading-counted-whole"
# message = "comptée comme"
# ///
# %% amend="coverage"
POINTS = {"lecture et écriture": 1, "lecture": 1, "non": 0}
coverage = {standard: sum(POINTS[row[standard]] for row in software) / len(software) for standard in paths}
tool_coverage = [{"standard": standard, "coverage": value} for standard, value in coverage.items()]
