package com.nextgen.ml.service;

/** The version of this build, for {@code /v2} and {@code --version}. */
public final class BuildVersion {
  private BuildVersion() {}

  /**
   * Returns the version in the archive's manifest; {@code development} where classes do not come
   * from an archive.
   */
  public static String current() {
    String version = BuildVersion.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
