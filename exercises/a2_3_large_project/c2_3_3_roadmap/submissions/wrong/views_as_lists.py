# /// expected
# summary = "Des vues réduites à leurs dates et à leurs chiffres"
# [criteria."C2.3.3.standalone"]
# fraction = [0.84, 0.94]
# misconception = "view-thin"
# ///
# %% amend="page"
VIEWS = {trade: "".join(re.findall("<(?:data|time) .*?</(?:data|time)>", view)) for trade, view in VIEWS.items()}
