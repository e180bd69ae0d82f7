# /// expected
# summary = "Un IDS qui gonfle à la lecture, et un autre qui lirait un fichier"
# [criteria."C4.3.1.detail-level"]
# fraction = 0.0
# message = "DOCTYPE"
# ///
# %% extra="last"
lines = ['<!DOCTYPE ids [<!ENTITY a "aaaaaaaaaa"><!ENTITY s SYSTEM "file:///etc/hostname">']
lines += [f'<!ENTITY {chr(97 + n + 1)} "{f"&{chr(97 + n)};" * 10}">' for n in range(8)]
head = '<ids xmlns="http://standards.buildingsmart.org/IDS"><info><title>'
answer("ids", "".join(lines) + f"]>{head}&i;&s;</title></info></ids>")
