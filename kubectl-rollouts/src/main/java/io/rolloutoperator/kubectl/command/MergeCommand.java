package io.rolloutoperator.kubectl.command;

import io.rolloutoperator.kubectl.api.Kind;
import io.rolloutoperator.kubectl.api.ObjectRef;
import io.rolloutoperator.kubectl.cli.Arguments;
import io.rolloutoperator.kubectl.cli.Command;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.cli.Flags;
import io.rolloutoperator.kubectl.cli.Session;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Commands that are one merge patch of the object itself: {@code pause}, {@code retry experiment},
 * {@code terminate …}.
 */
final class MergeCommand implements Command {

  private final Kind kind;
  private final String patch;
  private final String done;
  private final String description;

  /**
   * A command.
   *
   * @param done what is said then, with the name for {@code %s}
   */
  MergeCommand(Kind kind, String patch, String done, String description) {
    this.kind = kind;
    this.patch = patch;
    this.done = done;
    this.description = description;
  }

  static MergeCommand pause() {
    return new MergeCommand(
        Kind.ROLLOUT,
        "{\"spec\":{\"paused\":true}}",
        "rollout '%s' paused",
        "Pauses a Rollout: no scaling, no switch, no next step until it is promoted.");
  }

  static MergeCommand retryExperiment() {
    return new MergeCommand(
        Kind.EXPERIMENT,
        "{\"status\":null}",
        "experiment '%s' retried",
        "Starts an Experiment again from the beginning.");
  }

  static MergeCommand terminateAnalysisRun() {
    return new MergeCommand(
        Kind.ANALYSIS_RUN,
        "{\"spec\":{\"terminate\":true}}",
        "analysisrun '%s' terminated",
        "Ends an AnalysisRun; what it measured so far counts.");
  }

  static MergeCommand terminateExperiment() {
    return new MergeCommand(
        Kind.EXPERIMENT,
        "{\"spec\":{\"terminate\":true}}",
        "experiment '%s' terminated",
        "Ends an Experiment and removes its pods.");
  }

  @Override
  public void declare(CommandSpec spec) {
    Flags.describe(spec, description);
    spec.addPositional(Flags.names(label(), "1..*", "their names"));
  }

  private String label() {
    return kind.name().toUpperCase(java.util.Locale.ROOT);
  }

  @Override
  public Optional<Kind> completes() {
    return Optional.of(kind);
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    return Each.of(
        arguments,
        session,
        name -> {
          session.cluster().merge(new ObjectRef(kind, session.namespace(), name), patch);
          session.out().println(done.formatted(name));
        });
  }
}
