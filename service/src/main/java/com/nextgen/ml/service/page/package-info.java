/** What people look at: reports as pages, and what tables and pages say of a column. */
@NullMarked
package com.nextgen.ml.service.page;

import org.jspecify.annotations.NullMarked;
