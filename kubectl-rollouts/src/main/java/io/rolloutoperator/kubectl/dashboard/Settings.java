package io.rolloutoperator.kubectl.dashboard;

import io.rolloutoperator.kubectl.cli.CommandFailure;
import java.util.List;

/**
 * How a dashboard was started.
 *
 * @param port 0 to 65535; 0 for any that is free
 * @param root the path that all addresses begin with, such as {@code /rollouts}; "" for none
 * @param readOnly whether all actions are refused
 * @param namespace the one that is shown first; "" for all
 * @param context of the kubeconfig, to be shown; "" without one
 */
public record Settings(int port, String root, boolean readOnly, String namespace, String context) {

  private static final int LAST_PORT = 65_535;

  /**
   * Checks them.
   *
   * @param rootPath with or without slashes at its ends
   */
  public static Settings of(
      int port, String rootPath, boolean readOnly, String namespace, String context)
      throws CommandFailure {
    if (port > LAST_PORT) {
      throw new CommandFailure("--port %d is no port: there are 0 to 65535".formatted(port));
    }
    return new Settings(port, root(rootPath), readOnly, namespace, context);
  }

  private static String root(String written) throws CommandFailure {
    StringBuilder root = new StringBuilder();
    for (String segment : List.of(written.split("/", -1))) {
      boolean plain = segment.chars().allMatch(Settings::isPlain) && !segment.startsWith(".");
      if (!plain) {
        throw new CommandFailure(
            "--root-path \"%s\" is no path such as rollouts or tools/rollouts".formatted(written));
      }
      root.append(segment.isEmpty() ? "" : "/" + segment);
    }
    return root.toString();
  }

  private static boolean isPlain(int c) {
    return c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.');
  }

  /** What relative addresses of the page start from. */
  String base() {
    return root + "/";
  }
}
