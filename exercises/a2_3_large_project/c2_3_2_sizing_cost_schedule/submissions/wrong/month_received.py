# /// expected
# summary = "Les factures comptées au mois de leur réception"
# [criteria."C2.3.2.costs"]
# fraction = [0.72, 0.84]
# misconception = "month-received"
# message = "réception"
# ///
# %% amend="values"
def month_received(row):
    day = row["recue_le"]
    return f"{day[5:7]}/{day[:4]}" if day[4] == "-" else day[3:]


received_eur = spent_on(once, month_received)
lots, months = lots_of(planned_eur, earned_eur, received_eur), months_of(planned_eur, earned_eur, received_eur)
