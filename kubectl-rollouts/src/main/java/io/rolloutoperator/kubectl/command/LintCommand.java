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
import picocli.CommandLine.Model.CommandSpec;

/** {@code lint -f FILE…}: what the controller would say about files, without a cluster. */
final class LintCommand implements Command {

  private static final String FILE = "--filename";
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
        "Exit code 1 if anything is wrong, 2 if the command line is.");
    spec.addOption(
        Flags.texts(
            "FILE",
            "a file of YAML or JSON, or a folder with all that is below it; - for standard input",
            "-f",
            FILE));
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
    if (arguments.texts(FILE).isEmpty()) {
      throw new Undecided("nothing to check: name a file or a folder with -f");
    }
    LintReport report = LintFiles.of(session).read(arguments.texts(FILE)).report();
    print(form, report).forEach(session.out()::println);
    if (report.first().isPresent()) {
      throw new CommandFailure(report.first().get().asArgoSaysIt());
    }
    return ExitCode.OK;
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
