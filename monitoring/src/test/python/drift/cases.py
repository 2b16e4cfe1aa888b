"""The data, the splits and the bins that every peer's figures are computed over.

Bins are made here from their description in docs/statistics, with numpy alone: at most ten
quantile bins (type 7) of the reference, at least 50 reference values each, right-closed, with edges
between its values, in the precision of the model's input; categories of at least 20 reference rows by name, the rest pooled;
missing as one more bin.
"""
import pathlib

import numpy as np
import pandas as pd

HERE = pathlib.Path(__file__).resolve()
OUT = HERE.parents[2] / "resources/com/nextgen/ml/monitoring/drift/statistic"


def shared():
    for at in HERE.parents:
        if (at / "shared/data").is_dir():
            return at / "shared/data"
    raise SystemExit("skipped: there is no ../shared/data beside the project")


# Rows from, to (exclusive), step, as Python slices have them.
SHOPPERS, BIKES = "online-shoppers/online_shoppers_intention.csv", "bike-sharing/hour.csv"
ADULT, HOUSES = "adult/adult.csv.gz", "kc-house/kc_house_data.csv.gz"
CALIFORNIA, GERMAN = "nannyml-california/california_housing_reference.csv", "german-credit/german.csv"
INCOME, CIRCLE = "trustyai-income/income-biased-inputs.csv", "adult-aif360-encoded/data.csv"

SHOP_NUMBERS = ["Administrative", "ProductRelated", "ProductRelated_Duration", "BounceRates", "PageValues", "SpecialDay"]
SHOP_NAMES = ["Month", "VisitorType", "Weekend", "TrafficType"]
BIKE_NUMBERS = ["temp", "hum", "windspeed", "cnt"]
BIKE_NAMES = ["weathersit", "holiday", "weekday"]
HOUSE_NUMBERS = ["price", "sqft_lot", "sqft_basement", "bathrooms", "lat"]
CALIFORNIA_NUMBERS = ["MedInc", "AveOccup", "AveRooms", "Population"]
ADULT_NUMBERS = ["age", "capital-gain", "fnlwgt", "hours-per-week"]
ADULT_NAMES = ["workclass", "education", "sex", "native-country"]
GERMAN_NUMBERS, GERMAN_NAMES = ["credit_amount", "month", "age"], ["purpose", "foreign_worker", "status"]


def case(data, reference, current, numeric, categorical, precision="float64", missing=0):
    """missing: every so many current rows have no value; 0 for none."""
    return dict(data=data, reference=reference, current=current, numeric=numeric,
                categorical=categorical, precision=precision, missing=missing)


CASES = [
    case(SHOPPERS, [0, 12330, 2], [1, 12330, 2], SHOP_NUMBERS, SHOP_NAMES),
    case(SHOPPERS, [0, 6000, 1], [6000, 12330, 1], SHOP_NUMBERS, SHOP_NAMES, "float32"),
    case(SHOPPERS, [0, 6000, 1], [12000, 12330, 1], SHOP_NUMBERS, SHOP_NAMES, "float32", 7),
    case(SHOPPERS, [0, 120, 1], [6000, 6040, 1], SHOP_NUMBERS, SHOP_NAMES),
    case(BIKES, [0, 688, 1], [688, 1337, 1], BIKE_NUMBERS, BIKE_NAMES),
    case(BIKES, [0, 688, 1], [688, 1337, 1], BIKE_NUMBERS, BIKE_NAMES, "float32"),
    case(BIKES, [0, 17379, 3], [1, 17379, 3], BIKE_NUMBERS, BIKE_NAMES, "float32"),
    case(BIKES, [0, 8645, 1], [8645, 17379, 1], BIKE_NUMBERS, BIKE_NAMES, "float64", 11),
    case(HOUSES, [0, 21613, 2], [1, 21613, 2], HOUSE_NUMBERS, ["waterfront", "condition"]),
    case(HOUSES, [0, 5000, 1], [20000, 21613, 1], HOUSE_NUMBERS, ["grade"], "float32"),
    case(HOUSES, [0, 300, 1], [300, 360, 1], HOUSE_NUMBERS, ["view"], "float32", 5),
    case(CALIFORNIA, [0, 5832, 2], [1, 5832, 2], CALIFORNIA_NUMBERS, []),
    case(CALIFORNIA, [0, 3000, 1], [3000, 5832, 1], CALIFORNIA_NUMBERS, ["clf_target"], "float32"),
    case(ADULT, [0, 32561, 2], [1, 32561, 2], ADULT_NUMBERS, ADULT_NAMES),
    case(ADULT, [0, 3000, 1], [3000, 3500, 1], ADULT_NUMBERS, ADULT_NAMES, "float32", 3),
    case(GERMAN, [0, 500, 1], [500, 1000, 1], GERMAN_NUMBERS, GERMAN_NAMES),
    case(GERMAN, [0, 60, 1], [940, 1000, 1], GERMAN_NUMBERS, GERMAN_NAMES, "float32"),
    case(INCOME, [0, 5000, 1], [5000, 10000, 1], ["age"], ["race", "gender"]),
    case(INCOME, [0, 10000, 10], [1, 10000, 100], ["age"], ["race", "gender"], "float32"),
]


def sides(one):
    """Reference and current rows as text."""
    frame = pd.read_csv(shared() / one["data"], dtype=str, keep_default_na=False)
    frame = frame.reset_index(drop=True)
    reference = frame.iloc[slice(*one["reference"])].reset_index(drop=True)
    current = frame.iloc[slice(*one["current"])].reset_index(drop=True)
    gone = current.index % one["missing"] == 0 if one["missing"] else np.zeros(len(current), bool)
    return reference, current, gone


def numbers(column, precision, gone=None):
    values = column.astype(float).to_numpy().astype(precision).astype(float)
    return values if gone is None else values[~gone]


def published_bins(reference, precision):
    """The upper edges of all bins but the last: in the middle between the values beside a quantile,
    or on the one below it where that is an atom, so that no value changes sides as a float32."""
    bins = min(10, len(reference) // 50)
    values, rows = np.unique(reference, return_counts=True)
    narrow = values.astype(np.float32).astype(float)
    atoms = set(narrow[rows > max(1, len(reference) / min(200, len(reference)))])
    edges = set()
    for cut in np.quantile(reference, np.arange(1, bins) / bins) if bins > 1 else []:
        at = np.searchsorted(narrow, np.float32(cut).astype(float), side="right") - 1
        if at + 1 == len(values):
            continue
        under, over = max(values[at], narrow[at]), min(values[at + 1], narrow[at + 1])
        middle = float(((values[at] + values[at + 1]) / 2).astype(precision))
        edges.add(under if narrow[at] in atoms else under if middle >= over else max(under, middle))
    return np.array(sorted(edges))


def counts_of_numbers(edges, values, missing):
    bins = np.searchsorted(edges, values, side="left")
    return np.append(np.bincount(bins, minlength=len(edges) + 1), missing)


def counts_of_names(reference, current, gone):
    frequent = reference.value_counts()
    named = sorted(frequent[frequent >= 20].index)[:100]
    assert (frequent >= 20).sum() <= 100

    def count(values, missing):
        cells = [int((values == name).sum()) for name in named]
        return np.array([*cells, len(values) - sum(cells), missing])

    return count(reference, 0), count(current[~gone], int(gone.sum()))
