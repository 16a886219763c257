package io.rolloutoperator.kubectl.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rolloutoperator.kubectl.PluginRun;
import io.rolloutoperator.kubectl.PretendedApiServer;
import io.rolloutoperator.kubectl.World;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A connection that is lost while {@code status} waits is told, and the end of it too. */
class StatusLossTest {

  private final PretendedApiServer server = new PretendedApiServer(World.paused());

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void stop() {
    server.close();
    threads.shutdownNow();
  }

  private CompletableFuture<PluginRun> followed() {
    CompletableFuture<PluginRun> run =
        CompletableFuture.supplyAsync(() -> PluginRun.against(server, "status shop"), threads);
    await().until(() -> server.watches() == 1);
    return run;
  }

  @Test
  void credentialsThatExpireMeanwhileAreTheEnd() {
    CompletableFuture<PluginRun> run = followed();
    server.refuse("GET", "/rollouts", 401, "Unauthorized", "Unauthorized");
    server.endWatches();

    await().until(run::isDone);
    assertThat(run.join().code()).isEqualTo(1);
    assertThat(run.join().err())
        .isEqualTo(
            "Error: %s does not accept the credentials: they are wrong or expired, log in again\n"
                .formatted(server.uri()));
  }

  @Test
  void anotherLossIsToldOnceAndTriedAgain() {
    CompletableFuture<PluginRun> run = followed();
    server.refuse("GET", "/rollouts", 500, "InternalError", "etcd is away");
    server.endWatches();
    await().until(() -> server.log().stream().filter(line -> line.endsWith("500")).count() > 1);
    server.relent();
    await().until(() -> server.watches() == 1);
    server.changed("DELETED", World.paused().rollout());

    await().until(run::isDone);
    assertThat(run.join().err())
        .isEqualTo(
            "Warning: connection lost, trying again: etcd is away\nError: the rollout was deleted\n");
  }
}
