package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.testkit.cluster.ControlPlane;
import io.rolloutoperator.testkit.cluster.Role;
import io.rolloutoperator.testkit.junit.DisruptsCluster;
import io.rolloutoperator.testkit.junit.ExpectErrors;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kills the control plane. */
@DisruptsCluster
// An API server that just started knows no roles yet.
@ExpectErrors({"cannot read the lease", "cannot renew the lease"})
@ExpectWarnings({"Forbidden", "ImpersonationFailed"})
class GitSyncOutageIT {
  private static final int COUNT = 20;

  private static ShippedOperator operator;

  private final TestNamespace namespace;

  GitSyncOutageIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @BeforeAll
  static void startOperator(TestNamespace namespace) {
    operator =
        LiveGitSync.startOperator(
            namespace,
            "--leader-election-lease-duration=90s",
            "--leader-election-renew-deadline=60s");
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"API_SERVER", "ETCD"})
  void aCommitThatMeetsAnOutageIsAppliedWholeAndNothingElseIsTouched(Role role) {
    String name = role == Role.ETCD ? "etcd" : "api-server";
    try (LiveGitSync sync = LiveGitSync.follow(namespace, name, maps(name, COUNT, "1"), "")) {
      sync.awaitReady(sync.repository().head());
      List<String> uids = uids(name);

      String commit =
          sync.repository().change(maps(name, COUNT - 1, "2"), List.of(file(COUNT - 1)), "two");
      sync.poke();
      ControlPlane plane = namespace.cluster().controlPlane();
      plane.kill(role);
      plane.start(role);

      sync.awaitReady(commit);
      assertThat(values(name)).containsExactly("2");
      assertThat(uids(name)).as("the same objects").isEqualTo(uids.subList(0, COUNT - 1));
      assertThat(operator.local().running()).as("the same operator").isTrue();

      namespace.patch("v1", "ConfigMap", map(name, 0), "{data: {value: by-hand}}");
      namespace.await("watched again", () -> values(name).equals(Set.of("2")));
    }
  }

  private static Map<String, String> maps(String name, int count, String value) {
    Map<String, String> files = new HashMap<>();
    for (int i = 0; i < count; i++) {
      files.put(file(i), GitManifests.map(map(name, i), value));
    }
    return files;
  }

  private static String file(int index) {
    return index + ".yaml";
  }

  private static String map(String name, int index) {
    return name + "-" + index;
  }

  private List<String> uids(String name) {
    List<String> uids = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      String uid = namespace.read("v1", "ConfigMap", map(name, i)).at("/metadata/uid").asText();
      if (!uid.isEmpty()) {
        uids.add(uid);
      }
    }
    return uids;
  }

  private Set<String> values(String name) {
    Set<String> values = new TreeSet<>();
    for (int i = 0; i < COUNT - 1; i++) {
      values.add(namespace.read("v1", "ConfigMap", map(name, i)).at("/data/value").asText());
    }
    return values;
  }
}
