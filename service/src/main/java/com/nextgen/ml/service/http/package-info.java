/** Routes and their JSON records; errors become status codes. Nothing else knows HTTP. */
@NullMarked
package com.nextgen.ml.service.http;

import org.jspecify.annotations.NullMarked;
