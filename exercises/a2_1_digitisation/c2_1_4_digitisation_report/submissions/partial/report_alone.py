# /// expected
# summary = "Rapport, chiffres et métadonnées ; aucun protocole"
# [criteria."C2.1.4.specification"]
# fraction = [0.85, 0.85]
# [criteria."C2.1.4.protocol"]
# fraction = 0.0
# ///
# %% amend="replay"
station_protocol = registration_protocol = parameters = announced = None
