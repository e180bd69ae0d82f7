# /// expected
# summary = "Le second remplacement d’un même emplacement est écarté"
# [criteria."C4.3.4.lifecycle"]
# fraction = [0.95, 0.99]
# misconception = "first-replacement-only"
# ///
# %% amend="service"
once = {}
for line, row in enumerate(replacements, start=1):
    if row["emplacement"] in once:
        rejected_replacements.append({"line": line})
    once.setdefault(row["emplacement"], row["serie_posee"])
twice = {place for place, count in Counter(row["emplacement"] for row in replacements).items() if count > 1}
in_place = [row | {"serial": once[row["place"]]} if row["place"] in twice else row for row in in_place]
