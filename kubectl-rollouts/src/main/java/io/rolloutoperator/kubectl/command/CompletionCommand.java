package io.rolloutoperator.kubectl.command;

import io.rolloutoperator.kubectl.api.Kind;
import io.rolloutoperator.kubectl.cli.Arguments;
import io.rolloutoperator.kubectl.cli.Command;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.cli.ExitCode;
import io.rolloutoperator.kubectl.cli.Flags;
import io.rolloutoperator.kubectl.cli.Session;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code completion SHELL}: for {@code kubectl-rollouts} itself. {@code kubectl rollouts} is
 * completed by kubectl, which asks {@code kubectl_complete-rollouts}.
 */
final class CompletionCommand implements Command {

  private static final Map<String, String> SCRIPTS =
      Map.of(
          "bash",
          """
          # The line is split here: bash would break --namespace=prod into three words.
          _kubectl_rollouts() {
            local line=${COMP_LINE:0:COMP_POINT} IFS=$' \\t\\n'
            local -a words
            read -ra words <<< "$line"
            [[ $line == *[[:blank:]] ]] && words+=("")
            IFS=$'\\n'
            COMPREPLY=($(kubectl-rollouts __complete "${words[@]:1}" 2> /dev/null | grep -v '^:'))
          }
          complete -F _kubectl_rollouts kubectl-rollouts
          """,
          "zsh",
          """
          #compdef kubectl-rollouts
          _kubectl-rollouts() {
            local -a candidates
            candidates=(${(f)"$(kubectl-rollouts __complete "${(@)words[2,CURRENT]}" 2> /dev/null)"})
            compadd -- ${candidates:#:*}
          }
          # As a file of fpath this is the function's body; sourced, it makes the function known.
          if [[ "${funcstack[1]}" = _kubectl-rollouts ]]; then
            _kubectl-rollouts "$@"
          else
            compdef _kubectl-rollouts kubectl-rollouts
          fi
          """,
          "fish",
          """
          function __kubectl_rollouts
            set -l words (commandline -opc) (commandline -ct)
            kubectl-rollouts __complete $words[2..-1] 2> /dev/null | string match -v ':*'
          end
          complete -c kubectl-rollouts -f -a '(__kubectl_rollouts)'
          """);

  @Override
  public void declare(CommandSpec spec) {
    Flags.describe(
        spec,
        "Prints the completion of kubectl-rollouts for bash, zsh or fish. For 'kubectl rollouts'",
        "put kubectl_complete-rollouts into the PATH: kubectl's own completion asks it.");
    spec.addPositional(Flags.names("SHELL", "1", "bash, zsh or fish"));
  }

  @Override
  public Optional<Kind> completes() {
    return Optional.empty();
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    String script = SCRIPTS.get(arguments.name());
    if (script == null) {
      throw new CommandFailure(
          "no completion for \"%s\": there are bash, zsh and fish".formatted(arguments.name()));
    }
    session.out().print(script);
    return ExitCode.OK;
  }
}
