"""HiGHS on an LP file, one thread: what it had after each of the times, as one line of JSON.

Usage: python3 scripts/bench/highs.py FILE GAP SECONDS...   (pip install highspy)
It runs once for each time, from the beginning, until it is done; scripts/bench/solvers.mjs does the same with its wasm.
"""

import json
import sys
import time

import highspy

path, gap, *limits = sys.argv[1:]
marks, walls = [], []
done = False
for limit in map(float, limits):
    if done:
        marks.append(marks[-1])
        walls.append(walls[-1])
        continue
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    highs.setOptionValue("mip_rel_gap", 0.0)
    highs.setOptionValue("mip_abs_gap", float(gap))
    highs.setOptionValue("time_limit", limit)
    highs.readModel(path)
    begun = time.perf_counter()
    highs.run()
    walls.append(time.perf_counter() - begun)
    info = highs.getInfo()
    feasible = info.primal_solution_status == 2
    bound = info.mip_dual_bound
    marks.append([info.objective_function_value if feasible else None, bound if abs(bound) < 1e29 else None])
    done = walls[-1] < limit * 0.9
print(json.dumps({"marks": marks, "walls": walls, "version": highs.version()}))
