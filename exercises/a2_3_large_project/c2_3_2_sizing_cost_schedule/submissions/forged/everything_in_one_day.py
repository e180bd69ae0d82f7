# /// expected
# summary = "Un planning d’un seul jour, sans surcharge, des lots nommés au hasard, une fonction qui rend toujours zéro"
# [criteria."C2.3.2.gantt"]
# fraction = 0.02
# ///
# %% extra="last"
codes = [row["code"] for row in planning if row["niveau"] == 2]
answer("gantt", [{"task": code, "start": "2030-01-02", "finish": "2030-01-02"} for code in codes])
answer("dear_lot", "L2")
answer("late_lot", "L3")
answer("peak_access_year", 2028)
answer("stored_tb_at", lambda companies, year, kept_years: 0.0)
