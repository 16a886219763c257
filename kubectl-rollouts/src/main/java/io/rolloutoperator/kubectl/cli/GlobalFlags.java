package io.rolloutoperator.kubectl.cli;

import io.rolloutoperator.api.GoDuration;
import io.rolloutoperator.kubectl.config.Overrides;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/** The flags that kubectl gives every command, and those for colour and for more words. */
final class GlobalFlags {

  /** With a value. */
  private static final List<Named> VALUES =
      List.of(
          new Named(
              "NAMESPACE", "the namespace; that of the context otherwise", "-n", "--namespace"),
          new Named("NAME", "the context of the kubeconfig", "--context"),
          new Named("FILE", "the kubeconfig", "--kubeconfig"),
          new Named("NAME", "the cluster of the kubeconfig", "--cluster"),
          new Named("NAME", "the user of the kubeconfig", "--user"),
          new Named("URL", "the API server", "-s", "--server"),
          new Named("TOKEN", "a bearer token", "--token"),
          new Named("USER", "act as this user", "--as"),
          new Named("UID", "act as the user with this id, beside --as", "--as-uid"),
          new Named("FILE", "PEM file of the user's certificate", "--client-certificate"),
          new Named("FILE", "PEM file of its key", "--client-key"),
          new Named("FILE", "PEM file of the server's authority", "--certificate-authority"),
          new Named("NAME", "the name to expect in the server's certificate", "--tls-server-name"),
          new Named(
              "DURATION",
              "the longest wait for an answer, such as 30s; 0: for ever",
              "--request-timeout"),
          new Named("LEVEL", "6 shows requests, 8 also bodies and stack traces", "-v", "--v"));

  private static final Named GROUPS =
      new Named("GROUP", "act as a member of this group", "--as-group");

  /** Known to kubectl or to Argo Rollouts' plugin and without effect here. */
  private static final List<Named> ACCEPTED =
      List.of(
          new Named("DIR", "accepted, without effect", "--cache-dir"),
          new Named("LEVEL", "accepted, without effect: use -v", "--loglevel"),
          new Named("LEVEL", "accepted, without effect: use -v", "--kloglevel"));

  private static final String INSECURE = "--insecure-skip-tls-verify";
  private static final String DISABLE_COMPRESSION = "--disable-compression";
  private static final String NO_COLOR = "--no-color";

  private record Named(String label, String description, List<String> names) {
    Named(String label, String description, String... names) {
      this(label, description, List.of(names));
    }
  }

  private GlobalFlags() {}

  static void declare(CommandSpec spec) {
    for (Named flag : VALUES) {
      spec.addOption(Flags.text(flag.label, flag.description, names(flag)));
    }
    spec.addOption(Flags.texts(GROUPS.label, GROUPS.description, names(GROUPS)));
    for (Named flag : ACCEPTED) {
      spec.addOption(
          picocli.CommandLine.Model.OptionSpec.builder(names(flag))
              .type(String.class)
              .hidden(true)
              .build());
    }
    spec.addOption(Flags.flag("accept any certificate of the server", INSECURE));
    spec.addOption(
        picocli.CommandLine.Model.OptionSpec.builder(DISABLE_COMPRESSION)
            .type(boolean.class)
            .hidden(true)
            .build());
    spec.addOption(Flags.flag("no colours", NO_COLOR));
    spec.addOption(Flags.flag("show this help", "-h", "--help"));
  }

  private static String[] names(Named flag) {
    return flag.names.toArray(String[]::new);
  }

  /** Names of the flags that are followed by a value: a command is found behind them. */
  static Set<String> withValue() {
    List<String> names = new ArrayList<>(GROUPS.names);
    VALUES.forEach(flag -> names.addAll(flag.names));
    ACCEPTED.forEach(flag -> names.addAll(flag.names));
    return Set.copyOf(names);
  }

  static Overrides overrides(Arguments arguments) {
    return new Overrides(
        arguments.text("--kubeconfig"),
        arguments.text("--context"),
        arguments.text("--cluster"),
        arguments.text("--user"),
        arguments.text("--server"),
        arguments.text("--namespace"),
        arguments.text("--token"),
        arguments.text("--as"),
        arguments.text("--as-uid"),
        arguments.texts("--as-group"),
        new Overrides.ClientFiles(
            arguments.text("--client-certificate"), arguments.text("--client-key")),
        arguments.flag(INSECURE),
        arguments.text("--certificate-authority"),
        arguments.text("--tls-server-name"));
  }

  /**
   * The same flags for a kubectl as child; not the namespace, which stands in every path, and the
   * timeout, which is each request's own.
   */
  static List<String> forKubectl(Arguments arguments) {
    List<String> flags = new ArrayList<>();
    for (Named flag : VALUES) {
      String name = flag.names.getLast();
      if (!Set.of("--namespace", "--v", "--token", "--request-timeout").contains(name)) {
        arguments.text(name).ifPresent(value -> flags.add(name + "=" + value));
      }
    }
    arguments.texts("--as-group").forEach(group -> flags.add("--as-group=" + group));
    if (arguments.flag(INSECURE)) {
      flags.add(INSECURE);
    }
    return flags;
  }

  /** Whether output has colours: only on a terminal that nobody asked to be plain. */
  static boolean colours(Arguments arguments, Surroundings around) {
    return around.terminal().interactive()
        && !arguments.flag(NO_COLOR)
        && around.variable("NO_COLOR").isEmpty()
        && !around.variable("TERM").orElse("").equals("dumb");
  }

  /** How much is told about what happens, 0 to 10. */
  static int verbosity(Arguments arguments) throws CommandFailure {
    return arguments.number("--v").orElse(0);
  }

  /** The longest wait for an answer; empty if the command line says nothing. */
  static Optional<Duration> patience(Arguments arguments) throws CommandFailure {
    Optional<String> text = arguments.text("--request-timeout");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String written = text.get();
    boolean seconds = !written.isEmpty() && written.chars().allMatch(c -> c >= '0' && c <= '9');
    return switch (GoDuration.parse(seconds ? written + "s" : written)) {
      case GoDuration.Valid(Duration duration) when !duration.isNegative() -> Optional.of(duration);
      case GoDuration.Valid _, GoDuration.Invalid _ ->
          throw new CommandFailure(
              "--request-timeout \"%s\" is not a duration such as 30s or 1m".formatted(written));
    };
  }

  /** Names of flags and the other names of the same flag. */
  static Map<String, String> aliases() {
    return Map.of("-n", "--namespace", "-s", "--server", "-v", "--v");
  }
}
