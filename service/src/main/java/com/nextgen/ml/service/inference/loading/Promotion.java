package com.nextgen.ml.service.inference.loading;

import com.nextgen.ml.service.registry.AliasChange;

/** What came of the wish to make an alias name a version. */
public sealed interface Promotion {

  /** The version serves under the alias now. */
  record Done(AliasChange change) implements Promotion {}

  /** There is no such model or version; or, to roll back, none that was before. */
  record Unknown(String message) implements Promotion {}

  /** The alias or the reason is not acceptable. */
  record Invalid(String message) implements Promotion {}

  /** The version does not load; what served before serves on. */
  record Refused(String message) implements Promotion {}
}
