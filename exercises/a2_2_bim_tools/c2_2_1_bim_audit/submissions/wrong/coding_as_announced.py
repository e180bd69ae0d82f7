# /// expected
# summary = "Les annonces codées en appui, et trois entretiens laissés de côté"
# [criteria."C2.2.1.faithful"]
# fraction = [0.6, 0.97]
# misconception = "announcement-over-fact"
# message = "phrase d’après"
# [criteria."C2.2.1.levers"]
# fraction = [0.85, 1.0]
# ///
# %% amend="coding"
ANNOUNCED = "I01 formats, I01 competences, I02 nommage, I02 roles, I03 controle, I04 formats, I04 controle, I05 reseau"
ANNOUNCED += ", I06 formats, I09 nommage, I10 reseau, I11 controle, I12 exploitation, I12 controle"
coding = [
    {**row, "code": "appui"} if f"{row['interview']} {row['theme']}" in ANNOUNCED else row
    for row in coding
    if row["interview"] not in ("I06", "I07", "I08")
]
