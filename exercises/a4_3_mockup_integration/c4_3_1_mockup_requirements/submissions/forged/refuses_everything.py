# /// expected
# summary = "Un IDS qui refuse toute maquette, pour paraître sévère"
# [criteria."C4.3.1.detail-level"]
# fraction = [0.05, 0.12]
# message = "refusent une maquette conforme"
# ///
# %% extra="last"
made = ids.Specification(name="Rien ne va", ifcVersion=["IFC4"], minOccurs=1, maxOccurs="unbounded")
made.applicability = [ids.Entity(name="IFCPROJECT")]
made.requirements = [ids.Attribute(name="Name", value="Autre")]
made_up = ids.Ids(title="Sévère", purpose="Refuser toute maquette", milestone="conception fabrication pose")
made_up.specifications = [made]
answer("ids", made_up.to_string())
