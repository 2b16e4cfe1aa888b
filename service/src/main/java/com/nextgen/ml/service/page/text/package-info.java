/** Reports as short texts for people: the verdict first, then figures in aligned columns. */
@NullMarked
package com.nextgen.ml.service.page.text;

import org.jspecify.annotations.NullMarked;
