# /// expected
# summary = "La frise en image, dont l’alternative est le nom du fichier"
# [criteria."C2.3.3.standalone"]
# fraction = [0.96, 0.97]
# misconception = "image-without-alternative"
# ///
# %% amend="assembly"
pixel = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
page = page.replace(timeline, f'<img src="data:image/gif;base64,{pixel}" alt="frise_v3_final.png">')
