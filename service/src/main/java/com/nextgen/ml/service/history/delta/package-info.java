/** What each replica counted since it last wrote, kept in the store and compacted. */
@NullMarked
package com.nextgen.ml.service.history.delta;

import org.jspecify.annotations.NullMarked;
