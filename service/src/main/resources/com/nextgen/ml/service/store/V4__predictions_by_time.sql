-- A window is judged when its labels have matured: by then by the time of its predictions.
CREATE INDEX predictions_time ON predictions (model, predicted_at, sequence);
