package com.nextgen.ml.service.csv;

import java.util.List;

/**
 * One row.
 *
 * @param line where it begins in the file, the header being line 1
 * @param values as many as there are columns; as written, without quotes
 */
public record CsvRow(long line, List<String> values) {}
