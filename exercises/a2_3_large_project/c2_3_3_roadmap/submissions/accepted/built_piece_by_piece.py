# /// expected
# summary = "Page bâtie élément par élément : glossaire d’abord, vues de niveau 2, frise en PNG, cellules reliées"
# ///
# %% solution="assembly"
import base64
import io
from xml.etree import ElementTree

picture = io.BytesIO()
drawn, axes = plt.subplots(figsize=(8, 2))
axes.plot(list(stage_days.values()), [0] * len(stage_days), "D-")
drawn.savefig(picture, format="png")
plt.close(drawn)
root = ElementTree.Element("html", lang="fr-FR")
head, body = (
    ElementTree.SubElement(root, "head"),
    ElementTree.SubElement(root, "body", style="background: rgb(250 250 250)"),
)
ElementTree.SubElement(head, "title").text = "Feuille de route du métro léger"
main = ElementTree.SubElement(body, "main")


def add(parent, tag, text="", **attributes):
    """Add an element with a text of HTML."""
    named = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
    element = ElementTree.SubElement(parent, tag, named)
    within = ElementTree.fromstring(f"<x>{text}</x>")
    element.text = within.text
    element.extend(list(within))
    return element


add(main, "h1", "Ligne V : la feuille de route", style="color: navy; font-size: 200%")
add(main, "h2", "Les mots")
words = add(main, "dl")
for word in asked_terms:
    group = add(words, "div")
    add(group, "dt", escape(word), id=ids[word])
    add(group, "dd", escape(MEANINGS[word]))
add(main, "h2", "Le calendrier")
source = base64.b64encode(picture.getvalue()).decode()
spoken = " ; ".join(f"{tasks[code]['tache']}, {in_french(day)}" for code, day in stage_days.items())
add(main, "img", src=f"data:image/png;base64,{source}", alt=f"Frise des jalons : {spoken}")
table = add(main, "table", title="Étapes et dates")
row = add(table, "tr")
add(row, "th", "Étape", id="e")
add(row, "th", "Fin", id="f")
for code in sorted(stage_days, key=stage_days.get):
    row = add(table, "tr")
    add(row, "th", escape(stage_names[code]["etape"]), id=f"e-{code}", scope="row")
    add(row, "td", marked_day(code), headers=f"f e e-{code}")
add(main, "h2", "Les chiffres")
figures_list = add(main, "ul")
for demand in asked_figures:
    shown = opening if demand["cle"] == "mise_en_service" else marked_figure(demand["cle"])
    add(figures_list, "li", f"{escape(demand['libelle'])} : {shown}")
for view in asked_views:
    add(main, "h2", f"Vue : {view['metier']}")
    add(main, "div", VIEWS[view["metier"]])
page = "<!doctype html>\n" + ElementTree.tostring(root, encoding="unicode", method="html")
