package io.rolloutoperator.kubectl.command;

import io.rolloutoperator.kubectl.api.Kind;
import io.rolloutoperator.kubectl.cli.Arguments;
import io.rolloutoperator.kubectl.cli.Command;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.cli.ExitCode;
import io.rolloutoperator.kubectl.cli.Flags;
import io.rolloutoperator.kubectl.cli.Likely;
import io.rolloutoperator.kubectl.cli.Session;
import io.rolloutoperator.kubectl.view.ReferencePage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code explain WORD}: what a phase, condition, reason or code means. Needs no cluster. */
final class ExplainCommand implements Command {

  /** The page of the documentation, which the build puts beside this class. */
  private static final String PAGE = "troubleshooting.md";

  @Override
  public void declare(CommandSpec spec) {
    Flags.describe(
        spec, "Explains a phase, a condition, the reason of an Event, or the code of a decision.");
    spec.addPositional(Flags.names("WORD", "1", "such as RolloutAborted"));
  }

  @Override
  public Optional<Kind> completes() {
    return Optional.empty();
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    ReferencePage page = ReferencePage.of(text());
    List<String> found = page.about(arguments.name());
    if (found.isEmpty()) {
      String hint =
          Likely.of(arguments.name(), page.words())
              .map(likely -> ", did you mean " + likely + "?")
              .orElseGet(() -> "; known are " + String.join(", ", page.words()));
      throw new CommandFailure("nothing is known about \"" + arguments.name() + "\"" + hint);
    }
    found.forEach(session.out()::println);
    return ExitCode.OK;
  }

  private static String text() {
    try (InputStream in = ExplainCommand.class.getResourceAsStream(PAGE)) {
      return new String(Objects.requireNonNull(in, PAGE).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
