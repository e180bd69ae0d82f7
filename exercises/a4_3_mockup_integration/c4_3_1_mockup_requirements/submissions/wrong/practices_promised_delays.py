# /// expected
# summary = "Les délais affichés, promis ou signés, et le « en continu » de la plaquette"
# [criteria."C4.3.1.practices"]
# fraction = [0.96, 0.96]
# misconception = "promised-figure"
# message = "chiffre promis"
# ///
# %% amend="coding"
promised = {"astree": "2", "lanvaux": "0"}
for row in coded_practices:
    delay = exchange[row["partner"]]["delay_days"]
    if row["code"] == "delay_days":
        halved = str(int(delay) - 7) if row["partner"] == "delorge" else str(int(delay) // 2)
        row["value"] = promised.get(row["partner"], halved)
    elif (row["partner"], row["code"]) == ("vertval", "frequency_days"):
        row["value"] = "0"
