"""Writes shap.json: trees that scikit-learn and LightGBM fitted, and their interventional Shapley values by shap.

    pip install -r attribution-requirements.txt
    python make_attribution_fixture.py > ../resources/com/nextgen/ml/monitoring/attribution/tree/shap.json

shap.TreeExplainer(model, X) silently keeps 100 background rows, so the background goes in as a masker of all rows.
Inputs are not rounded: where values tie, shap 0.51.0 leaves the definition in trees of depth 7 (by up to .003 of outputs
of range 8 in one of our runs; all subsets through the forest's own predict agree with us, docs/statistics/attribution.md).
Trees are written as scikit-learn and LightGBM hold them, thresholds and leaves in doubles; nothing here follows the
service's way of computing values.
"""

import json
import sys

import lightgbm
import numpy as np
import shap
from sklearn.ensemble import GradientBoostingRegressor, RandomForestClassifier, RandomForestRegressor

FEATURES, ROWS, BACKGROUND = 8, 25, 150
random = np.random.default_rng(4)


def data(n):
    x = random.normal(size=(n, FEATURES)).astype(np.float32)
    y = x[:, 0] * x[:, 1] + np.where(x[:, 2] > 0.3, 2 * x[:, 3], x[:, 4]) + 0.1 * random.normal(size=n)
    return x.astype(np.float64), y


def sklearn_tree(tree, scale):
    """Nodes as [feature, threshold, yes, no], where yes is at most the threshold; leaves as [values]."""
    t = tree.tree_
    return [
        [scale * float(v) for v in t.value[i].ravel()] if t.children_left[i] < 0
        else [int(t.feature[i]), float(t.threshold[i]), int(t.children_left[i]), int(t.children_right[i])]
        for i in range(t.node_count)
    ]


def lightgbm_tree(structure):
    nodes = []

    def add(node):
        place = len(nodes)
        nodes.append(None)
        if "leaf_value" in node:
            nodes[place] = [float(node["leaf_value"])]
        else:
            yes, no = add(node["left_child"]), add(node["right_child"])
            nodes[place] = [int(node["split_feature"]), float(node["threshold"]), yes, no]
        return place

    add(structure)
    return nodes


def case(name, model, trees, base, background, rows):
    explainer = shap.TreeExplainer(
        model, shap.maskers.Independent(background, max_samples=len(background)), feature_perturbation="interventional"
    )
    values = np.asarray(explainer.shap_values(rows, check_additivity=False), dtype=float)
    if values.ndim == 2:
        values = values[:, :, None]
    return {
        "name": name,
        "trees": trees,
        "base": base,
        "expected": np.atleast_1d(explainer.expected_value).tolist(),
        "background": background.tolist(),
        "rows": rows.tolist(),
        "values": values.transpose(0, 2, 1).tolist(),
    }


def main():
    x, y = data(1200)
    background, rows = x[:BACKGROUND], x[BACKGROUND:BACKGROUND + ROWS]
    boosted = GradientBoostingRegressor(n_estimators=30, max_depth=4, random_state=0).fit(x, y)
    forest = RandomForestRegressor(n_estimators=8, max_depth=7, random_state=0).fit(x, y)
    labels = np.digitize(y, [-1, 1])
    classes = RandomForestClassifier(n_estimators=6, max_depth=5, random_state=0).fit(x, labels)
    leafwise = lightgbm.LGBMRegressor(n_estimators=20, num_leaves=25, verbose=-1, random_state=0).fit(x, y)
    cases = [
        case("boosted", boosted, [sklearn_tree(t, boosted.learning_rate) for t in boosted.estimators_[:, 0]],
             [float(np.ravel(boosted.init_.constant_)[0])], background, rows),
        case("forest", forest, [sklearn_tree(t, 1 / 8) for t in forest.estimators_], [0.0], background, rows),
        case("classes", classes, [sklearn_tree(t, 1 / 6) for t in classes.estimators_], [0.0] * 3, background, rows),
        case("leafwise", leafwise,
             [lightgbm_tree(t["tree_structure"]) for t in leafwise.booster_.dump_model()["tree_info"]],
             [0.0], background, rows),
    ]
    json.dump(cases, sys.stdout, separators=(",", ":"))
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
