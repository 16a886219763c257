package io.rolloutoperator.gitsync.manifest;

import io.rolloutoperator.api.OneLine;

/**
 * The files of a commit cannot be made into objects. Nothing of that commit may be applied.
 *
 * <p>The message is for people: one line, file and line first where there is one, never a value of
 * a Secret.
 */
public class BuildException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Characters that would break or turn the line are replaced. */
  public BuildException(String message) {
    super(OneLine.of(message));
  }

  /** {@code x.yaml:7: duplicate key "name"}. */
  public static BuildException at(Origin place, String message) {
    return new BuildException(place + ": " + message);
  }

  /** {@code x.yaml: not valid UTF-8}. */
  public static BuildException in(String file, String message) {
    return new BuildException(file + ": " + message);
  }
}
