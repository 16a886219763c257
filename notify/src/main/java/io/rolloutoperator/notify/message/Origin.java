package io.rolloutoperator.notify.message;

/**
 * Where a revision comes from.
 *
 * @param commit 40 hex digits; empty if it is not known
 * @param page where people look at it; empty if there is none
 */
public record Origin(String commit, String page) {

  /** Nobody knows. */
  public static final Origin UNKNOWN = new Origin("", "");
}
