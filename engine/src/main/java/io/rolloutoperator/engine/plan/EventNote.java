package io.rolloutoperator.engine.plan;

/**
 * An Event to be written about the Rollout once what it tells has happened.
 *
 * @param type Normal or Warning
 * @param reason in one word, part of the wire contract
 * @param message in a sentence, part of the wire contract
 */
public record EventNote(Type type, String reason, String message) {

  /** Kinds of Events that Kubernetes knows, by their names on the wire. */
  public enum Type {
    Normal,
    Warning
  }

  public static EventNote normal(String reason, String message) {
    return new EventNote(Type.Normal, reason, message);
  }

  public static EventNote warning(String reason, String message) {
    return new EventNote(Type.Warning, reason, message);
  }
}
