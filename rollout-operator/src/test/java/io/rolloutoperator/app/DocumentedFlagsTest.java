package io.rolloutoperator.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The flags of the documentation are those that there are. */
class DocumentedFlagsTest {

  private static final Path DOCS = Path.of("..", "docs");

  /**
   * A flag of ours stands in the text as code of its own; those of other tools stand in commands.
   */
  private static final Pattern FLAG = Pattern.compile("`(--[A-Za-z][A-Za-z-]*)");

  private static final Pattern HOST = Pattern.compile("-allowed-host[= ]([^\\s`<|]+)[\\s`]");

  private static Set<String> flags(Object command) {
    return new CommandLine(command)
        .getCommandSpec().options().stream()
            .flatMap(option -> Stream.of(option.names()))
            .filter(name -> name.startsWith("--"))
            .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> flagsOfAnyProcess() {
    Set<String> all = flags(new Flags());
    all.addAll(flags(new WebhookFlags()));
    return all;
  }

  private static Set<String> flagsOfTheReceiverAlone() {
    Set<String> own = flags(new WebhookFlags());
    own.removeAll(flags(new Flags()));
    return own;
  }

  private static Set<String> named(String text) {
    return FLAG.matcher(text)
        .results()
        .map(flag -> flag.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Their flags are those of the kubectl plugin. */
  private static final Set<String> OF_THE_PLUGIN =
      Set.of("kubectl-plugin.md", "dashboard.md", "lint-and-plan.md");

  /** All but the plugin's pages. */
  static Stream<Path> pages() throws IOException {
    try (Stream<Path> files = Files.list(DOCS)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !OF_THE_PLUGIN.contains(file.getFileName().toString()))
          .sorted()
          .toList()
          .stream();
    }
  }

  private static Set<String> explained(String page) throws IOException {
    String text = Files.readString(DOCS.resolve(page));
    int begin = text.indexOf("## Flags");
    int end = text.indexOf("\n## ", begin + 1);
    return named(text.substring(begin, end < 0 ? text.length() : end));
  }

  /** A host that the documentation tells people to allow can be one. */
  @Test
  void theHostsOfThePagesAreTaken() throws IOException {
    List<String> hosts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(DOCS)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".md")).toList()) {
        HOST.matcher(Files.readString(file)).results().forEach(host -> hosts.add(host.group(1)));
      }
    }
    assertThat(hosts).isNotEmpty();
    FlagRules.requireHosts("--egress-allowed-host", hosts);
  }

  @Test
  void operatingExplainsEachFlagAndNoOther() throws IOException {
    assertThat(explained("operating.md")).isEqualTo(flags(new Flags()));
  }

  @Test
  void webhooksExplainsWhatTheReceiverHasOfItsOwn() throws IOException {
    assertThat(explained("webhooks.md"))
        .isNotEmpty()
        .containsAll(flagsOfTheReceiverAlone())
        .isSubsetOf(flags(new WebhookFlags()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pages")
  void noPageNamesAFlagThatIsNotThere(Path page) throws IOException {
    assertThat(flagsOfAnyProcess()).containsAll(named(Files.readString(page)));
  }
}
