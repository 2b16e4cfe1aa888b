"""Where the data sets are, and how CSV files for the command line are written."""

import argparse
from pathlib import Path

import pandas as pd


def arguments(script: str, description: str) -> argparse.Namespace:
    """The command line of a training script: --data, the folder of the data sets."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--data", type=Path, default=None, help="folder of the data sets (default: ../shared/data)")
    chosen = parser.parse_args()
    if chosen.data is None:
        chosen.data = shared_data(Path(script).resolve().parent)
    return chosen


def shared_data(start: Path) -> Path:
    """The first `shared/data` beside or above the folder `start`."""
    for folder in [start, *start.parents]:
        if (folder / "shared" / "data").is_dir():
            return folder / "shared" / "data"
    raise SystemExit("No shared/data above " + str(start) + ": give the folder of the data sets with --data")


def write_csv(frame: pd.DataFrame, path: Path) -> None:
    """Writes comma-separated UTF-8 with a header; missing values are empty, booleans `true` and `false`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    spelled = frame.copy()
    for column in spelled.columns:
        if spelled[column].dtype == bool:
            spelled[column] = spelled[column].map({True: "true", False: "false"})
    spelled.to_csv(path, index=False, lineterminator="\n")
    print(f"{path.name}: {len(frame)} rows")
