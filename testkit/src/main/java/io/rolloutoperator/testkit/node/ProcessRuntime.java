package io.rolloutoperator.testkit.node;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.cluster.OsProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The container's command as a real process of this machine: no image and no mount namespace, but
 * its own session, environment and address. It starts in a folder that stands for the container's
 * root: a volume mounted at {@code /etc/config} is at {@code etc/config} and at {@code
 * $CONTAINER_ROOT/etc/config}.
 */
final class ProcessRuntime implements ContainerRuntime {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\(([A-Za-z_][A-Za-z0-9_.-]*)\\)");
  private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  @Override
  public RunningContainer start(Launch launch) throws IOException {
    List<String> command = command(launch);
    if (command.isEmpty()) {
      throw new IOException("no command specified: a process pod needs one, as it has no image");
    }
    List<String> prefix = prefix(launch);
    List<String> all = new ArrayList<>(prefix);
    all.addAll(command);
    OsProcess process = OsProcess.start(all, Map.of(), launch.log(), launch.changed());
    return new ProcessContainer(process, prefix);
  }

  @Override
  public boolean probed() {
    return true;
  }

  /** A clean environment and the working folder, without another process: env replaces itself. */
  private static List<String> prefix(Launch launch) {
    JsonNode workingDir = launch.container().path("workingDir");
    Path directory =
        workingDir.isTextual()
            ? launch.root().resolve(workingDir.asText().replaceFirst("^/+", ""))
            : launch.root();
    List<String> prefix = new ArrayList<>(List.of("env", "-i", "-C", directory.toString()));
    prefix.add("PATH=" + PATH);
    prefix.add("CONTAINER_ROOT=" + launch.root());
    launch.environment().forEach((name, value) -> prefix.add(name + "=" + value));
    return prefix;
  }

  private static List<String> command(Launch launch) {
    List<String> words = new ArrayList<>();
    for (String part : List.of("command", "args")) {
      Json.elements(launch.container().path(part))
          .map(word -> expand(word.asText(), launch.environment()))
          .forEach(words::add);
    }
    return words;
  }

  /** Replaces {@code $(NAME)}; one that names nothing stays as it is. */
  static String expand(String text, Map<String, String> environment) {
    return REFERENCE
        .matcher(text)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(environment.getOrDefault(match.group(1), match.group())));
  }

  private record ProcessContainer(OsProcess process, List<String> prefix)
      implements RunningContainer {
    @Override
    public String id() {
      return "process://" + process.pid();
    }

    @Override
    public OptionalInt exitCode(Instant now) {
      return process.running() ? OptionalInt.empty() : OptionalInt.of(process.exitCode());
    }

    @Override
    public boolean ready(Instant now) {
      return true;
    }

    @Override
    public Instant changesAt(Instant now) {
      return Instant.MAX;
    }

    @Override
    public void terminate(Instant now) {
      process.terminate();
    }

    @Override
    public void kill() {
      process.kill();
    }

    @Override
    public boolean exec(List<String> command, Duration timeout) {
      List<String> all = new ArrayList<>(prefix);
      all.addAll(command);
      OsProcess run = OsProcess.start(all, Map.of(), process.log(), () -> {});
      if (run.awaitExit(timeout)) {
        return run.exitCode() == 0;
      }
      run.kill();
      return false;
    }
  }
}
