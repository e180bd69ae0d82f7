# /// expected
# summary = "Indicateurs arrondis au dixième, sections et annexes de plus, angles recopiés à quatre chiffres"
# ///
# %% amend="replay"
announced = [{"indicator": key, "value": round(float(value), 1)} for key, value in reversed(indicators.items())]
# %% amend="protocol"
for row in parameters:
    row["value"] = float(f"{row['value']:.4g}")
# %% amend="metadata"
for row in metadata:
    row["value"] = f" {row['value']} "
# %% amend="report"
parts = [f"## {'abcdefghijkl'[n]}. **{row['titre']}**\n\n{TEXTS[row['titre']]}" for n, row in enumerate(sections[:8])]
last = f"## {sections[8]['titre']}\n\n### Origine\n\n{TEXTS[sections[8]['titre']]}"
report = "\n".join(["## Avant-propos", "Bref.", *parts, "## Glossaire", "Sans objet.", last, "## Annexes", "Aucune."])
