/**
 * What the graph in a model's file computes, where that can be told: sums of trees or of terms,
 * over columns that are each made of one feature. Nothing here runs a model.
 */
@NullMarked
package com.nextgen.ml.service.inference.graph;

import org.jspecify.annotations.NullMarked;
