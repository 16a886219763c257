package io.rolloutoperator.kubectl.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.kubectl.GoldenFile;
import io.rolloutoperator.kubectl.PluginRun;
import io.rolloutoperator.kubectl.PretendedApiServer;
import io.rolloutoperator.kubectl.World;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Command lines on the same world: what each asks, prints and returns is a file in {@code
 * testdata/commands}.
 *
 * @param file its name without the ending
 */
record Transcript(
    String file,
    Supplier<World> world,
    Consumer<PretendedApiServer> server,
    List<String> commandLines) {

  /** Where files for commands are. */
  static final String FILES = "src/test/resources/testdata/files/";

  static final String LINT = FILES + "lint/";

  static Transcript transcript(String file, Supplier<World> world, String... commandLines) {
    return new Transcript(file, world, server -> {}, List.of(commandLines));
  }

  static Transcript transcript(
      String file,
      Supplier<World> world,
      Consumer<PretendedApiServer> server,
      String... commandLines) {
    return new Transcript(file, world, server, List.of(commandLines));
  }

  /** Runs all of them, each on a world of its own, and compares. */
  void check() {
    List<String> transcripts = new ArrayList<>();
    for (String commandLine : commandLines) {
      try (PretendedApiServer pretended = new PretendedApiServer(world.get())) {
        server.accept(pretended);
        PluginRun run = PluginRun.against(pretended, commandLine);
        assertThat(run.err()).as("a stack trace in standard error").doesNotContain("\tat ");
        transcripts.add(run.transcript(pretended));
      }
    }
    GoldenFile.check("commands/" + file + ".golden", String.join("\n", transcripts));
  }

  @Override
  public String toString() {
    return file;
  }
}
