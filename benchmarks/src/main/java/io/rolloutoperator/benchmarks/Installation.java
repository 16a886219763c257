package io.rolloutoperator.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.cluster.ControlPlane;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.image.ImagePod;
import io.rolloutoperator.testkit.image.UnpackedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where the operator's files come from, and how it is started there. */
sealed interface Installation {
  /** In MiB, as deploy/operator.yaml has it. */
  int USUAL_MEMORY = 256;

  /** What is measured, in a line. */
  String description() throws IOException;

  /** The command line for a limit of memory in MiB. */
  List<String> command(int memory, List<String> flags);

  /**
   * When the program itself began, without what a container runtime does before.
   *
   * @param launched when its command was started
   */
  Instant begun(Instant launched) throws IOException;

  /** What is added to this process' environment. */
  Map<String, String> environment(int memory);

  /** The image's files if {@code benchmarks.image} names its archive, else the build's. */
  static Installation chosen(Path root, ControlPlane plane, Path kubeconfig) throws IOException {
    String archive = System.getProperty("benchmarks.image", "");
    if (archive.isEmpty()) {
      return Build.of(root.resolve("bin/rollout-operator"), plane, kubeconfig);
    }
    Path folder = Files.createTempDirectory(root.resolve("benchmarks/target"), "image");
    Path account = kubeconfig.resolveSibling("account");
    return new Image(
        Path.of(archive),
        ImagePod.of(UnpackedImage.of(Path.of(archive), folder), plane, kubeconfig, account, 0)
            .with("POD_NAMESPACE", World.OPERATOR_NAMESPACE));
  }

  /** The jar of the build, by the launcher, with a heap that is set. */
  record Build(Path launcher, Map<String, String> pod) implements Installation {

    /** What a pod finds in its environment and files, so that the start is the one in a cluster. */
    static Build of(Path launcher, ControlPlane plane, Path kubeconfig) throws IOException {
      JsonNode user = Json.yaml(Files.readString(kubeconfig)).getFirst().at("/users/0/user");
      Path token = kubeconfig.resolveSibling("token");
      Files.writeString(token, user.path("token").asText());
      return new Build(
          launcher,
          Map.of(
              "KUBERNETES_SERVICE_HOST", plane.server().getHost(),
              "KUBERNETES_SERVICE_PORT", Integer.toString(plane.server().getPort()),
              "KUBERNETES_CERTS_CA_FILE", plane.files().authority().toString(),
              "KUBERNETES_AUTH_SERVICEACCOUNT_TOKEN", token.toString(),
              "JAVA_HOME", System.getProperty("java.home")));
    }

    @Override
    public String description() {
      return "the build, by its launcher";
    }

    @Override
    public Instant begun(Instant launched) {
      return launched;
    }

    @Override
    public List<String> command(int memory, List<String> flags) {
      List<String> command = new ArrayList<>(List.of(launcher.toString()));
      command.addAll(flags);
      return command;
    }

    /** For the usual size the launcher's own heap, or the one that whoever measures asks for. */
    @Override
    public Map<String, String> environment(int memory) {
      Map<String, String> environment = new TreeMap<>(pod);
      if (memory != USUAL_MEMORY) {
        environment.put("ROLLOUT_OPERATOR_HEAP", memory / 2 + "m");
      }
      return environment;
    }
  }

  /** The image, unpacked and run as in a pod, with a limit of memory. */
  record Image(Path archive, ImagePod pod) implements Installation {
    @Override
    public String description() throws IOException {
      return "the image, %.1f MB compressed".formatted(Files.size(archive) / 1e6);
    }

    @Override
    public List<String> command(int memory, List<String> flags) {
      try {
        return new ImagePod(
                pod.image(), pod.account(), pod.environment(), (long) memory << 20, pod.user())
            .command(flags);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Instant begun(Instant launched) throws IOException {
      return pod.entered();
    }

    @Override
    public Map<String, String> environment(int memory) {
      return Map.of();
    }
  }
}
