# /// expected
# summary = "Frein et appui inversés"
# [criteria."C2.2.1.faithful"]
# fraction = [0.5, 0.6]
# ///
# %% extra="last"
turned = {"frein": "appui", "appui": "frein"}
answer("coding", [{**row, "code": turned[row["code"]]} for row in coding])
