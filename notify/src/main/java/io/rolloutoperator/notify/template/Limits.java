package io.rolloutoperator.notify.template;

/** Bounds on one template: tenants write them and the controller evaluates them. */
final class Limits {

  /** Characters of source. */
  static final int SOURCE = 256 * 1024;

  /** Bytes of UTF-8 that one text may have. */
  static final int OUTPUT_BYTES = 64 * 1024;

  /** Nodes, elements and 16 characters each count as a step. */
  static final int STEPS = 100_000;

  /** Bytes, by estimate, of all values made. */
  static final long MEMORY_BYTES = 4 * 1024 * 1024;

  /** Nesting of blocks and brackets, and of templates that use templates. */
  static final int DEPTH = 100;

  private Limits() {}
}
