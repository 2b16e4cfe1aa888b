"""shap's time and ours for the same trees, rows, background and machine; one core each.

    pip install -r monitoring/src/test/python/attribution-requirements.txt
    mvn -q -Dquick -DskipTests -pl benchmarks -am package
    taskset -c 0 python benchmarks/shap-cost.py

100 boosted trees of depth 6 of scikit-learn over 20 features, 1,000 background rows. Ours runs first, from a file of
the trees; both are timed inside of their process, in CPU seconds, the best of several rounds. What a background costs
(counting it, making tables) is told apart. Values are compared too.
"""

import json
import os
import subprocess
import sys
import tempfile
import time

import numpy as np
import shap
from sklearn.ensemble import GradientBoostingRegressor

TREES, DEPTH, FEATURES, BACKGROUND, ROWS = 100, 6, 20, 1000, 20
OURS = "com.nextgen.ml.benchmarks.explain.TreeFile"


def nodes(tree, scale):
    t = tree.tree_
    return [[scale * float(t.value[i, 0, 0])] if t.children_left[i] < 0 else
            [int(t.feature[i]), float(t.threshold[i]), int(t.children_left[i]), int(t.children_right[i])]
            for i in range(t.node_count)]


def main():
    random = np.random.default_rng(1)
    x = random.normal(size=(20000, FEATURES)).astype(np.float32).astype(np.float64)
    y = sum(x[:, i] * x[:, (i + 3) % FEATURES] + np.abs(x[:, i]) for i in range(FEATURES)) + random.normal(size=len(x))
    model = GradientBoostingRegressor(n_estimators=TREES, max_depth=DEPTH, random_state=0).fit(x, y)
    background, rows = x[:BACKGROUND], x[BACKGROUND:BACKGROUND + ROWS]
    with tempfile.TemporaryDirectory() as scratch:
        file = os.path.join(scratch, "trees.json")
        with open(file, "w") as out:
            json.dump({"trees": [nodes(t, model.learning_rate) for t in model.estimators_[:, 0]],
                       "background": background.tolist(), "rows": rows.tolist()}, out)
        jar = os.path.join(os.path.dirname(os.path.abspath(__file__)), "target", "benchmarks.jar")
        done = subprocess.run(["java", "-XX:+UseSerialGC", "-cp", jar, OURS, file], capture_output=True, text=True)
        if done.returncode:
            sys.exit(done.stderr)
        ours = json.loads(done.stdout)
    explainer = shap.TreeExplainer(model, shap.maskers.Independent(background, max_samples=len(background)))
    theirs, values = [], None
    for _ in range(3):
        start = time.process_time()
        values = explainer.shap_values(rows, check_additivity=False)
        theirs.append((time.process_time() - start) / ROWS)
    apart = np.abs(np.asarray(ours["values"]) - values).max() / np.ptp(model.predict(background))
    print(f"ours: {ours['microseconds']:.1f} us a row; background {ours['backgroundMilliseconds']:.0f} ms; "
          f"{ours['counts']} counts of {ours['leaves']} leaves")
    print(f"shap: {min(theirs) * 1e6:.0f} us a row; {min(theirs) * 1e6 / ours['microseconds']:.0f} times ours")
    print(f"largest difference: {apart:.1e} of the output's range")


if __name__ == "__main__":
    main()
