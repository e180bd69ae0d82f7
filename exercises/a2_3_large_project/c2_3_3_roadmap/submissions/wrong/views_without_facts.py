# /// expected
# summary = "Des vues bien écrites, sans date ni chiffre qui les concerne"
# [criteria."C2.3.3.standalone"]
# fraction = [0.84, 0.86]
# misconception = "view-without-its-facts"
# ///
# %% amend="page"
VIEWS = {trade: view.replace("data-cle", "class") for trade, view in VIEWS.items()}
