package io.rolloutoperator.gitsync.status;

import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.manifest.Origin;
import io.rolloutoperator.gitsync.plan.Kept;
import io.rolloutoperator.gitsync.plan.Problem;
import java.util.Optional;

/**
 * What is wrong with one object or file, or is to be known of it.
 *
 * @param object if it is about one
 * @param file path from the repository's root; empty if it is about none
 * @param line in the file, from 1; 0 if it is about none
 * @param message one line for people
 */
public record SyncProblem(
    Optional<ObjectId> object, String file, int line, String reason, String message) {

  private static final String KEPT = "Kept";
  private static final String NOTE = "Note";

  /** A problem that keeps an object from being written. */
  public static SyncProblem of(Problem problem) {
    return new SyncProblem(
        Optional.of(problem.object()),
        problem.origin().map(Origin::file).orElse(""),
        problem.origin().map(Origin::line).orElse(0),
        problem.reason().text(),
        problem.message());
  }

  /** An object that is left as it is although Git would have it otherwise. */
  public static SyncProblem of(Kept kept) {
    return new SyncProblem(
        Optional.of(kept.object()),
        "",
        0,
        KEPT,
        kept.object() + " is left as it is: " + kept.why());
  }

  /** What people may want to know although nothing is wrong. */
  public static SyncProblem note(String line) {
    return new SyncProblem(Optional.empty(), "", 0, NOTE, line);
  }

  /**
   * A failure about a file, which its message begins with: {@code x.yaml:7: duplicate key "name"}
   * or {@code x.yaml: not valid UTF-8}. Without such a beginning it is about no file.
   */
  public static SyncProblem of(SyncFailure failure) {
    String message = failure.message();
    String place = message.substring(0, Math.max(0, message.indexOf(": ")));
    int colon = place.lastIndexOf(':');
    int line = colon < 0 ? 0 : number(place.substring(colon + 1));
    String file = line == 0 ? place : place.substring(0, colon);
    return new SyncProblem(
        Optional.empty(),
        isFile(file) ? file : "",
        isFile(file) ? line : 0,
        failure.reason().text(),
        message);
  }

  /** Sentences that contain a colon have blanks or quotes before it. */
  private static boolean isFile(String text) {
    return !text.isEmpty() && text.indexOf(' ') < 0 && text.indexOf('"') < 0;
  }

  private static int number(String text) {
    boolean digits =
        !text.isEmpty() && text.length() < 9 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits ? Integer.parseInt(text) : 0;
  }
}
