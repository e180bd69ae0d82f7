# /// expected
# summary = "Chiffres non arrondis, sigles expliqués en anglais dans une liste, autres actions et cibles plus hautes"
# ///
# %% amend="figures"
key_figures = []
for demand in demanded_figures:
    value, own_unit = measured[demand["cle"]]
    unit = demand["unite"].replace("Go", " GO").replace("min", "minutes").replace("Mb/s", "Mbit/s")
    value *= CONVERSION.get((own_unit, demand["unite"]), 1)
    key_figures.insert(0, {"key": demand["cle"].upper(), "value": value, "unit": unit or "-"})
# %% amend="follow-up"
for row in swot_inside:
    row["finding"] = f" {row['finding']} "
    if row["finding"].strip() in found:
        row["value"] = found[row["finding"].strip()]
HIGHER = {"reseau_points_uniques": 0, "jetons_refus": 0.5, "tolk_route": 4, "tolk_chaine": 3}
for row in follow_up:
    finding = next(item["finding"].strip() for item in swot_inside if item["subject"] == row["subject"])
    row["target"] = HIGHER.get(finding, 6 if finding.startswith("T-") else 97.5)
    if finding == "reseau_points_uniques":
        row["action"] = options[-1]["option"].lower()
    if finding.startswith("T-"):
        row["action"] = [code for code, item in levers.items() if finding in item["traite"].split()][-1]
# %% amend="report"
ENGLISH = {
    "BIM": "building information modelling",
    "IFC": "Industry Foundation Classes",
    "IDS": "Information Delivery Specification",
    "SWOT": "strengths, weaknesses, opportunities, threats",
    "RAID": "redundant array of inexpensive disks",
    "PUE": "power usage effectiveness",
    "EDC": "common data environment",
    "SIE": "siège de Sarvigny",
    "AG1": "Lestrade",
    "AG2": "Port-Armel",
    "HEB": "hébergeur",
    "MOD": "Arkaline",
    "COO": "Croizée",
    "GMA": "Mainta",
}
ENGLISH |= {code: programs[code]["nom"] for code in chain if code not in ENGLISH}
items = "\n".join(f"- **{word}** – {meaning}." for word, meaning in ENGLISH.items())
TEXTS["Abréviations"] = f"Les sigles employés dans ce rapport, et ce qu’ils désignent chez nous.\n\n{items}"
report = "\n\n".join(
    f"### {'ABCDEFGHI'[n]}. **{row['titre'].upper()}**\n\n{TEXTS[row['titre']]}" for n, row in enumerate(sections)
)
