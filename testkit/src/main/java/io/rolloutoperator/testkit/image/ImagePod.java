package io.rolloutoperator.testkit.image;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.cluster.ControlPlane;
import io.rolloutoperator.testkit.cluster.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A pod of an image, as Kubernetes would run it under the strictest standard: the image's user and
 * entry point, a read-only root, {@code /tmp} in memory, the account's files where pods have them.
 *
 * @param image what is run
 * @param account folder with {@code token} and {@code ca.crt}
 * @param environment of the container, beside what the image sets
 * @param memory limit in bytes
 * @param user number of the user and of the group, with a colon between them
 */
public record ImagePod(
    UnpackedImage image, Path account, Map<String, String> environment, long memory, String user) {
  private static final Path SCRIPT =
      Path.of(System.getProperty("testkit.directory", "testkit"), "image", "run.sh");

  /**
   * A pod of the image's user, with what Kubernetes tells it of the API server.
   *
   * @param kubeconfig of the account
   * @param account a folder for its files
   */
  public static ImagePod of(
      UnpackedImage image, ControlPlane plane, Path kubeconfig, Path account, long memory)
      throws IOException {
    JsonNode user = Json.yaml(Files.readString(kubeconfig)).getFirst().at("/users/0/user");
    Files.createDirectories(account);
    Files.writeString(account.resolve("token"), user.path("token").asText());
    // Not a copy of the file: that one is root's alone.
    Files.writeString(account.resolve("ca.crt"), Files.readString(plane.files().authority()));
    Map<String, String> environment =
        Map.of(
            "KUBERNETES_SERVICE_HOST", plane.server().getHost(),
            "KUBERNETES_SERVICE_PORT", Integer.toString(plane.server().getPort()));
    return new ImagePod(
        image, account, environment, memory, image.config().at("/config/User").asText());
  }

  /** Returns this pod with another user and group. */
  public ImagePod as(String other) {
    return new ImagePod(image, account, environment, memory, other);
  }

  /** Returns this pod with one more variable. */
  public ImagePod with(String variable, String value) {
    Map<String, String> more = new TreeMap<>(environment);
    more.put(variable, value);
    return new ImagePod(image, account, more, memory, user);
  }

  /** Returns when the program of the last process was started, its file systems being made. */
  public Instant entered() throws IOException {
    Path mark = image.root().resolveSibling(image.root().getFileName() + ".entered");
    return Files.getLastModifiedTime(mark).toInstant();
  }

  /**
   * Returns the command line; the process that it starts becomes the image's.
   *
   * @param arguments for the entry point
   */
  public List<String> command(List<String> arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                SCRIPT.toAbsolutePath().toString(),
                image.root().toString(),
                account.toString(),
                Long.toString(memory),
                user));
    command.addAll(image.texts("Env"));
    environment.forEach((name, value) -> command.add(name + "=" + value));
    command.add("--");
    command.addAll(image.texts("Entrypoint"));
    command.addAll(arguments);
    return command;
  }
}
