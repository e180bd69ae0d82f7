"""A page of a few lines that keeps every rule of accessibility."""

SOUND = """<!doctype html><html lang="fr"><head><title>Ligne V : feuille de route</title>
<style>body { color: #222; background: white } header { background: navy; color: #fff }</style></head><body>
<header><p><a style="color: inherit" href="#contenu">Aller au contenu</a></p></header>
<main id="contenu"><h1>Ligne V</h1><h2>Étapes</h2>
<table><caption>Étapes</caption><tr><th scope="col">Jalon</th></tr><tr><td>J1</td></tr></table>
<svg role="img" aria-label="Frise : J1 en 2027"><text>J1</text></svg></main></body></html>"""
