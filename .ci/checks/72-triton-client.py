"""Triton's own client, which sends and asks for tensors in binary: the rows of all examples have Python's answers.

Each model is asked in binary and in JSON, as it is and compressed, for all outputs and for named ones.
"""
import numpy as np
import tritonclient.http as triton
from service import ask, expectations, scratch_folder, service
from tritonclient.utils import InferenceServerException, triton_to_np_dtype


def columns(metadata, schema, rows):
    """The model's inputs by name as arrays, the names of categories as codes where a matrix takes them."""
    inputs, names = metadata["inputs"], [feature["name"] for feature in schema]
    if len(inputs) == 1 and len(names) > 1:
        codes = {f["name"]: {name: i for i, name in enumerate(f.get("codes") or [])} for f in schema}
        cells = [[codes[name].get(row["features"][name], row["features"][name]) for name in names] for row in rows]
        return {inputs[0]["name"]: np.array(cells, dtype=triton_to_np_dtype(inputs[0]["datatype"]))}
    found = {}
    for tensor in inputs:
        values = [row["features"][tensor["name"]] for row in rows]
        kind = triton_to_np_dtype(tensor["datatype"])
        array = np.array([str(v).encode() for v in values] if kind is np.object_ else values, dtype=kind)
        found[tensor["name"]] = array.reshape(-1, 1)
    return found


def tensors(metadata, arrays, binary):
    made = []
    for tensor in metadata["inputs"]:
        array = arrays[tensor["name"]]
        made.append(triton.InferInput(tensor["name"], list(array.shape), tensor["datatype"]))
        made[-1].set_data_from_numpy(array, binary_data=binary)
    return made


def check_scores(result, metadata, expected):
    name = next(o["name"] for o in metadata["outputs"] if o["datatype"].startswith("FP"))
    rows = expected["rows"]
    last = result.as_numpy(name).reshape(len(rows), -1)[:, -1]
    wanted = [row["onnx"].get("score", row["onnx"]["prediction"]) for row in rows]
    np.testing.assert_allclose(last, wanted, rtol=expected["tolerance"], atol=expected["tolerance"])


def check_model(client, url, expected):
    model, rows = expected["model"], expected["rows"]
    assert client.is_model_ready(model) and client.is_model_ready(model, expected["version"])
    metadata = client.get_model_metadata(model)
    schema = ask(f"{url}/v1/models/{model}/versions/{expected['version']}")["schema"]["features"]
    arrays = columns(metadata, schema, rows)
    asked = 0
    for binary in (True, False):
        for coding in (None, "gzip", "deflate"):
            named = [triton.InferRequestedOutput(o["name"], binary_data=binary) for o in metadata["outputs"]]
            for outputs in (None, named):
                result = client.infer(
                    model, tensors(metadata, arrays, binary), outputs=outputs, request_id=f"triton-{asked}",
                    request_compression_algorithm=coding, response_compression_algorithm=coding,
                )
                answer = result.get_response()
                assert answer["id"] == f"triton-{asked}" and answer["model_name"] == model, answer
                assert answer["model_version"] == expected["version"], answer
                check_scores(result, metadata, expected)
                asked += 1
    for label in [o["name"] for o in metadata["outputs"] if o["datatype"] == "BYTES"]:
        found = [text.decode() for text in client.infer(model, tensors(metadata, arrays, True)).as_numpy(label)]
        assert found == [row["onnx"]["prediction"] for row in rows], (model, found)
    refused(client, model, tensors(metadata, arrays, True), metadata["outputs"][-1]["name"])
    return asked


def refused(client, model, inputs, output):
    """What is not done is said by name, not passed over."""
    try:
        client.infer(model, inputs, outputs=[triton.InferRequestedOutput(output, class_count=2)])
    except InferenceServerException as error:
        assert f"output '{output}': 'classification' is not supported" in str(error), error
    else:
        raise AssertionError("a classification was passed over")


def main():
    with scratch_folder() as scratch, service(scratch) as (url, _):
        client = triton.InferenceServerClient(url.removeprefix("http://"))
        assert client.is_server_live() and client.is_server_ready()
        assert "binary_tensor_data" in client.get_server_metadata()["extensions"]
        asked = sum(check_model(client, url, expected) for expected in expectations())
        client.close()
    print(f"{asked} requests of Triton's client had Python's answers")


main()
