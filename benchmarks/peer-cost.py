#!/usr/bin/env python3
"""What Evidently's data drift report costs: evidently.py REFERENCE.csv CURRENT.csv

Prints seconds for reading both tables and for the report, and the most memory held. Its defaults:
every column by the test that it chooses for the column's type and the number of rows.
"""

import json
import resource
import sys
import time

import pandas
from evidently import DataDefinition, Dataset, Report
from evidently.presets import DataDriftPreset


def main(reference_file: str, current_file: str) -> None:
    began = time.perf_counter()
    reference = pandas.read_csv(reference_file)
    current = pandas.read_csv(current_file)
    read = time.perf_counter()
    definition = DataDefinition(
        numerical_columns=[name for name in reference if name.startswith("x")],
        categorical_columns=[name for name in reference if name.startswith("c")],
    )
    result = Report([DataDriftPreset()]).run(
        Dataset.from_pandas(current, data_definition=definition),
        Dataset.from_pandas(reference, data_definition=definition),
    )
    document = result.json()
    done = time.perf_counter()
    print(
        json.dumps(
            {
                "rows": len(current),
                "columns": len(current.columns),
                "readSeconds": round(read - began, 2),
                "reportSeconds": round(done - read, 2),
                "memoryMiB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
                "documentBytes": len(document),
            }
        )
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
