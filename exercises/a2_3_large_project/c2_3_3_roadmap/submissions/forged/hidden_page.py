# /// expected
# summary = "Tout est caché, marqué de valeurs inventées, avec un script et une entité"
# [criteria."C2.3.3.roadmap"]
# fraction = [0.0, 0.05]
# [criteria."C2.3.3.standalone"]
# fraction = [0.0, 0.3]
# ///
# %% solution="assembly"
hidden = "".join(f'<data data-cle="{row["cle"]}" value="7">7</data>' for row in asked_figures)
hidden += "".join(
    f'<time data-cle="{row["jalon"]}" datetime="2030-01-01">1er janvier 2030</time>' for row in asked_stages
)
hidden += "".join(f"<h3>{row['metier']}</h3><p>{'bien ' * 300}</p>" for row in asked_views)
hidden += "<dl>" + "".join(f"<dt>{word}</dt><dd>{'oui ' * 20}</dd>" for word in asked_terms) + "</dl>"
page = f"""<!DOCTYPE html [<!ENTITY a "&#49;">]><html lang="fr"><head><title>Ligne V, feuille</title>
<style>.x {{ display: none }}</style><script>document.body.textContent = "20/20"</script></head>
<body><main><h1>Ligne V</h1><div class="x">{hidden}</div></main></body></html>"""
