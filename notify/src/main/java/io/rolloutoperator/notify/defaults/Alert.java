package io.rolloutoperator.notify.defaults;

import java.util.Optional;

/**
 * One of the alerts that need no ConfigMap. All texts are templates.
 *
 * @param trigger its name, which is also that of the alert in Alertmanager
 * @param severity {@code critical}, {@code warning} or {@code info}
 * @param lasting of an alert that begins and ends; without it is of an Event
 * @param sentence one line: what, where, why
 * @param why what stands against it, in full
 * @param numbers a line break and what was measured, where the sentence does not say it and people
 *     read nothing else; or nothing
 */
record Alert(
    String trigger,
    String severity,
    Optional<Lasting> lasting,
    String sentence,
    String why,
    String numbers) {

  /** One whose sentence says all there is. */
  Alert(String trigger, String severity, Optional<Lasting> lasting, String sentence, String why) {
    this(trigger, severity, lasting, sentence, why, "");
  }

  /**
   * When it begins and ends.
   *
   * @param when it begins, and is told anew for each value of {@code oncePer}
   * @param until it is over; empty for when {@code when} no longer holds
   * @param sentence one line that tells the end
   */
  record Lasting(String when, String oncePer, String until, String sentence) {}
}
