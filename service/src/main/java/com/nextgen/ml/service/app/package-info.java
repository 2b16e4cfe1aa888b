/** The service wired: its settings, its start, its schedules and its end. */
@NullMarked
package com.nextgen.ml.service.app;

import org.jspecify.annotations.NullMarked;
