package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.rolloutoperator.it.CrashProxy.Side;
import io.rolloutoperator.testkit.audit.AuditEntry;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The process is killed before and after each write of a commit that creates, changes, moves and
 * removes objects, and of the end of a unit: its successor leaves no orphan, makes nothing twice,
 * and forgets no deletion.
 */
@RequiresCluster
class GitSyncCrashPointIT {
  private static final String LABEL = "rollout-operator.io/sync";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Two inventories, six applies, three deletions, the status. */
  private static final int MOST_CERTAIN_WRITES = 12;

  private static final CrashProxy proxy = CrashProxy.start();
  private static ShippedOperator operator;

  private final TestNamespace namespace;

  GitSyncCrashPointIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @BeforeAll
  static void startOperator(TestNamespace namespace) {
    operator = LiveGitSync.startOperator(namespace, proxy::inFrontOf, "--leader-elect=false");
  }

  @AfterAll
  static void close() {
    proxy.close();
  }

  /** A commit's files, the names of what they make, and the value of what changes. */
  private record Layout(String side, String folder, String formerFolder) {
    Map<String, String> files() {
      return Map.of(
          "kept.yaml",
          map("kept", "same"),
          "changed.yaml",
          map("changed", side) + "---\n" + map("changed-too", side),
          folder + "/moved.yaml",
          map("moved", "same"),
          formerFolder + "/moved.yaml",
          "# moved\n",
          "some.yaml",
          map("some-" + side, "1") + "---\n" + map("more-" + side, "1"),
          "renamed.yaml",
          map("renamed-" + side, "1"),
          "service.yaml",
          service(side));
    }

    Set<String> names() {
      Set<String> names = new TreeSet<>(Set.of("kept", "changed", "changed-too", "moved", "door"));
      names.addAll(own());
      return names;
    }

    Set<String> own() {
      return Set.of("some-" + side, "more-" + side, "renamed-" + side);
    }
  }

  private static final Layout LEFT = new Layout("left", "one", "two");
  private static final Layout RIGHT = new Layout("right", "two", "one");

  @Test
  void aCommitKilledAtAnyWriteEndsAsIfNothingHadHappened() {
    try (LiveGitSync sync = LiveGitSync.follow(namespace, "killed", LEFT.files(), "")) {
      sync.awaitReady(sync.repository().head());
      int writes = 0;
      while (killed(sync, LEFT, RIGHT, writes + 1, Side.BEFORE)) {
        writes++;
        killed(sync, RIGHT, LEFT, writes, Side.AFTER);
      }
      System.out.printf("killed before and after each of %d writes of a commit%n", writes);
      assertThat(writes).isGreaterThanOrEqualTo(MOST_CERTAIN_WRITES);
    }
  }

  /** Whether the commit has that many writes. */
  private boolean killed(LiveGitSync sync, Layout before, Layout after, int write, Side side) {
    Instant begin = Instant.now();
    Map<String, String> uids = uids();
    proxy.arm(write, side, operator.process()::kill);
    String commit = sync.push(after.files(), after.side() + write + side);
    namespace.await(
        "killed or done", PATIENCE, () -> !operator.process().running() || sync.isReady(commit));
    boolean killed = !operator.process().running();
    proxy.disarm();
    if (killed) {
      operator.process().restart().awaitReady();
    }
    sync.awaitReady(commit);
    check(sync, before, after, uids, begin);
    return killed;
  }

  private void check(
      LiveGitSync sync, Layout before, Layout after, Map<String, String> uids, Instant begin) {
    Map<String, String> now = uids();
    assertThat(now.keySet()).as("neither orphans nor lost ones").isEqualTo(after.names());
    now.keySet().retainAll(before.names());
    assertThat(uids).as("what stays is the same object").containsAllEntriesOf(now);
    assertThat(value("changed")).isEqualTo(after.side());
    assertThat(value("changed-too")).isEqualTo(after.side());
    assertThat(inventory(sync)).isEqualTo(after.names());
    after.own().forEach(name -> assertThat(made(name, begin)).as("made " + name).isEqualTo(1));
    before.own().forEach(name -> assertThat(gone(name, begin)).as("gone " + name).isEqualTo(1));
  }

  /** What carries the mark of a unit, by name. */
  private Map<String, String> uids() {
    Map<String, String> uids = new TreeMap<>();
    Stream.concat(
            namespace.client().configMaps().withLabel(LABEL).list().getItems().stream(),
            namespace.client().services().withLabel(LABEL).list().getItems().stream())
        .map(HasMetadata::getMetadata)
        .forEach(metadata -> uids.put(metadata.getName(), metadata.getUid()));
    return uids;
  }

  private static Set<String> inventory(LiveGitSync sync) {
    Set<String> names = new TreeSet<>();
    Json.elements(sync.status().at("/inventory/entries"))
        .map(entry -> name(entry.path("id").asText()))
        .forEach(names::add);
    return names;
  }

  /** From {@code <namespace>_<name>_<group>_<kind>}. */
  private static String name(String id) {
    int begin = id.indexOf('_') + 1;
    return id.substring(begin, id.indexOf('_', begin));
  }

  private long made(String name, Instant since) {
    return done(name, since).filter(entry -> entry.code() == 201).count();
  }

  private long gone(String name, Instant since) {
    return done(name, since).filter(entry -> entry.verb().equals("delete")).count();
  }

  private Stream<AuditEntry> done(String name, Instant since) {
    return operator.writesSince(since).stream()
        .filter(AuditEntry::isDone)
        .filter(entry -> entry.name().equals(name));
  }

  private String value(String name) {
    return namespace.read("v1", "ConfigMap", name).at("/data/value").asText();
  }

  private static String map(String name, String value) {
    return """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: %s}
        data: {value: "%s"}
        """
        .formatted(name, value);
  }

  private static String service(String side) {
    return """
        apiVersion: v1
        kind: Service
        metadata: {name: door}
        spec: {ports: [{port: %d}]}
        """
        .formatted(side.equals("left") ? 80 : 81);
  }
}
