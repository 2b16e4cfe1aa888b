"""Rules and tests of ml-service as functions that return YAML text."""

MODEL = "namespace, job, model, version"
FEATURE = MODEL + ", feature"
RUNBOOK = "https://runbooks.example.com/ml-service/"
DASHBOARD = "https://grafana.example.com/d/"
