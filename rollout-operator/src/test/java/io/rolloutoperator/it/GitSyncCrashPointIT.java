package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.testkit.apiproxy.ApiProxy;
import io.rolloutoperator.testkit.apiproxy.Fault;
import io.rolloutoperator.testkit.apiproxy.FaultRule;
import io.rolloutoperator.testkit.apiproxy.ProxiedRequest;
import io.rolloutoperator.testkit.audit.AuditEntry;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * The process is killed before and after writes of a commit: its successor leaves the cluster as if
 * nothing had happened, with no orphan, nothing made twice, and no deletion forgotten.
 */
@RequiresCluster
@Order(1) // begins early, as it takes long
class GitSyncCrashPointIT {
  private static final String API = "rollout-operator.io/v1alpha1";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** The write of the inventory, before the first one to an object. */
  private static final int REPORT = 1;

  private static ApiProxy proxy;
  private static ShippedOperator operator;

  private final TestNamespace namespace;

  GitSyncCrashPointIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @BeforeAll
  static void startOperator(TestNamespace namespace) {
    proxy = ApiProxy.inFrontOf(namespace.cluster().controlPlane());
    operator = LiveGitSync.startProcess(namespace, proxy::kubeconfig, "--leader-elect=false");
  }

  @AfterAll
  static void close() {
    proxy.close();
  }

  /** How a unit stands after a change, and by how many writes, if nobody is killed. */
  private record Clean(Map<String, String> objects, int writes) {}

  @Test
  void aFirstCommitKilledAtAnyWriteEndsAsIfNothingHadHappened() {
    Clean clean = cleanly(new CommitSide("new-0", true));
    CrashRun run = new CrashRun("a first commit", clean.writes(), clean.objects().size() + REPORT);
    for (CrashPoint point : run.points()) {
      CommitSide side = new CommitSide("new-" + run.next(), true);
      Instant begin = Instant.now();
      FaultRule kill = arm(point);
      try (LiveGitSync sync = follow(side)) {
        run.settled(point, settle(point, kill, () -> sync.isReady(sync.repository().head())));
        check(sync, side, point, clean);
        assertThat(made(begin)).as("%s: made", point).isEqualTo(sorted(side.ids(here())));
        remove(side);
      }
    }
  }

  private Clean cleanly(CommitSide side) {
    int before = syncWrites();
    try (LiveGitSync sync = follow(side)) {
      sync.awaitReady(sync.repository().head());
      Clean clean = clean(side, before);
      remove(side);
      return clean;
    }
  }

  @Test
  void aCommitKilledAtAnyWriteEndsAsIfNothingHadHappened() {
    CommitSide left = new CommitSide("shop", true);
    CommitSide right = left.other();
    try (LiveGitSync sync = follow(left)) {
      sync.awaitReady(sync.repository().head());
      Clean toRight = cleanly(sync, right);
      Clean toLeft = cleanly(sync, left);
      CommitSide side = left;
      int replaced = left.ownIds(here()).size() + right.ownIds(here()).size();
      CrashRun run =
          new CrashRun("a commit", Math.min(toLeft.writes(), toRight.writes()), replaced + REPORT);
      for (CrashPoint point : run.points()) {
        side = side.other();
        run.settled(point, killed(sync, side, point, side.left() ? toLeft : toRight));
      }
    }
  }

  private Clean cleanly(LiveGitSync sync, CommitSide side) {
    int before = syncWrites();
    sync.awaitReady(sync.push(side.files(), "cleanly"));
    return clean(side, before);
  }

  /** Whether the point was reached. */
  private boolean killed(LiveGitSync sync, CommitSide side, CrashPoint point, Clean clean) {
    Map<String, String> before = UnitObjects.read(namespace, side.app()).uids();
    Instant begin = Instant.now();
    FaultRule kill = arm(point);
    String commit = sync.push(side.files(), point.toString());
    boolean reached = settle(point, kill, () -> sync.isReady(commit));
    Map<String, String> after = check(sync, side, point, clean).uids();
    before.keySet().retainAll(after.keySet());
    assertThat(after).as("%s: what stays is the same object", point).containsAllEntriesOf(before);
    assertThat(made(begin)).as("%s: made", point).isEqualTo(sorted(side.ownIds(here())));
    assertThat(deleted(begin))
        .as("%s: deleted", point)
        .isEqualTo(sorted(side.other().ownIds(here())));
    return reached;
  }

  @Test
  void aUnitKilledAtAnyWriteWhileItGoesLeavesNothing() {
    int deletions = new CommitSide("old", true).ids(here()).size();
    int writes = deletions + 1; // and the finalizer
    CrashRun run = new CrashRun("a farewell", writes, writes);
    for (CrashPoint point : run.points()) {
      CommitSide side = new CommitSide("old-" + run.next(), true);
      try (LiveGitSync sync = follow(side)) {
        sync.awaitReady(sync.repository().head());
        Instant begin = Instant.now();
        FaultRule kill = arm(point);
        namespace.delete(API, "GitSync", side.app());
        run.settled(point, settle(point, kill, () -> isGone(side)));
        assertThat(UnitObjects.read(namespace, side.app()).byId()).as("%s", point).isEmpty();
        assertThat(deleted(begin)).as("%s: deleted", point).isEqualTo(sorted(side.ids(here())));
      }
    }
  }

  /** So that a repository that is gone does not make a unit write. */
  private void remove(CommitSide side) {
    namespace.delete(API, "GitSync", side.app());
    namespace.await(side.app() + " is gone", () -> isGone(side));
    assertThat(UnitObjects.read(namespace, side.app()).byId()).isEmpty();
  }

  private boolean isGone(CommitSide side) {
    return namespace.read(API, "GitSync", side.app()).isMissingNode();
  }

  private LiveGitSync follow(CommitSide side) {
    return LiveGitSync.follow(namespace, side.app(), side.files(), "");
  }

  private String here() {
    return namespace.name();
  }

  private Clean clean(CommitSide side, int writesBefore) {
    return new Clean(UnitObjects.read(namespace, side.app()).masked(), syncWrites() - writesBefore);
  }

  private static FaultRule arm(CrashPoint point) {
    Fault kill = new Fault.Cut(point.moment(), operator.process()::kill);
    return proxy.add(
        FaultRule.of(GitSyncCrashPointIT::isSyncWrite, kill).skipping(point.write() - 1));
  }

  /**
   * Waits until the process is killed, starts the next one, and waits until all is done.
   *
   * @return whether the point was reached; the number of status writes differs a little
   */
  private boolean settle(CrashPoint point, FaultRule kill, BooleanSupplier done) {
    namespace.await(point + " or done", PATIENCE, () -> kill.met() > 0 || done.getAsBoolean());
    proxy.remove(kill);
    boolean reached = kill.met() > 0;
    if (reached) {
      namespace.await(point + " has killed it", () -> !operator.process().running());
      operator.process().restart().awaitReady();
    }
    namespace.await(point + ": done", PATIENCE, done::getAsBoolean);
    return reached;
  }

  private UnitObjects check(LiveGitSync sync, CommitSide side, CrashPoint point, Clean clean) {
    UnitObjects objects = UnitObjects.read(namespace, side.app());
    assertThat(objects.byId().keySet())
        .as("%s: neither orphans nor lost ones", point)
        .isEqualTo(side.ids(namespace.name()));
    assertThat(inventory(sync)).as("%s: inventory", point).isEqualTo(objects.byId().keySet());
    assertThat(objects.masked()).as("%s: objects", point).isEqualTo(clean.objects());
    return objects;
  }

  private static Set<String> inventory(LiveGitSync sync) {
    return Json.elements(sync.status().at("/inventory/entries"))
        .map(entry -> entry.path("id").asText())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The ids of objects that were created since, as often as they were. */
  private static List<String> made(Instant since) {
    return written(since, entry -> entry.code() == HttpURLConnection.HTTP_CREATED);
  }

  /** The ids of objects that were deleted since, as often as they were. */
  private static List<String> deleted(Instant since) {
    return written(since, entry -> entry.verb().equals("delete"));
  }

  private static List<String> written(Instant since, Predicate<AuditEntry> which) {
    return operator.writesSince(since).stream()
        .filter(entry -> entry.isDone() && entry.isImpersonated())
        .filter(which)
        .flatMap(entry -> UnitObjects.id(entry).stream())
        .sorted()
        .toList();
  }

  private static List<String> sorted(Set<String> ids) {
    return ids.stream().sorted().toList();
  }

  private static int syncWrites() {
    return proxy.exchanges(GitSyncCrashPointIT::isSyncWrite).size();
  }

  /** Whether a request is a write of Git sync: to objects as a unit's account, or to the unit. */
  private static boolean isSyncWrite(ProxiedRequest request) {
    return request.isWrite() && (!request.actingAs().isEmpty() || request.isAbout("gitsyncs"));
  }
}
