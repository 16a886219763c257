package io.rolloutoperator.kubectl.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Quarantined releases of GitSyncs. */
public final class QuarantineTable {

  /**
   * One release.
   *
   * @param sync its GitSync
   * @param entry as the status has it
   */
  public record Entry(JsonNode sync, JsonNode entry) {

    /** Whether it is one of a Rollout; the object is {@code <namespace>_<name>_<group>_<kind>}. */
    public boolean isOf(String namespace, String rollout) {
      return At.text(entry, "object").startsWith(namespace + "_" + rollout + "_");
    }

    public String hash() {
      return At.text(entry, "templateHash");
    }
  }

  private QuarantineTable() {}

  public static List<Entry> entries(List<JsonNode> syncs) {
    return syncs.stream().flatMap(QuarantineTable::of).toList();
  }

  private static Stream<Entry> of(JsonNode sync) {
    return At.node(sync, "status", "quarantinedRevisions")
        .valueStream()
        .map(entry -> new Entry(sync, entry));
  }

  public static Table of(List<JsonNode> syncs, Instant now) {
    Table table =
        new Table(List.of("GITSYNC", "OBJECT", "HASH", "REVISION", "SINCE", "STATE", "REASON"));
    for (Entry each : entries(syncs)) {
      JsonNode entry = each.entry();
      table.add(
          List.of(
              Line.of(At.namespace(each.sync()) + "/" + At.name(each.sync())),
              Line.of(At.text(entry, "object")),
              Line.of(each.hash()),
              Line.of(At.text(entry, "revision")),
              Line.of(Durations.since(At.time(entry, "since"), now)),
              Line.of(At.text(entry, "state")),
              Line.of(At.text(entry, "message"))));
    }
    return table;
  }
}
