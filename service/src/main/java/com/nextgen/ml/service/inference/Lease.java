package com.nextgen.ml.service.inference;

/** Keeps a version's session open until closed, even if the version is retired meanwhile. */
public interface Lease extends AutoCloseable {

  /** Returns the version, which can be used until {@link #close}. */
  ServedVersion version();

  @Override
  void close();
}
