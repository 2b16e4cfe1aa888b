"""Grafana dashboards as functions; panels are laid out in rows of 24 columns."""

SOURCE = {"type": "prometheus", "uid": "${datasource}"}
WIDTH = 24


def query(expr, legend="", instant=False, form="time_series"):
    return {"expr": expr, "legendFormat": legend, "instant": instant, "range": not instant,
            "format": form}


def table(expr):
    return query(expr, instant=True, form="table")


def panel(kind, title, queries, width=8, unit="short", text="", options=None, custom=None,
          transformations=None, height=8, **defaults):
    """One panel; `defaults` go into its field configuration, as `min=0`."""
    field = {"unit": unit, **defaults}
    if custom:
        field["custom"] = custom
    made = {
        "type": kind, "title": title, "description": text, "datasource": SOURCE,
        "gridPos": {"w": width, "h": height},
        "fieldConfig": {"defaults": field, "overrides": []},
        "options": options or {},
        "targets": [{"refId": chr(ord("A") + i), "datasource": SOURCE, "editorMode": "code", **q}
                    for i, q in enumerate(queries)],
    }
    if transformations:
        made["transformations"] = transformations
    return made


def lines(title, queries, **more):
    return panel("timeseries", title, queries,
                 options={"legend": {"displayMode": "list", "placement": "bottom"},
                          "tooltip": {"mode": "multi", "sort": "desc"}}, **more)


def stat(title, expr, legend="", **more):
    return panel("stat", title, [query(expr, legend)], width=more.pop("width", 4), height=4,
                 options={"reduceOptions": {"calcs": ["lastNotNull"]}, "colorMode": "value"}, **more)


def bars(title, live, base, label, **more):
    """Live shares beside those of the baseline."""
    return panel(
        "barchart", title, [table(live), table(base)], unit="percentunit",
        options={"xField": label, "legend": {"displayMode": "list", "placement": "bottom"}},
        transformations=[
            {"id": "joinByField", "options": {"byField": label, "mode": "outer"}},
            {"id": "organize", "options": {
                "excludeByName": {"Time": True, "Time 1": True, "Time 2": True},
                "renameByName": {"Value #A": "last hour", "Value #B": "baseline"}}},
        ], **more)


def variable(name, definition, **more):
    return {"name": name, "type": "query", "datasource": SOURCE, "refresh": 2, "sort": 1,
            "definition": definition, "query": {"query": definition, "refId": name},
            "label": name, **more}


def lay(rows):
    """Gives ids and places: (title, panels) a row, from left to right and down."""
    placed, y = [], 0
    for title, panels in rows:
        placed.append({"type": "row", "title": title, "collapsed": False, "panels": [],
                       "gridPos": {"x": 0, "y": y, "w": WIDTH, "h": 1}})
        y += 1
        x = deep = 0
        for item in panels:
            place = item["gridPos"]
            if x + place["w"] > WIDTH:
                x, y, deep = 0, y + deep, 0
            place.update(x=x, y=y)
            x += place["w"]
            deep = max(deep, place["h"])
            placed.append(item)
        y += deep
    for number, item in enumerate(placed, 1):
        item["id"] = number
    return placed


def board(uid, title, description, variables, rows):
    source = {"name": "datasource", "type": "datasource", "query": "prometheus",
              "label": "data source", "refresh": 1}
    return {
        "uid": uid, "title": title, "description": description, "tags": ["ml-service"],
        "schemaVersion": 39, "version": 1, "editable": True, "graphTooltip": 1,
        "time": {"from": "now-6h", "to": "now"}, "refresh": "1m", "timezone": "browser",
        "links": [{"title": "ml-service", "type": "dashboards", "tags": ["ml-service"],
                   "asDropdown": False, "includeVars": True, "keepTime": True}],
        "annotations": {"list": [
            {"name": "Versions loaded", "datasource": SOURCE, "enable": True, "iconColor": "blue",
             "expr": 'ml_model_loaded_timestamp_seconds{job="$job", model=~"$model"} * 1000',
             "useValueForTime": True, "titleFormat": "{{model}}/{{version}} loaded",
             "target": {"refId": "loaded"}}]},
        "templating": {"list": [source, *variables]},
        "panels": lay(rows),
    }
