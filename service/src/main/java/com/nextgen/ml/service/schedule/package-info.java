/** What is done again and again, and goes on whatever happens in one turn. */
@NullMarked
package com.nextgen.ml.service.schedule;

import org.jspecify.annotations.NullMarked;
