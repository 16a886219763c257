package io.rolloutoperator.gitsync.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.unit.UnitId;
import java.util.ArrayList;
import java.util.List;

/**
 * What the annotations of one object ask for. A value that is not one of the known ones counts as
 * absent and leaves a note.
 *
 * @param wave from -1,000,000 to 1,000,000, 0 if absent
 * @param awaitOnlyApplied whether later waves do not wait for its health
 * @param notes one line each; they never repeat a value
 */
public record ObjectMarks(
    boolean pruneDisabled,
    boolean reconcileDisabled,
    boolean forceEnabled,
    ApplyMode mode,
    int wave,
    boolean awaitOnlyApplied,
    List<String> notes) {

  private static final String PREFIX = "rollout-operator.io/";

  /** Label of every applied object: which unit it belongs to, by {@link UnitId#label}. */
  public static final String SYNC_LABEL = PREFIX + "sync";

  /** Annotation of every applied object: {@link UnitId#toString} of its unit. */
  public static final String SYNC_OWNER = PREFIX + "sync-owner";

  static final String PRUNE = PREFIX + "prune";
  static final String RECONCILE = PREFIX + "reconcile";
  static final String FORCE = PREFIX + "force";
  static final String APPLY = PREFIX + "apply";
  static final String WAVE = PREFIX + "wave";
  static final String WAVE_WAIT = PREFIX + "wave-wait";

  private static final int LARGEST_WAVE = 1_000_000;

  /** Copies the list. */
  public ObjectMarks {
    notes = List.copyOf(notes);
  }

  /** Reads the annotations of a manifest or a live object. */
  public static ObjectMarks of(JsonNode object) {
    Reader reader = new Reader(ObjectId.of(object), Metadata.of(object), new ArrayList<>());
    return new ObjectMarks(
        reader.is(PRUNE, "disabled"),
        reader.is(RECONCILE, "disabled"),
        reader.is(FORCE, "enabled"),
        reader.mode(),
        reader.wave(),
        reader.is(WAVE_WAIT, "Applied"),
        reader.notes());
  }

  /** A copy that says whose object it is. */
  public static ObjectNode marked(ObjectNode desired, UnitId unit, String installation) {
    ObjectNode copy = desired.deepCopy();
    ObjectNode metadata = copy.withObjectProperty("metadata");
    objectIn(metadata, "labels").put(SYNC_LABEL, unit.label(installation));
    objectIn(metadata, "annotations").put(SYNC_OWNER, unit.toString());
    return copy;
  }

  /** {@code labels: null} is as good as none. */
  private static ObjectNode objectIn(ObjectNode parent, String field) {
    return parent.get(field) instanceof ObjectNode object ? object : parent.putObject(field);
  }

  private record Reader(ObjectId id, Metadata metadata, List<String> notes) {

    boolean is(String key, String value) {
      boolean equal = metadata.annotation(key).equals(value);
      if (!equal && metadata.hasAnnotation(key)) {
        ignored(key);
      }
      return equal;
    }

    ApplyMode mode() {
      String text = metadata.annotation(APPLY);
      return switch (text) {
        case "Override" -> ApplyMode.OVERRIDE;
        case "Merge" -> ApplyMode.MERGE;
        case "IfNotPresent" -> ApplyMode.IF_NOT_PRESENT;
        case "Ignore" -> ApplyMode.IGNORE;
        default -> {
          if (metadata.hasAnnotation(APPLY)) {
            ignored(APPLY);
          }
          yield ApplyMode.OVERRIDE;
        }
      };
    }

    int wave() {
      String text = metadata.annotation(WAVE);
      String digits = text.startsWith("-") ? text.substring(1) : text;
      boolean number =
          !digits.isEmpty()
              && digits.length() <= 7
              && digits.chars().allMatch(c -> c >= '0' && c <= '9')
              && Integer.parseInt(digits) <= LARGEST_WAVE;
      if (!number && metadata.hasAnnotation(WAVE)) {
        ignored(WAVE);
      }
      return number ? Integer.parseInt(text) : 0;
    }

    private void ignored(String key) {
      notes.add(id + ": annotation " + key + " has no known value and is ignored");
    }
  }
}
