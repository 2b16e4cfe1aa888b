package com.nextgen.ml.service.http;

/** The version of this build. */
final class BuildVersion {
  private BuildVersion() {}

  /** From the archive's manifest; {@code development} where there is none. */
  static String current() {
    String version = BuildVersion.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
