# /// expected
# summary = "IDS et MOD ont le sens qu’ils ont dans un autre métier"
# [criteria."C2.2.3.key-figures"]
# fraction = [0.96, 0.97]
# misconception = "other-meaning"
# message = "intrusion"
# ///
# %% amend="report"
text = TEXTS["Abréviations"].replace(MEANINGS["IDS"], "intrusion detection system, surveillance du réseau")
TEXTS["Abréviations"] = text.replace(MEANINGS["MOD"], "maîtrise d’ouvrage déléguée")
report = "\n\n".join(f"## {row['titre']}\n\n{TEXTS[row['titre']].strip()}" for row in sections)
