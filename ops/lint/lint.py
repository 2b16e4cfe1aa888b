"""Dashboards, names of metrics and runbooks; writes all expressions as rules for promtool to parse."""
import json
import sys
import urllib.parse

import yaml

import catalogue
import promql

OPS = catalogue.ROOT / "ops"
PREFIXES = ("ml_", "process_", "jvm_", "up", "ALERTS")
PROMETHEUS_OWN = {"up": {"instance"}, "ALERTS": {"alertname", "alertstate", "severity", "category"}}
TARGET = {"namespace", "job", "pod", "instance"}
LINKS = json.loads((OPS / "links.json").read_text(encoding="utf-8"))
RUNBOOKS, DASHBOARDS = LINKS["runbooks"], LINKS["dashboards"]
TEXTS = {"", ".json", ".md", ".py", ".sh", ".txt", ".yaml", ".yml"}
problems = []


def problem(where, what):
    problems.append(f"{where}: {what}")


def rules():
    for path in sorted((OPS / "prometheus").glob("*.rules.yml")):
        for group in yaml.safe_load(path.read_text(encoding="utf-8"))["groups"]:
            for rule in group["rules"]:
                yield path.name, rule


def check_expression(where, expr, known, recorded):
    for name in promql.names(expr, PREFIXES):
        if name not in known and name not in recorded:
            problem(where, f"'{name}' is neither in docs/metrics.md nor recorded")
    for name, labels in promql.selectors(expr):
        if name in known:
            extra = labels - known[name] - TARGET
            if extra:
                problem(where, f"'{name}' has no label {', '.join(sorted(extra))}")


def check_rules(known):
    recorded = {rule["record"] for _, rule in rules() if "record" in rule}
    alerts = {}
    for file, rule in rules():
        where = f"{file}: {rule.get('record') or rule.get('alert')}"
        check_expression(where, rule["expr"], known, recorded)
        if "alert" in rule:
            alerts.setdefault(rule["alert"], []).append(rule)
    check_alerts(alerts)
    return recorded


def check_alerts(alerts):
    tested = {}
    for document in (OPS / "prometheus").glob("*.test.yml"):
        for test in yaml.safe_load(document.read_text(encoding="utf-8"))["tests"]:
            for case in test.get("alert_rule_test", []):
                tested.setdefault(case["alertname"], set()).add(bool(case.get("exp_alerts")))
    pages = {path.stem for path in (catalogue.ROOT / "docs" / "runbooks").glob("*.md")} - {"README"}
    boards = [json.loads(path.read_text(encoding="utf-8"))["uid"] for path in (OPS / "grafana").glob("*.json")]
    for name, cases in alerts.items():
        if name not in pages:
            problem(name, "no runbook in docs/runbooks")
        wanted = {True} if name == "Watchdog" else {True, False}
        if not wanted <= tested.get(name, set()):
            problem(name, "needs a test in which it fires and one in which it does not")
        for rule in cases:
            if rule["annotations"].get("runbook_url") != RUNBOOKS + name:
                problem(name, f"runbook_url is not {RUNBOOKS}{name}")
            board = rule["annotations"].get("dashboard_url", DASHBOARDS + name)
            if board not in {DASHBOARDS + uid for uid in (name, *boards)}:
                problem(name, f"dashboard_url is not {DASHBOARDS} and the uid of a dashboard")
            if "severity" not in rule["labels"]:
                problem(name, "no severity")
    for page in pages - set(alerts):
        problem(f"docs/runbooks/{page}.md", "no such alert")
    index = (catalogue.ROOT / "docs" / "runbooks" / "README.md").read_text(encoding="utf-8")
    for name in alerts:
        if f"({name}.md)" not in index:
            problem("docs/runbooks/README.md", f"does not list {name}")


def check_dashboard(path, known, recorded):
    board = json.loads(path.read_text(encoding="utf-8"))
    panels = board["panels"]
    variables = [variable["name"] for variable in board["templating"]["list"]]
    if board["schemaVersion"] < 39 or not board["uid"]:
        problem(path.name, "schemaVersion under 39, or no uid")
    if "datasource" not in variables or len(set(variables)) != len(variables):
        problem(path.name, "variables: no datasource, or one twice")
    ids = [panel["id"] for panel in panels]
    if len(set(ids)) != len(ids):
        problem(path.name, "two panels have one id")
    check_places(path.name, panels)
    expressions = []
    for panel in panels:
        where = f"{path.name}: {panel['title']}"
        if panel["type"] == "row":
            continue
        if not panel["targets"]:
            problem(where, "no query")
        for target in panel["targets"]:
            for source in (panel["datasource"], target["datasource"]):
                if source.get("uid") != "${datasource}":
                    problem(where, "does not use the variable datasource")
            expressions.append((where, target["expr"]))
    for variable in board["templating"]["list"]:
        if variable["type"] == "query":
            inside = variable["query"]["query"].removeprefix("label_values(").rsplit(",", 1)[0]
            expressions.append((f"{path.name}: variable {variable['name']}", inside))
    for annotation in board["annotations"]["list"]:
        expressions.append((f"{path.name}: {annotation['name']}", annotation["expr"]))
    plain = [(where, promql.without_variables(expr)) for where, expr in expressions]
    for where, expr in plain:
        check_expression(where, expr, known, recorded)
    return plain


def check_links():
    """The addresses stand in links.json and in what ops/prometheus/generate writes, nowhere else."""
    hosts = {urllib.parse.urlsplit(link).netloc for link in LINKS.values()}
    for folder in "ops", "k8s", "docs", "examples":
        for path in sorted((catalogue.ROOT / folder).rglob("*")):
            written = path.parent == OPS / "prometheus" and path.suffix == ".yml"
            if written or path == OPS / "links.json" or path.suffix not in TEXTS or not path.is_file():
                continue
            text = path.read_text(encoding="utf-8")
            for host in hosts:
                if host in text:
                    problem(path.relative_to(catalogue.ROOT), f"'{host}' stands in ops/links.json alone")


def check_places(name, panels):
    taken = {}
    for panel in panels:
        place = panel["gridPos"]
        if place["x"] + place["w"] > 24:
            problem(name, f"'{panel['title']}' is over the edge")
        for x in range(place["x"], place["x"] + place["w"]):
            for y in range(place["y"], place["y"] + place["h"]):
                if (x, y) in taken:
                    problem(name, f"'{panel['title']}' lies over '{taken[x, y]}'")
                    return
                taken[x, y] = panel["title"]


def main():
    known = {**catalogue.series(), **PROMETHEUS_OWN}
    recorded = check_rules(known)
    expressions = []
    for path in sorted((OPS / "grafana").glob("*.json")):
        expressions += check_dashboard(path, known, recorded)
    check_links()
    if problems:
        raise SystemExit("\n".join(problems))
    parsed = [{"record": f"check:{i}", "expr": expr} for i, (_, expr) in enumerate(expressions)]
    with open(sys.argv[1], "w", encoding="utf-8") as file:
        yaml.safe_dump({"groups": [{"name": "dashboards", "rules": parsed}]}, file)
    print(f"{len(expressions)} expressions of dashboards use known metrics, labels and series")


main()
