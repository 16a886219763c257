package io.rolloutoperator.kubectl.command;

import io.rolloutoperator.kubectl.api.Kind;
import io.rolloutoperator.kubectl.cli.Arguments;
import io.rolloutoperator.kubectl.cli.Command;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.cli.ExitCode;
import io.rolloutoperator.kubectl.cli.Flags;
import io.rolloutoperator.kubectl.cli.Likely;
import io.rolloutoperator.kubectl.cli.Session;
import io.rolloutoperator.kubectl.view.Line;
import io.rolloutoperator.kubectl.view.ReferencePage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code explain [WORD]}: what a phase, condition, reason or code means, or which there are. Needs
 * no cluster.
 */
final class ExplainCommand implements Command {

  /** Pages of the documentation, which the build puts beside this class. */
  private static final String TROUBLESHOOTING = "troubleshooting.md";

  private static final String GIT_SYNC = "gitsync.md";

  private static final int LONGEST_SHOWN = 40;
  private static final int MOST_LIKELY = 3;

  @Override
  public void declare(CommandSpec spec) {
    Flags.describe(
        spec, "Explains a phase, a condition, the reason of an Event, or the code of a decision.");
    spec.addPositional(
        Flags.names("WORD", "0..1", "such as RolloutAborted; else all words are listed"));
  }

  @Override
  public Optional<Kind> completes() {
    return Optional.empty();
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    ReferencePage page =
        ReferencePage.of(text(TROUBLESHOOTING))
            .and(ReferencePage.of(text(GIT_SYNC)).only("Condition", "Event"));
    if (arguments.names().isEmpty()) {
      page.words().forEach(session.out()::println);
      return ExitCode.OK;
    }
    List<String> found = page.about(arguments.name());
    if (found.isEmpty()) {
      throw new CommandFailure(unknown(arguments.name(), page.words()));
    }
    found.forEach(session.out()::println);
    return ExitCode.OK;
  }

  private static String unknown(String word, List<String> known) {
    List<String> likely = Likely.several(word, known, MOST_LIKELY);
    return "nothing is known about \"%s\"%s 'kubectl rollouts explain' lists all words"
        .formatted(
            Line.of(word).cut(LONGEST_SHOWN).rendered(false),
            likely.isEmpty() ? ":" : ", did you mean " + alternatives(likely) + "?");
  }

  /** {@code A}, {@code A or B}, {@code A, B or C}. */
  private static String alternatives(List<String> words) {
    String last = words.getLast();
    String others = String.join(", ", words.subList(0, words.size() - 1));
    return others.isEmpty() ? last : others + " or " + last;
  }

  private static String text(String page) {
    try (InputStream in = ExplainCommand.class.getResourceAsStream(page)) {
      return new String(Objects.requireNonNull(in, page).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
