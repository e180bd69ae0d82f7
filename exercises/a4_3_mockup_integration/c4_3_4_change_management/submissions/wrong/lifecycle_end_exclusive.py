# /// expected
# summary = "Le jour de fin est tenu pour exclu"
# [criteria."C4.3.4.lifecycle"]
# fraction = [0.9, 0.97]
# misconception = "end-exclusive"
# ///
# %% amend="effectivities"
effectivity_faults = []
for (parent, find), spans in positions.items():
    recorded = [row for row in effectivities if (row["parent"], int(row["repere"])) == (parent, find)]
    (_, end), (start, _) = ((day(row["debut"]), day(row["fin"])) for row in recorded)
    if start != end:
        days = (end, start - ONE_DAY) if start > end else (start, end - ONE_DAY)
        days = {"first_day": days[0].isoformat(), "last_day": days[1].isoformat()}
        kind = "trou" if start > end else "recouvrement"
        effectivity_faults.append({"parent": parent, "find_number": find, "fault": kind} | days)
