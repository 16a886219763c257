package io.rolloutoperator.gitsync.status;

/** Conditions of a GitSync, in the order in which its status has them. */
public enum ConditionType {
  /** The cluster is as Git says. */
  READY("Ready"),
  /** Something is under way; there only while it is. */
  RECONCILING("Reconciling"),
  /** A person must act; there only while that is so. */
  STALLED("Stalled"),
  /** The objects are healthy. */
  HEALTHY("Healthy"),
  /** The repository answers. */
  SOURCE_READY("SourceReady"),
  /** Commits get into the repository; there only if the unit may make some. */
  WRITE_BACK_READY("WriteBackReady"),
  /** Objects differ from Git and stay so; there only while that is so. */
  DRIFTED("Drifted"),
  /** The spec has fields without effect; there only while that is so. */
  UNSUPPORTED_FIELD("UnsupportedField");

  private final String text;

  ConditionType(String text) {
    this.text = text;
  }

  /** As a status spells it. */
  public String text() {
    return text;
  }
}
