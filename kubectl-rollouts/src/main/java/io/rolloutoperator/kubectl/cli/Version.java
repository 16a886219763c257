package io.rolloutoperator.kubectl.cli;

import java.util.Optional;

/** Which version this is. */
public final class Version {

  private Version() {}

  /** From the jar's manifest; {@code dev} outside a jar. */
  public static String number() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion()).orElse("dev");
  }
}
