/** Bearer tokens, of which only hashes are kept, in a file that is read again when it changes. */
@NullMarked
package com.nextgen.ml.service.access.token;

import org.jspecify.annotations.NullMarked;
