/** What all commands share: failure, exit status, progress. */
@NullMarked
package com.nextgen.ml.service.cli.command;

import org.jspecify.annotations.NullMarked;
