package io.rolloutoperator.gitsync.render;

import io.rolloutoperator.gitsync.manifest.BuildException;
import io.rolloutoperator.gitsync.manifest.DecryptionException;
import io.rolloutoperator.gitsync.manifest.Manifest;
import java.util.List;

/** What became of a folder. */
public sealed interface RenderResult {

  /** What was looked at, also by a rendering that failed. */
  InputSet inputs();

  /**
   * Every object of the folder.
   *
   * @param manifests no two with the same id; namespaces as written
   * @param notes what was skipped and why, one line each
   */
  record Rendered(List<Manifest> manifests, List<String> notes, InputSet inputs)
      implements RenderResult {
    /** Copies the lists. */
    public Rendered {
      manifests = List.copyOf(manifests);
      notes = List.copyOf(notes);
    }
  }

  /**
   * Nothing may be made of this commit.
   *
   * @param message one line for people: file and line first where there is one
   */
  record Failed(String message, Cause cause, InputSet inputs) implements RenderResult {

    /** A failure to build. */
    public Failed(String message, InputSet inputs) {
      this(message, Cause.BUILD, inputs);
    }

    /** What an exception says. */
    public static Failed of(BuildException e, InputSet inputs) {
      Cause cause = e instanceof DecryptionException ? Cause.DECRYPTION : Cause.BUILD;
      return new Failed(String.valueOf(e.getMessage()), cause, inputs);
    }
  }

  /** Which of the reasons of condition {@code Ready} a failure is. */
  enum Cause {
    /** {@code BuildFailed}. */
    BUILD,
    /** {@code DecryptionFailed}. */
    DECRYPTION
  }
}
