# /// expected
# summary = "L’annonce est citée à la place du fait"
# [criteria."C2.2.1.faithful"]
# fraction = [0.8, 0.995]
# misconception = "announcement-quoted"
# message = "n’établit rien"
# ///
# %% amend="coding"
ANNOUNCED = """
I01 | formats | Notre plaquette met en avant les formats ouverts
I01 | competences | La formation est inscrite au plan chaque année
I02 | nommage | La convention de nommage tient en une page, elle est affichée partout
I02 | roles | Sur le papier je décide du découpage
I03 | controle | Le contrôle avant dépôt existe, dit-on
I04 | formats | Avec le bureau de contrôle, nous sommes censés échanger en IFC
I04 | controle | Un outil de contrôle a été installé
I05 | reseau | La direction écrit que la liaison est « dimensionnée pour cinq ans »
I06 | formats | Le passage du modeleur au calcul est présenté comme automatique
I09 | nommage | Tout le monde dit connaître la règle
I10 | reseau | Au siège, on écrit que le risque est « maîtrisé »
I11 | formats | Nous recevons de l’IFC, comme convenu au contrat
I11 | controle | Le bordereau porte la mention « vérifié »
I12 | exploitation | Le contrat dit que la maquette alimente notre maintenance
I12 | controle | Le procès-verbal de contrôle était joint, signé
"""
said = {(row["interview"], row["theme"]): row["passage"] for row in rows_of(ANNOUNCED, "interview", "theme", "passage")}
for row in coding:
    row["passage"] = said.get((row["interview"], row["theme"]), row["passage"])
