package io.rolloutoperator.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rolloutoperator.testkit.cluster.ControlPlane;
import io.rolloutoperator.testkit.cluster.Role;
import io.rolloutoperator.testkit.junit.DisruptsCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the API server while somebody watches. No operator runs, which makes no difference. */
@DisruptsCluster
class PluginOutageIT {

  private static final Duration WITHIN = Duration.ofSeconds(90);

  @TempDir private Path scratch;

  @Test
  void aWatchGoesOnOnceTheApiServerIsBack(TestNamespace namespace) {
    LiveRelease release = LiveRelease.apply(namespace, "shop", "[{pause: {}}]");
    ControlPlane plane = namespace.cluster().controlPlane();
    PluginProcess plugin = new PluginProcess(plane.kubeconfig("admin"), namespace.name(), scratch);
    PluginProcess.Running watch = plugin.start("get rollout shop -w");
    await().atMost(WITHIN).until(() -> watch.output().contains("Desired:       2"));

    plane.kill(Role.API_SERVER);
    await().atMost(WITHIN).until(() -> watch.output().contains("connection lost, trying again: "));
    plane.start(Role.API_SERVER);

    release.patch("{spec: {replicas: 3}}");
    await().atMost(WITHIN).until(() -> watch.output().contains("Desired:       3"));
    await().atMost(WITHIN).until(() -> !lastScreen(watch).contains("connection lost"));
    namespace.delete("argoproj.io/v1alpha1", "Rollout", "shop");
    PluginProcess.Result ended = watch.end();
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).isEqualTo("Error: rollout \"shop\" was deleted\n");
  }

  private static String lastScreen(PluginProcess.Running watch) {
    return watch.output().substring(watch.output().lastIndexOf("Name: "));
  }
}
