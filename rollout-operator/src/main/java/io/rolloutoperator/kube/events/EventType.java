package io.rolloutoperator.kube.events;

/** The two types that Kubernetes knows. */
public enum EventType {
  NORMAL("Normal"),
  WARNING("Warning");

  private final String wireName;

  EventType(String wireName) {
    this.wireName = wireName;
  }

  /** As it stands in the Event. */
  public String wireName() {
    return wireName;
  }
}
