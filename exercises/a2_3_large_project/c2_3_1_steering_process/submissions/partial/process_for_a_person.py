# /// expected
# summary = "Des passerelles inclusives : au correcteur humain de juger"
# [criteria."C2.3.1.process"]
# fraction = [0.6, 0.8]
# message = "à examiner"
# [criteria."C2.3.1.change"]
# fraction = [0.6, 0.8]
# message = "À examiner"
# ///
# %% extra="last"
answer("process", process.replace("parallelGateway", "inclusiveGateway"))
