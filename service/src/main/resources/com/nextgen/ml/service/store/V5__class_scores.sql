-- Figures of more than two classes need the scores of all of them: a float a class, in their order.
ALTER TABLE predictions ADD COLUMN class_scores ${bytes};
