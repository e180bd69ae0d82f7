# /// expected
# summary = "Une spécification par exigence et par classe, passages courts, à la ligne et aux espaces insécables"
# ///
# %% amend="coding"
for row in practice_passages:
    words = row["passage"].split()
    row["passage"] = "\u00a0\n".join(words[-2:]) if row["code"] != "level" else "\u202f".join(words)
# %% amend="ids"
split = [specified("S1", assemblies("Panneau"), occurs=1), specified("S2", assemblies("Module"), occurs=1)]
for code, (applicability, rule) in RULES.items():
    if not due[code]:
        continue
    if applicability is BOTH:
        split += [specified(f"{code} a", assemblies("Panneau"), [rule]), specified(f"{code} b", MODULES, [rule])]
    elif code == "EI-11":
        split += [specified(f"{code} {c}", [ids.Entity(name=c)], [rule]) for c in ("IFCWALL", "IFCWALLSTANDARDCASE")]
    else:
        split.append(specified(code, applicability, [rule], occurs=0))
rules.specifications = split
ids_text = rules.to_string()
# %% amend="failing"
found = [each for each in check_ids(ids_text, models["ifc4"]) if each.specification[:2] == "EI"]
failing = sorted(
    ({"requirement": each.specification[:5], "global_id": item} for each in found for item in each.failed),
    key=lambda row: row["global_id"],
)
counts_2x3 = {code: 0 for code in due if due[code]}
for each in check_ids(ids_text.replace('"IFC4"', '"IFC2X3"'), models["ifc2x3"]):
    if each.specification[:2] == "EI":
        counts_2x3[each.specification[:5]] += len(each.failed)
ifc2x3_failing = [{"requirement": code, "failing": number} for code, number in counts_2x3.items()]
