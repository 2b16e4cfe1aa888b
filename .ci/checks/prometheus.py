"""A real Prometheus with our rules that scrapes one service, started for a check."""
import contextlib
import json
import re
import time
import urllib.parse

from service import ROOT, ask, free_port, program

PATIENCE = 240


def configuration(scratch, service_url):
    """Our rules as they are but for how often they are evaluated: every two seconds, not every minute."""
    rules = scratch / "rules"
    rules.mkdir()
    for path in (ROOT / "ops" / "prometheus").glob("ml-*.rules.yml"):
        text = path.read_text(encoding="utf-8")
        (rules / path.name).write_text(re.sub(r"(?m)^(    interval:) \w+$", r"\1 2s", text), encoding="utf-8")
    path = scratch / "prometheus.yml"
    path.write_text(json.dumps({
        "global": {"scrape_interval": "1s", "scrape_timeout": "1s", "evaluation_interval": "2s"},
        "rule_files": [str(rules / "*.yml")],
        "scrape_configs": [{"job_name": "ml-service", "static_configs": [
            {"targets": [service_url.removeprefix("http://")], "labels": {"namespace": "ci"}}]}],
    }), encoding="utf-8")  # JSON is YAML
    return path


class Prometheus:
    def __init__(self, url):
        self.url = url

    def query(self, expr):
        """[(labels, value)] of an instant query; an error if Prometheus refuses it."""
        answer = ask(f"{self.url}/api/v1/query?{urllib.parse.urlencode({'query': expr})}")
        result = answer["data"]["result"]
        if answer["data"]["resultType"] != "vector":
            return [({}, float(result[1]))]
        return [(item["metric"], float(item["value"][1])) for item in result]

    def wait(self, expr, what):
        """Until the query has a result."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if self.query(expr):
                return
            time.sleep(1)
        raise AssertionError(f"{what}: nothing in {PATIENCE} s for {expr}")

    def failures(self):
        groups = ask(f"{self.url}/api/v1/rules")["data"]["groups"]
        return [f"{rule['name']}: {rule['lastError']}" for group in groups for rule in group["rules"]
                if rule["health"] == "err"]


@contextlib.contextmanager
def prometheus(scratch, service_url):
    """A Prometheus that has seen the counters at 0, so that no row is lost to a first scrape."""
    port = free_port()
    server = Prometheus(f"http://127.0.0.1:{port}")
    command = ["prometheus", f"--config.file={configuration(scratch, service_url)}",
               f"--storage.tsdb.path={scratch / 'tsdb'}", f"--web.listen-address=127.0.0.1:{port}"]
    with program(command, server.url + "/-/ready", scratch):
        server.wait("count_over_time(ml_predictions_total[1m]) >= 2", "first scrapes")
        yield server
