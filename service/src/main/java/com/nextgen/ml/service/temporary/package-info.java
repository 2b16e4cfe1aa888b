/** Temporary files: in one folder, and gone with the process or by the start of the next. */
@NullMarked
package com.nextgen.ml.service.temporary;

import org.jspecify.annotations.NullMarked;
