/**
 * The model server that watches its own models; here stands what every room may say of the build.
 */
@NullMarked
package com.nextgen.ml.service;

import org.jspecify.annotations.NullMarked;
