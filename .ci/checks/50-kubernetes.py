"""Validates k8s/*.yml against Kubernetes' schemas and the Prometheus Operator's models.

Strict: a key that the schema does not know is an error. Then that the objects refer to each other:
selectors, ports, claims, and the job that the Prometheus rules expect.
"""
import pathlib
import sys

import kubernetes_validate
import yaml
from cloudcoil.models.prometheus_operator.v1 import ServiceMonitor
from pydantic import ValidationError

ROOT = pathlib.Path(__file__).resolve().parents[2]
KUBERNETES = "1.34"
problems = []


def lost(given, kept, path=""):
    """Keys of `given` that a model did not keep: it ignores what it does not know."""
    if isinstance(given, dict):
        for key, value in given.items():
            if not isinstance(kept, dict) or key not in kept:
                yield f"{path}.{key}"
            else:
                yield from lost(value, kept[key], f"{path}.{key}")
    elif isinstance(given, list):
        for i, value in enumerate(given):
            yield from lost(value, kept[i] if i < len(kept) else None, f"{path}[{i}]")


def check_schema(where, document):
    if document["kind"] == "ServiceMonitor":
        try:
            model = ServiceMonitor.model_validate(document)
        except ValidationError as error:
            problems.append(f"{where}: {error}")
            return
        kept = model.model_dump(by_alias=True, exclude_none=True, mode="json")
        problems.extend(f"{where}: unknown key {key}" for key in lost(document, kept))
        return
    try:
        kubernetes_validate.validate(document, KUBERNETES, strict=True)
    except kubernetes_validate.ValidationError as error:
        problems.append(f"{where}: {'.'.join(map(str, error.path))}: {error.message}")
    except kubernetes_validate.SchemaNotFoundError as error:
        problems.append(f"{where}: no schema of {error.kind} {error.api_version}")


def expect(condition, what):
    if not condition:
        problems.append(what)


def check_names(environment, service):
    """A request whose Host is none of the allowed names is refused: all of the Service's must be."""
    names = [env["name"] for env in environment]
    values = {env["name"]: env.get("value", "") for env in environment}
    space = "$(NAMESPACE)"
    wanted = {service, f"{service}.{space}", f"{service}.{space}.svc", f"{service}.{space}.svc.cluster.local"}
    missing = wanted - set(values.get("ML_SERVICE_ALLOWED_HOSTS", "").split(","))
    expect(not missing, f"ML_SERVICE_ALLOWED_HOSTS lacks {', '.join(sorted(missing))}")
    # Kubernetes puts a variable in only where it stands before its use.
    expect("NAMESPACE" in names and names.index("NAMESPACE") < names.index("ML_SERVICE_ALLOWED_HOSTS"),
           "NAMESPACE must stand before ML_SERVICE_ALLOWED_HOSTS")


def check_access(args, policy, labels, ports):
    """A service that lets everybody do everything stands behind a policy, or knows its callers."""
    if "--insecure" not in args:
        expect({"--tokens", "--oidc-issuer"} & set(args), "nobody has said who may call the service")
        return
    if policy is None:
        problems.append("--insecure without a NetworkPolicy: every pod of the cluster may do everything")
        return
    spec = policy["spec"]
    expect(spec["podSelector"]["matchLabels"].items() <= labels, "NetworkPolicy selects other labels than the pods have")
    expect("Ingress" in spec["policyTypes"], "NetworkPolicy does not restrict who comes in")
    for rule in spec["ingress"]:
        expect(rule.get("from"), "NetworkPolicy lets everybody in")
        expect(rule.get("ports"), "NetworkPolicy opens every port")
        expect({port["port"] for port in rule.get("ports", [])} <= set(ports), "NetworkPolicy names a port that the container lacks")


def check_references(by_kind):
    deployment, service = by_kind["Deployment"], by_kind["Service"]
    pod = deployment["spec"]["template"]
    container = pod["spec"]["containers"][0]
    monitor = by_kind["ServiceMonitor"]
    labels = pod["metadata"]["labels"].items()
    for name, selector in (
        ("Deployment", deployment["spec"]["selector"]["matchLabels"]),
        ("Service", service["spec"]["selector"]),
        ("PodDisruptionBudget", by_kind["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"]),
    ):
        expect(selector.items() <= labels, f"{name} selects other labels than the pods have")
    expect(monitor["spec"]["selector"]["matchLabels"].items() <= service["metadata"]["labels"].items(),
           "ServiceMonitor selects other labels than the Service has")
    ports = {port["name"]: port["targetPort"] for port in service["spec"]["ports"]}
    expect(all(end["port"] in ports for end in monitor["spec"]["endpoints"]),
           "ServiceMonitor names a port that the Service lacks")
    named = {port["name"]: port["containerPort"] for port in container["ports"]}
    expect(set(ports.values()) <= set(named), "Service names a port that the container lacks")
    args = container["args"]
    expect(args[args.index("--port") + 1] == str(named["http"]), "--port is not the container's port")
    expect(args[args.index("--metrics-port") + 1] == str(named["metrics"]),
           "--metrics-port is not the container's port")
    for probe in ("startupProbe", "livenessProbe", "readinessProbe"):
        expect(container[probe]["httpGet"]["port"] == "metrics",
               f"{probe} asks a port that a model's calls share")
    claims = {v["persistentVolumeClaim"]["claimName"] for v in pod["spec"]["volumes"]
              if "persistentVolumeClaim" in v}
    expect(claims == {by_kind["PersistentVolumeClaim"]["metadata"]["name"]}, "another claim is mounted")
    mounts = {mount["mountPath"] for mount in container["volumeMounts"]}
    expect(args[args.index("--registry") + 1] in mounts, "the registry is not mounted")
    secret = {env["name"]: env["valueFrom"]["secretKeyRef"] for env in container["env"]
              if "secretKeyRef" in env.get("valueFrom", {})}
    store = args[args.index("--store") + 1]
    expect(store.startswith("$(") and store[2:-1] in secret, "--store is not the address in the Secret")
    expect({"ML_SERVICE_STORE_USER", "ML_SERVICE_STORE_PASSWORD"} <= set(secret),
           "the store's credentials are not those in the Secret")
    expect(len({reference["name"] for reference in secret.values()}) == 1, "the store's Secrets differ")
    expect(not any("optional" in reference for reference in secret.values()),
           "without its Secret a replica would keep a store of its own")
    check_names(container["env"], service["metadata"]["name"])
    check_access(args, by_kind.get("NetworkPolicy"), labels, named)
    job = service["metadata"]["labels"].get(monitor["spec"]["jobLabel"])
    rules = (ROOT / "ops" / "prometheus" / "ml-service.rules.yml").read_text(encoding="utf-8")
    expect(f'up{{job="{job}"}}' in rules, f"the rules expect another job than {job}")


def main():
    count, by_kind = 0, {}
    for path in sorted((ROOT / "k8s").glob("*.yml")):
        for document in yaml.safe_load_all(path.read_text(encoding="utf-8")):
            where = f"{path.name}: {document['kind']} {document['metadata']['name']}"
            check_schema(where, document)
            by_kind[document["kind"]] = document
            count += 1
    if not problems:
        check_references(by_kind)
    if problems:
        sys.exit("\n".join(problems))
    print(f"{count} objects fit the schemas of Kubernetes {KUBERNETES} and the Prometheus Operator")


main()
