package io.rolloutoperator.kubectl.http;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The arguments that make kubectl send a request. */
final class KubectlCommand {

  private static final String STDIN = "-";

  private KubectlCommand() {}

  /**
   * {@code --raw} knows all methods but PATCH. No body is among the arguments: every process of the
   * machine can read those, and they have an end.
   *
   * @param patch the file from which a PATCH is read
   */
  static List<String> of(Request request, Path patch) {
    return switch (request.method()) {
      case "POST" -> List.of("create", "--raw", request.target(), "-f", STDIN);
      case "PUT" -> List.of("replace", "--raw", request.target(), "-f", STDIN);
      case "DELETE" -> List.of("delete", "--raw", request.target());
      case "PATCH" -> patch(request, patch);
      default -> List.of("get", "--raw", request.target());
    };
  }

  static boolean readsBody(Request request) {
    return request.method().equals("POST") || request.method().equals("PUT");
  }

  /** {@code /apis/GROUP/VERSION[/namespaces/NAMESPACE]/RESOURCE/NAME[/SUBRESOURCE]}. */
  private static List<String> patch(Request request, Path patch) {
    List<String> parts =
        new ArrayList<>(Arrays.asList(request.target().substring(1).split("/", -1)));
    boolean core = parts.removeFirst().equals("api");
    String group = core ? "" : parts.removeFirst();
    String version = parts.removeFirst();
    List<String> command = new ArrayList<>(List.of("patch"));
    if (parts.getFirst().equals("namespaces") && parts.size() > 2) {
      parts.removeFirst();
      command.add("--namespace=" + parts.removeFirst());
    }
    command.add(parts.getFirst() + (core ? "" : "." + version + "." + group));
    command.add(parts.get(1));
    if (parts.size() > 2) {
      command.add("--subresource=" + parts.get(2));
    }
    command.add("--type=" + (request.contentType().contains("json-patch") ? "json" : "merge"));
    command.add("--patch-file=" + patch);
    command.add("--output=json");
    return command;
  }
}
