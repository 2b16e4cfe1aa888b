"""Reads the tables of docs/metrics.md."""
import dataclasses
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "metrics.md"
HEADER = "| metric | type | labels | when | since | meaning |"
TYPES = {"counter", "gauge", "histogram", "summary"}
PRESENCE = {"always", "model", "baseline", "judged", "gpu", "cgroup", "failed", "alias",
            "gaps", "open", "held-out", "store", "logged", "labelled", "posted"}


@dataclasses.dataclass(frozen=True)
class Metric:
    name: str
    type: str
    labels: frozenset
    when: str

    def series(self):
        """Names of its series and the labels these have in a scrape."""
        if self.type == "histogram":
            yield f"{self.name}_bucket", self.labels | {"le"}
        if self.type in ("histogram", "summary"):
            yield f"{self.name}_sum", self.labels
            yield f"{self.name}_count", self.labels
        if self.type == "summary":
            yield self.name, self.labels | {"quantile"}
        if self.type in ("counter", "gauge"):
            yield self.name, self.labels


def metrics():
    """All metrics by name; an error if a row of a table is not understood."""
    found, inside = {}, False
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line == HEADER:
            inside = True
        elif not line.startswith("|"):
            inside = False
        elif inside and not line.startswith("|---"):
            name, kind, labels, when, since = [cell.strip() for cell in line.strip("|").split("|")][:5]
            metric = Metric(name.strip("`"), kind, frozenset(re.findall(r"`(\w+)`", labels)), when)
            if (kind not in TYPES or when not in PRESENCE or metric.name in found
                    or not re.fullmatch(r"\d+\.\d+\.\d+", since)):
                raise SystemExit(f"docs/metrics.md: not understood, or twice: {line}")
            found[metric.name] = metric
    if not found:
        raise SystemExit("docs/metrics.md: no table of metrics")
    return found


def series():
    """Labels by name of series."""
    return {name: labels for metric in metrics().values() for name, labels in metric.series()}
