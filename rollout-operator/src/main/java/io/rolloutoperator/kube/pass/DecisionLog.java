package io.rolloutoperator.kube.pass;

import io.rolloutoperator.kube.fence.ObjectKey;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * Lines of the log that tell a decision: the object, a word to search for, and a sentence. The
 * object and the word are fields of the line too.
 */
public final class DecisionLog {

  private DecisionLog() {}

  /**
   * Writes one.
   *
   * @param code a word of the operator's own, never of a tenant's
   * @param text a sentence for a person
   */
  public static void line(Logger log, Level level, ObjectKey object, String code, String text) {
    log.atLevel(level)
        .addKeyValue("kind", object.kind())
        .addKeyValue("namespace", object.namespace())
        .addKeyValue("name", object.name())
        .addKeyValue("code", code)
        .log("{}: {}: {}", object, code, text);
  }
}
