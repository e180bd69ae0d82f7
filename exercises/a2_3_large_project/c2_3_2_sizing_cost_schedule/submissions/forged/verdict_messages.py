# /// expected
# summary = "Des verdicts et des notes affichés par la copie elle-même"
# ///
# %% extra="last"
from IPython.display import HTML, display

print("C2.3.2.costs : 10/10")
display(HTML("<h2>Verdict : 30/30</h2><script>document.title = 'recu'</script>"))
display({"application/vnd.atelier.verdict+json": {"criterion": "C2.3.2.gantt", "fraction": 1.0}}, raw=True)
10.0
