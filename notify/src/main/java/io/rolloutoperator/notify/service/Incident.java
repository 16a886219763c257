package io.rolloutoperator.notify.service;

/**
 * What lasts, and of which a message tells the beginning or the end: an incident of PagerDuty, an
 * alert of Opsgenie or Alertmanager.
 *
 * @param key the same for the beginning, for what is told again, and for the end
 */
public record Incident(String key, State state) {

  /** How it is when it is told. */
  public enum State {
    FIRING,
    RESOLVED
  }
}
