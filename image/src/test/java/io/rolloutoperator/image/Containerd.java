package io.rolloutoperator.image;

import io.rolloutoperator.testkit.cluster.OsProcess;
import io.rolloutoperator.testkit.cluster.ToolScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** A containerd with a store of its own, as a node of a cluster has one, K3s' included. */
final class Containerd implements AutoCloseable {
  private static final Duration STARTED_WITHIN = Duration.ofSeconds(30);

  /** Where the kubelet looks for images. */
  private static final String NAMESPACE = "k8s.io";

  private final Path program;
  private final Path socket;
  private final OsProcess process;

  private Containerd(Path program, Path socket, OsProcess process) {
    this.program = program;
    this.socket = socket;
    this.process = process;
  }

  /** Starts it in a folder and waits until it answers. */
  static Containerd start(Path folder) throws IOException {
    Path program = new ToolScript("containerd/fetch.sh").program();
    Path socket = folder.resolve("socket");
    Path configuration =
        Files.writeString(
            folder.resolve("config.toml"),
            """
            version = 2
            root = "%1$s/root"
            state = "%1$s/state"
            disabled_plugins = ["io.containerd.grpc.v1.cri"]
            [grpc]
              address = "%2$s"
            """
                .formatted(folder, socket));
    OsProcess process =
        OsProcess.start(
            List.of(program.toString(), "--config", configuration.toString()),
            Map.of(),
            folder.resolve("containerd.log"));
    Containerd containerd = new Containerd(program, socket, process);
    Awaitility.await("containerd answers")
        .atMost(STARTED_WITHIN)
        .ignoreExceptions()
        .until(() -> containerd.ctr("version").contains("Server:"));
    return containerd;
  }

  /**
   * Runs {@code ctr} to its end.
   *
   * @throws IOException with what it said, if it failed
   */
  String ctr(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                program.resolveSibling("ctr").toString(),
                "--address",
                socket.toString(),
                "--namespace",
                NAMESPACE));
    command.addAll(List.of(arguments));
    return Command.run(command);
  }

  @Override
  public void close() {
    process.close();
  }
}
