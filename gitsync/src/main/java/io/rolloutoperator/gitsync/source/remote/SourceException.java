package io.rolloutoperator.gitsync.source.remote;

import java.io.IOException;

/**
 * A repository could not be had. The message is for people: one line, without credentials. An
 * {@link IOException}, so that it finds its way through libraries.
 */
public final class SourceException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String text;
  private final boolean unreachable;

  private SourceException(String message, boolean unreachable) {
    super(message);
    this.text = message;
    this.unreachable = unreachable;
  }

  /** The server answered, and not as it should. */
  public static SourceException refused(String message) {
    return new SourceException(message, false);
  }

  /** The server did not answer, or is out of order. */
  public static SourceException unreachable(String message) {
    return new SourceException(message, true);
  }

  /** The same, with what else there is to know. */
  public SourceException noting(String note) {
    return new SourceException(text + "; " + note, unreachable);
  }

  @Override
  public String getMessage() {
    return text;
  }

  /** Whether the server is to blame rather than the request. */
  public boolean isUnreachable() {
    return unreachable;
  }
}
