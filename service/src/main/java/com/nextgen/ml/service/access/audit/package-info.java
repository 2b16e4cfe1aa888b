/** What was changed and refused, by whom and from where: counted, logged and kept. */
@NullMarked
package com.nextgen.ml.service.access.audit;

import org.jspecify.annotations.NullMarked;
