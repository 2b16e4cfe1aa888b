"""Just enough of PromQL to find names and labels; promtool parses the rest."""
import re

# Grafana's and the dashboards' variables, by something of the same kind.
VARIABLES = {"__rate_interval": "5m", "__interval": "1m", "__range": "1h", "__all": ".*"}
STRING = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'')
SELECTOR = re.compile(r"([a-zA-Z_:][a-zA-Z0-9_:]*)\s*\{([^{}]*)\}")
NAME = re.compile(r"(?<![\w:.])[a-zA-Z_:][a-zA-Z0-9_:]*")
GROUPING = re.compile(r"\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^()]*\)")


def without_variables(expr, values=None):
    """With `values` in the variables' places; "x" for those that are not known."""
    known = {**VARIABLES, **(values or {})}

    def value(match):
        return known.get(match[1] or match[2], "x")

    return re.sub(r"\$(?:\{(\w+)\}|(\w+))", value, expr)


def selectors(expr):
    """(metric, labels in its braces) of every selector that names one."""
    plain = STRING.sub('""', expr)
    for name, inside in SELECTOR.findall(plain):
        yield name, set(re.findall(r"(\w+)\s*(?:=~|!~|!=|=)", inside))


def names(expr, prefixes):
    """Recorded series (with a colon) and metrics with one of the prefixes."""
    plain = GROUPING.sub(" ", STRING.sub('""', expr))
    plain = re.sub(r"\{[^{}]*\}", " ", plain)
    return {name for name in NAME.findall(plain) if ":" in name or name.startswith(prefixes)}
