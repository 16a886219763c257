package io.rolloutoperator.kubectl.command;

import io.rolloutoperator.kubectl.api.Kind;
import io.rolloutoperator.kubectl.cli.Arguments;
import io.rolloutoperator.kubectl.cli.Command;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.cli.ExitCode;
import io.rolloutoperator.kubectl.cli.Flags;
import io.rolloutoperator.kubectl.cli.Session;
import io.rolloutoperator.kubectl.json.Json;
import io.rolloutoperator.kubectl.lint.Finding;
import io.rolloutoperator.kubectl.lint.GitHubAnnotations;
import io.rolloutoperator.kubectl.lint.LintJson;
import io.rolloutoperator.kubectl.lint.LintReport;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** {@code lint FILE…}: what the controller would say about files, without a cluster. */
final class LintCommand implements Command {

  private static final String FILE = "--filename";
  private static final String STRICT = "--strict";
  private static final String OUTPUT = "--output";

  /** In which form findings are printed. */
  private enum Form {
    TEXT,
    JSON,
    GITHUB
  }

  @Override
  public void declare(CommandSpec spec) {
    Flags.describe(
        spec,
        "Checks Rollouts, analysis templates and runs, Experiments and GitSyncs in files as the",
        "controller does, and what they refer to in the same files. No cluster is asked.",
        "Exit code 1 if the controller would refuse anything, 2 if the command line is wrong.",
        "Warnings are only shown, but for --strict.");
    spec.addPositional(
        Flags.names("FILE", "0..*", "a file or a folder, as with -f; - for standard input"));
    spec.addOption(
        Flags.texts(
            "FILE",
            "a file of YAML or JSON, or a folder with all that is below it; - for standard input",
            "-f",
            FILE));
    spec.addOption(Flags.flag("take warnings for errors", STRICT));
    spec.addOption(
        Flags.text("FORMAT", "json, or github for annotations of GitHub Actions", "-o", OUTPUT));
  }

  @Override
  public Optional<Kind> completes() {
    return Optional.empty();
  }

  @Override
  public int usageFailure() {
    return ExitCode.UNDECIDED;
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    Form form = form(arguments);
    List<String> paths =
        Stream.concat(arguments.texts(FILE).stream(), arguments.names().stream()).toList();
    if (paths.isEmpty()) {
      throw new Undecided("nothing to check: name a file or a folder");
    }
    LintReport found = LintFiles.of(session).read(paths).report();
    LintReport report = arguments.flag(STRICT) ? found.strict() : found;
    print(form, report).forEach(session.out()::println);
    conclude(form, report, session);
    return ExitCode.OK;
  }

  /** Ends as Argo Rollouts' lint does, with the error of an object alone. */
  private static void conclude(Form form, LintReport report, Session session)
      throws CommandFailure {
    Optional<Finding> first = report.first();
    if (first.isEmpty() && !report.errors().isEmpty()) {
      throw new CommandFailure(report.counts());
    }
    if (form == Form.TEXT) {
      session
          .err()
          .println(
              report.findings().isEmpty() ? "nothing found: " + report.extent() : report.counts());
    }
    if (first.isPresent()) {
      throw new CommandFailure(first.get().asArgoSaysIt());
    }
  }

  private static List<String> print(Form form, LintReport report) {
    return switch (form) {
      case TEXT -> report.findings().stream().map(Finding::display).toList();
      case JSON -> List.of(Json.pretty(LintJson.of(report)));
      case GITHUB -> GitHubAnnotations.of(report);
    };
  }

  private static Form form(Arguments arguments) throws CommandFailure {
    String written = arguments.text(OUTPUT).orElse("text");
    return switch (written) {
      case "text" -> Form.TEXT;
      case "json" -> Form.JSON;
      case "github" -> Form.GITHUB;
      default ->
          throw new Undecided(
              "unknown output format \"%s\": there are text, json and github".formatted(written));
    };
  }
}
