package com.nextgen.ml.service.feedback;

/** How many rows were erased. */
public record Erased(int predictions, int labels) {}
