"""Compares a saved /metrics page with docs/metrics.md: names, types and labels, both ways."""
import re
import sys

import catalogue

LINE = re.compile(r"([a-zA-Z_:][\w:]*)(?:\{(.*)\})? \S+")
LABEL = re.compile(r'(\w+)="(?:[^"\\]|\\.)*"')
TYPE = re.compile(r"# TYPE (\S+) (\S+)")
# A page of models with baselines has these; the rest depends on the machine or on time.
EXPECTED = {"always", "model", "baseline", "store"}


def read(path):
    """Types by name of metric, and the sets of labels by name of series."""
    types, series = {}, {}
    with open(path, encoding="utf-8") as page:
        for line in page:
            line = line.rstrip("\n")
            typed = TYPE.match(line)
            sample = LINE.match(line)
            if typed:
                types[typed[1]] = typed[2]
            elif sample and not line.startswith("#"):
                labels = frozenset(LABEL.findall(sample[2] or ""))
                series.setdefault(sample[1], set()).add(labels)
    return types, series


def compare(types, series):
    metrics, known = catalogue.metrics(), catalogue.series()
    if not series:
        yield "the page is empty"
    for name, sets in series.items():
        if name.startswith("ml_") and name not in known:
            yield f"'{name}' is scraped but not in docs/metrics.md"
        for labels in sets if name in known else ():
            if not labels <= known[name]:
                yield f"'{name}' has a label that docs/metrics.md lacks: {sorted(labels - known[name])}"
    for metric in metrics.values():
        there = [name for name, _ in metric.series() if name in series]
        if metric.when in EXPECTED and not there:
            yield f"'{metric.name}' is in docs/metrics.md but not scraped"
        for name in there:
            missing = dict(metric.series())[name] - frozenset().union(*series[name]) - {"quantile"}
            if missing:
                yield f"'{name}' lacks the label {sorted(missing)} that docs/metrics.md names"
        told = types.get(metric.name) or types.get(re.sub("_(total|info)$", "", metric.name))
        if there and told and told not in (metric.type, "info"):
            yield f"'{metric.name}' is a {told}, not a {metric.type}"


def main():
    types, series = read(sys.argv[1])
    problems = list(compare(types, series))
    if problems:
        raise SystemExit("\n".join(problems))
    ours = sum(name.startswith("ml_") for name in series)
    print(f"{ours} names of ml_* series agree with docs/metrics.md")


main()
