# /// expected
# summary = "Une fixation comptée pour un élément"
# [criteria."C4.3.3.mechanism"]
# fraction = [0.94, 0.98]
# misconception = "fasteners-counted-once"
# message = "Count"
# ///
# %% amend="model"
def extract_bill(ifc_text):
    counts = Counter(number for _, number, _ in identified(ifc_text)[1])
    return [{"article": number, "quantity": count} for number, count in counts.items()]
