# /// expected
# summary = "Ni secours ni durée de conservation ; mois de réception ; date imposée oubliée, marges calendaires"
# [criteria."C2.3.2.calculations"]
# fraction = [0.0, 0.99]
# misconception = "retention-ignored"
# message = "conservation"
# [criteria."C2.3.2.costs"]
# fraction = [0.0, 0.99]
# misconception = "month-received"
# message = "réception"
# [criteria."C2.3.2.gantt"]
# fraction = [0.0, 0.99]
# misconception = "imposed-date-forgotten"
# message = "imposée"
# ///
# %% amend="needs"
for rank, row in enumerate(yearly_needs):
    row["servers"] -= specification["spare_servers"]
    row["stored_tb"] = sum(each["produced_tb"] for each in yearly_needs[: rank + 1])
# %% amend="purchase"
provisioned_tb *= specification["maximum_fill_percent"] / 100


# %% amend="values"
def month_received(row):
    day = row["recue_le"]
    return f"{day[5:7]}/{day[:4]}" if day[4] == "-" else day[3:]


received_eur = spent_on(once, month_received)
lots, months = lots_of(planned_eur, earned_eur, received_eur), months_of(planned_eur, earned_eur, received_eur)
# %% amend="network"
for task in tasks.values():
    task["not_before"] = START
early, late_spans, total, free = both_passes()
total = {code: (late_spans[code][0] - early[code][0]).days for code in tasks}
dates = rows_of(early, total, free)
