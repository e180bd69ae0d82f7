# /// expected
# summary = "Des verdicts et des notes affichés par la copie elle-même"
# ///
# %% extra="last"
from IPython.display import HTML, display

print("C2.3.3.roadmap : 10/10")
display(HTML("<h2>Verdict : 20/20</h2><script>document.title = 'recu'</script>"))
display({"application/vnd.atelier.verdict+json": {"criterion": "C2.3.3.roadmap", "fraction": 1.0}}, raw=True)
10.0
