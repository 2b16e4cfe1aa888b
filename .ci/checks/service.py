"""The service with the models of all examples, started for a check and spoken to over HTTP."""
import contextlib
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
START_SECONDS = 300  # the launcher may have to build first


def call(url, body=None, accept=None):
    """(status, body) of an answer, whatever its status."""
    request = urllib.request.Request(url, data=None if body is None else json.dumps(body).encode())
    if body is not None:
        request.add_header("Content-Type", "application/json")
    if accept:
        request.add_header("Accept", accept)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def ask(url, body=None):
    """The JSON of an answer that must be 200."""
    status, text = call(url, body)
    assert status == 200, f"{url}: {status} {text}"
    return json.loads(text)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(url, process, log, seconds):
    """Until `url` answers 200; an error with the log if the process ends first."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        assert process.poll() is None, f"ended with {process.returncode}:\n{log.read_text()}"
        try:
            if call(url)[0] == 200:
                return
        except OSError:
            pass
        time.sleep(0.5)
    raise AssertionError(f"{url}: no 200 in {seconds} s:\n{log.read_text()}")


@contextlib.contextmanager
def program(arguments, ready, scratch, seconds=60):
    """A program that is ended with the block; `ready` is an address that answers 200 then."""
    log = pathlib.Path(scratch) / f"{pathlib.Path(arguments[0]).name}.log"
    with log.open("w") as out:
        process = subprocess.Popen(arguments, stdin=subprocess.DEVNULL, stdout=out,
                                   stderr=subprocess.STDOUT)
    try:
        wait_for(ready, process, log, seconds)
        yield process
    except BaseException:
        print(log.read_text()[-4000:], file=sys.stderr)
        raise
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(timeout=60)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextlib.contextmanager
def scratch_folder():
    with tempfile.TemporaryDirectory(dir=os.environ.get("CI_SCRATCH")) as folder:
        yield pathlib.Path(folder)


@contextlib.contextmanager
def service(scratch, windows=None):
    """(address, process) of a service with the models of all examples, perhaps with other windows."""
    registry = scratch / "registry"
    for model in EXAMPLES.glob("*/registry/*"):
        # What a service that served them there has kept of their files, in .loads, is no model.
        if (model / "model.yaml").is_file():
            shutil.copytree(model, registry / model.name)
            if windows:
                schema = registry / model.name / "model.yaml"
                text, found = re.subn(r"windows: .*", f"windows: [{windows}]", schema.read_text(encoding="utf-8"))
                assert found == 1, f"{schema}: {found} lines of windows"
                schema.write_text(text, encoding="utf-8")
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    command = [ROOT / "ml-service", "serve", "--port", str(port), "--registry", registry]
    with program(command, url + "/v2/health/ready", scratch, START_SECONDS) as process:
        yield url, process


def expectations():
    """For each model the rows whose answers Python gave when it was trained."""
    files = sorted(EXAMPLES.glob("*/expected*.json"))
    assert files, "no expectations under examples/"
    return [json.loads(file.read_text(encoding="utf-8")) for file in files]
