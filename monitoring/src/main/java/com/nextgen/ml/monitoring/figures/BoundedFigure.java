package com.nextgen.ml.monitoring.figures;

/**
 * A figure that bins allow only within a bound.
 *
 * @param figure whose interval is of the rows alone
 * @param bound by how much the figure of the values themselves is off at most
 */
public record BoundedFigure(Estimate figure, double bound) {}
