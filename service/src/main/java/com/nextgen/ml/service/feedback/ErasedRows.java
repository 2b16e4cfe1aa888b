package com.nextgen.ml.service.feedback;

/** How many rows were erased. */
public record ErasedRows(int predictions, int labels) {}
