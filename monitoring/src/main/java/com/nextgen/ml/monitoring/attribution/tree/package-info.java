/**
 * Exact interventional Shapley values of tree ensembles, from counts of background rows by leaf.
 *
 * <p>A leaf's value reaches a mixture of an explained row and a background row only if each
 * condition on the leaf's path holds for whichever row gives that condition's feature. So of a
 * background row a leaf needs to know one thing: which of its path's features fail. {@link
 * com.nextgen.ml.monitoring.attribution.tree.BackgroundCounter} counts rows by that pattern, {@link
 * com.nextgen.ml.monitoring.attribution.tree.BackgroundCounts} are those counts, which add up, and
 * {@link com.nextgen.ml.monitoring.attribution.tree.TreeExplainer} makes values of them.
 */
@NullMarked
package com.nextgen.ml.monitoring.attribution.tree;

import org.jspecify.annotations.NullMarked;
