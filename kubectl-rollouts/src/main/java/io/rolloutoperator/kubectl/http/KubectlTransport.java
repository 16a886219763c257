package io.rolloutoperator.kubectl.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.kubectl.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Requests by {@code kubectl} as a child, for credentials that only it can get: plugins of clouds,
 * OIDC. It renews and caches them as the user is used to.
 */
public final class KubectlTransport implements Transport {

  private static final Map<String, Integer> CODES =
      Map.of(
          "BadRequest", 400,
          "Unauthorized", 401,
          "Forbidden", 403,
          "NotFound", 404,
          "AlreadyExists", 409,
          "Conflict", 409,
          "Expired", 410,
          "Invalid", 422,
          "InternalError", 500);

  private final String kubectl;
  private final List<String> flags;
  private final Set<Process> running = ConcurrentHashMap.newKeySet();

  /**
   * A transport.
   *
   * @param kubectl the program
   * @param flags that choose cluster and user, as this process got them
   */
  public KubectlTransport(String kubectl, List<String> flags) {
    this.kubectl = kubectl;
    this.flags = List.copyOf(flags);
  }

  @Override
  public Exchange send(Request request) throws IOException {
    Path errors = Files.createTempFile("kubectl-rollouts", ".err");
    try {
      Process process = start(request, errors);
      if (request.target().contains("watch=")) {
        return new Streamed(process, running);
      }
      InputStream answer = new ByteArrayInputStream(process.getInputStream().readAllBytes());
      int code = exitCode(process);
      return code == 0 ? new Whole(200, answer) : failure(Files.readString(errors));
    } finally {
      Files.deleteIfExists(errors);
    }
  }

  private Process start(Request request, Path errors) throws IOException {
    List<String> command = new ArrayList<>(List.of(kubectl));
    command.addAll(flags);
    command.addAll(KubectlCommand.of(request));
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
    boolean reads = KubectlCommand.readsBody(request);
    Process process = started(builder.redirectInput(reads ? Redirect.PIPE : Redirect.INHERIT));
    running.add(process);
    if (reads) {
      try (var out = process.getOutputStream()) {
        out.write(request.body().getBytes(StandardCharsets.UTF_8));
      }
    }
    return process;
  }

  private Process started(ProcessBuilder builder) throws IOException {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new IOException(
          "\"%s\", which gets the credentials, cannot be started; set KUBECTL".formatted(kubectl),
          e);
    }
  }

  private int exitCode(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for kubectl", e);
    } finally {
      running.remove(process);
    }
  }

  /** {@code Error from server (NotFound): …} is an answer; all else is none. */
  private static Exchange failure(String errors) throws IOException {
    String line =
        errors
            .lines()
            .filter(text -> !text.startsWith("W") && !text.isBlank())
            .reduce((first, last) -> last)
            .orElse("kubectl failed and said nothing");
    int open = line.indexOf("(");
    int close = line.indexOf("): ", Math.max(open, 0));
    if (line.startsWith("Error from server (") && close > open) {
      String reason = line.substring(open + 1, close);
      return new Whole(CODES.getOrDefault(reason, 500), status(reason, line.substring(close + 3)));
    }
    String text = line.startsWith("error: ") ? line.substring("error: ".length()) : line;
    throw new IOException("kubectl: " + text);
  }

  private static InputStream status(String reason, String message) {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.put("kind", "Status").put("reason", reason).put("message", message);
    status.putObject("details").put("name", reason.toLowerCase(Locale.ROOT));
    return new ByteArrayInputStream(Json.compact(status).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    running.forEach(Process::destroy);
  }

  private record Whole(int status, InputStream body) implements Exchange {
    @Override
    public void close() {}
  }

  private record Streamed(Process process, Set<Process> running) implements Exchange {
    @Override
    public int status() {
      return 200;
    }

    @Override
    public InputStream body() {
      return process.getInputStream();
    }

    @Override
    public void close() {
      running.remove(process);
      process.destroy();
      try {
        process.waitFor(1, TimeUnit.SECONDS);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
