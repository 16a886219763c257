package io.rolloutoperator.gitsync.frontend.own;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.gitsync.plan.SyncFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What people ask for by annotations of a GitSync. A value that makes no sense counts as absent and
 * leaves a note.
 *
 * @param reconcileRequestedAt any text; a new one asks for a look at everything now; empty for none
 * @param approvePrune the commit for which the guard lets a prune pass, 40 hex digits; empty for
 *     none
 * @param releaseQuarantine a template hash, {@code all}, or empty
 * @param adopt whether objects marked by other tools are taken over
 * @param notes one line each; they never repeat a value
 */
public record UnitRequests(
    String reconcileRequestedAt,
    String approvePrune,
    String releaseQuarantine,
    boolean adopt,
    List<String> notes) {

  private static final String PREFIX = "rollout-operator.io/";

  /** Asks for a look at everything now. */
  public static final String RECONCILE_REQUESTED_AT = PREFIX + "reconcile-requested-at";

  /** Lets the guard of deletions pass for one commit. */
  public static final String APPROVE_PRUNE = PREFIX + "approve-prune";

  /** Lets a release start again; removed when that was done. */
  public static final String RELEASE_QUARANTINE = PREFIX + "release-quarantine";

  /** Takes objects over that other tools have marked. */
  public static final String ADOPT = PREFIX + "adopt";

  private static final int COMMIT_DIGITS = 40;

  /** A value goes into the status; times and ids are far shorter. */
  private static final int LONGEST = 256;

  /** A hash of a pod template is shorter than a label may be. */
  private static final int LONGEST_HASH = 63;

  /** Copies the list. */
  public UnitRequests {
    notes = List.copyOf(notes);
  }

  /** Reads the annotations of a GitSync. */
  public static UnitRequests of(JsonNode object) {
    Annotations annotations =
        new Annotations(object.path("metadata").path("annotations"), new ArrayList<>());
    return new UnitRequests(
        annotations.read(RECONCILE_REQUESTED_AT, UnitRequests::isShortLine),
        annotations.read(APPROVE_PRUNE, UnitRequests::isCommit),
        annotations.read(RELEASE_QUARANTINE, UnitRequests::isHash),
        !annotations.read(ADOPT, "enabled"::equals).isEmpty(),
        annotations.notes());
  }

  /** As the planner takes them. */
  public SyncFacts.Commands commands() {
    return new SyncFacts.Commands(approvePrune, releaseQuarantine, adopt);
  }

  private static boolean isShortLine(String text) {
    return text.length() <= LONGEST && text.chars().noneMatch(Character::isISOControl);
  }

  private static boolean isCommit(String text) {
    return text.length() == COMMIT_DIGITS
        && text.chars().allMatch(c -> "0123456789abcdef".indexOf(c) >= 0);
  }

  private static boolean isHash(String text) {
    return text.length() <= LONGEST_HASH
        && text.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
  }

  private record Annotations(JsonNode tree, List<String> notes) {

    /** The value, or nothing if there is none of use. */
    String read(String key, Predicate<String> useful) {
      String value = tree.path(key).asText();
      if (value.isEmpty() || useful.test(value)) {
        return value;
      }
      notes.add("annotation " + key + " has no known value and is ignored");
      return "";
    }
  }
}
