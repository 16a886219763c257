package io.rolloutoperator.api.gitsync;

/** Regular expressions of the schema that several fields share. */
final class Patterns {

  /** A duration such as {@code 1m30s}. */
  static final String DURATION = "^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$";

  /** Longest duration in characters: enough for every unit with many digits. */
  static final int DURATION_LENGTH = 32;

  /** The name of most objects: a DNS subdomain. */
  static final String NAME = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";

  static final int NAME_LENGTH = 253;

  /** The name of a namespace: a DNS label. */
  static final String NAMESPACE = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$";

  static final int NAMESPACE_LENGTH = 63;

  private Patterns() {}
}
