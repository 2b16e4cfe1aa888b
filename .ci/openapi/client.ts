// Predicts with the client that openapi-generator made and, by the types of openapi-typescript, with fetch.
import { readFileSync } from "node:fs";
import { Configuration, InferenceApi, type PredictRequest } from "./generated/index.js";
import type { paths } from "./types";

type Predict = paths["/v1/models/{model}/predict"]["post"];
type Body = Predict["requestBody"]["content"]["application/json"];
type Answer = Predict["responses"]["200"]["content"]["application/json"];

const [, , url, model, file] = process.argv;
if (!url || !model || !file) {
  throw new Error("usage: client URL MODEL BODY.json");
}
const text = readFileSync(file, "utf8");
const body = JSON.parse(text) as Body;

const response = await fetch(`${url}/v1/models/${model}/predict`, {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(body),
});
const typed = (await response.json()) as Answer;

const api = new InferenceApi(new Configuration({ basePath: url }));
const generated = await api.predict({
  model,
  predictRequest: JSON.parse(text) as PredictRequest,
});

const answers = typed.predictions.map((row) => [row.id, row.prediction, row.score ?? null]);
const others = generated.predictions.map((row) => [row.id, row.prediction, row.score ?? null]);
console.log(JSON.stringify({ typed: answers, generated: others }));
