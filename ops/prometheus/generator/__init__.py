"""Rules and tests of ml-service as functions that return YAML text."""
import json
import pathlib
import re

MODEL = "namespace, job, model, version"
FEATURE = MODEL + ", feature"
LINKS = json.loads((pathlib.Path(__file__).resolve().parents[2] / "links.json").read_text(encoding="utf-8"))
RUNBOOK = LINKS["runbooks"]
DASHBOARD = LINKS["dashboards"]


def with_links(text):
    """Rules or tests written by hand, with their links below the addresses of links.json."""
    for key, base in ("runbook_url", RUNBOOK), ("dashboard_url", DASHBOARD):
        text = re.sub(rf"(?m)^( +{key}: ).*?([\w-]+)$", lambda line: line[1] + base + line[2], text)
    return text
