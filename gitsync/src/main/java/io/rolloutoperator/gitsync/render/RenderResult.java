package io.rolloutoperator.gitsync.render;

import io.rolloutoperator.gitsync.manifest.BuildException;
import io.rolloutoperator.gitsync.manifest.DecryptionException;
import io.rolloutoperator.gitsync.manifest.LimitException;
import io.rolloutoperator.gitsync.manifest.Manifest;
import java.util.List;

/** What became of a folder. */
public sealed interface RenderResult {

  /** What was looked at, also by a rendering that failed. */
  InputSet inputs();

  /** What rendered it. */
  Engine engine();

  /**
   * Every object of the folder.
   *
   * @param manifests no two with the same id; namespaces as written
   * @param notes what was skipped and why, one line each
   */
  record Rendered(List<Manifest> manifests, List<String> notes, InputSet inputs, Engine engine)
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
  record Failed(String message, Cause cause, InputSet inputs, Engine engine)
      implements RenderResult {

    /** A failure to build. */
    public Failed(String message, InputSet inputs, Engine engine) {
      this(message, Cause.BUILD, inputs, engine);
    }

    /** What an exception says. */
    public static Failed of(BuildException e, InputSet inputs, Engine engine) {
      Cause cause = e instanceof DecryptionException ? Cause.DECRYPTION : Cause.BUILD;
      String message =
          e instanceof LimitException limit ? limit.advice() : String.valueOf(e.getMessage());
      return new Failed(message, cause, inputs, engine);
    }
  }

  /** What renders folders. */
  enum Engine {
    /** The operator itself. */
    JAVA,
    /** The kustomize binary, started for it. */
    KUSTOMIZE
  }

  /** Which of the reasons of condition {@code Ready} a failure is. */
  enum Cause {
    /** {@code BuildFailed}. */
    BUILD,
    /** {@code DecryptionFailed}. */
    DECRYPTION
  }
}
