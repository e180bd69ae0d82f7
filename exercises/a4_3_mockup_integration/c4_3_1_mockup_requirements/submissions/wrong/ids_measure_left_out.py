# /// expected
# summary = "La mesure n’est pas contrôlée, la relation non plus"
# [criteria."C4.3.1.detail-level"]
# fraction = [0.87, 0.98]
# misconception = "any-relation"
# sometimes = ["measure-left-out"]
# ///
# %% amend="ids"
for each in rules.specifications:
    if each.name == "EI-10":
        each.requirements = [ids.PartOf(name="IFCELEMENTASSEMBLY")]
ids_text = rules.to_string().replace(' dataType="IFCTHERMALTRANSMITTANCEMEASURE"', "")
