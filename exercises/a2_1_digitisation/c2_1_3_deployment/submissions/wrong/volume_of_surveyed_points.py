# /// expected
# summary = "Volume compté sur les points à relever, non sur les points des scans"
# [criteria."C2.1.3.support"]
# fraction = [0.75, 0.86]
# misconception = "surveyed-points"
# message = "témoins"
# ///
# %% amend="volumes"
surveyed_points = sum(int(planner.surveyed(*station).sum()) for station in plan)
raw_volume_gb = (surveyed_points * specification["bytes_per_point"] + image_bytes) / 1e9
yearly_tb = [
    volume * raw_volume_gb / (site_tb * 1000 / (1 + specification["derived_percent"] / 100)) for volume in yearly_tb
]
storage_tb = sum(yearly_tb)
