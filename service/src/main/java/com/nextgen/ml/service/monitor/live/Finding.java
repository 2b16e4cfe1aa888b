package com.nextgen.ml.service.monitor.live;

/**
 * What a report of one kind says in short: as much of it as gauges and lists need, whether the
 * report was made here or read from a store.
 */
public interface Finding {}
