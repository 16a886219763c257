package io.rolloutoperator.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.chart.Chart;
import io.rolloutoperator.chart.ChartValue;
import io.rolloutoperator.testkit.cluster.Json;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Every flag of the processes is a value of the chart, with the same default. */
class ChartFlagsTest {

  /** Flags that are no values, each with the reason. */
  private static final Map<String, String> EXCEPTIONS =
      Map.of(
          "--help", "prints and ends",
          "--version", "prints and ends",
          "--namespace", "the pod's own, by POD_NAMESPACE",
          "--token", "a credential on a command line can be read by all who see the Deployment",
          "--username", "as --token",
          "--password", "as --token",
          "--log-format", "another name of --logformat",
          "--metricsport", "another name of --metricsPort");

  /** Defaults that the chart changes on purpose, each with the reason. */
  private static final Map<String, String> OTHER_DEFAULTS =
      Map.of("--logformat", "a cluster's logs are read by machines");

  /** Flags that the values of that test leave out, each with the reason. */
  private static final Map<String, String> SET_ELSEWHERE =
      Map.of(
          "--namespaced", "excludes most of the others",
          "--alerts-webhook", "the URL is a credential there, in the environment");

  private static Map<String, OptionSpec> options() {
    Map<String, OptionSpec> options = new HashMap<>();
    Stream.of(new Flags(), new WebhookFlags())
        .flatMap(flags -> new CommandLine(flags).getCommandSpec().options().stream())
        .forEach(
            option -> Stream.of(option.names()).forEach(name -> options.putIfAbsent(name, option)));
    options.keySet().removeIf(name -> !name.startsWith("--"));
    return options;
  }

  /** Flags below a value that takes them by their names. */
  private static Set<String> byName(String group) {
    return ChartValue.all().stream()
        .filter(value -> value.path().equals(group))
        .flatMap(value -> value.schema().path("properties").properties().stream())
        .map(flag -> "--" + flag.getKey())
        .collect(Collectors.toSet());
  }

  @Test
  void everyFlagIsAValueAndEveryValueOfAFlagHasOne() {
    Set<String> values = new TreeSet<>(EXCEPTIONS.keySet());
    ChartValue.all().stream().flatMap(value -> value.flag().stream()).forEach(values::add);
    values.addAll(byName("apiServer.flags"));
    values.addAll(byName("argoRollouts.flags"));

    assertThat(values).isEqualTo(new TreeSet<>(options().keySet()));
  }

  @Test
  void whatHasNoEffectIsSaidToHaveNone() {
    Set<String> accepted =
        new CommandLine(new AcceptedFlags())
            .getCommandSpec().options().stream()
                .flatMap(option -> Stream.of(option.names()))
                .collect(Collectors.toCollection(TreeSet::new));
    accepted.removeAll(byName("apiServer.flags"));

    assertThat(byName("argoRollouts.flags")).isEqualTo(accepted);
  }

  static Stream<ChartValue> ofFlags() {
    return ChartValue.all().stream()
        .filter(value -> value.flag().isPresent() && !value.byDefault().isMissingNode())
        .filter(value -> !OTHER_DEFAULTS.containsKey(value.flag().get()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ofFlags")
  void theDefaultIsThatOfTheFlag(ChartValue value) {
    OptionSpec option =
        Optional.ofNullable(options().get(value.flag().orElseThrow())).orElseThrow();

    assertThat(text(value.byDefault())).isEqualTo(text(option));
  }

  private static String text(JsonNode value) {
    return value.isArray()
        ? Json.elements(value).map(JsonNode::asText).toList().toString()
        : value.asText();
  }

  private static String text(OptionSpec option) {
    Object initial = option.initialValue();
    return switch (initial) {
      case Duration duration -> duration.toSeconds() + "s";
      case Double number -> number == 0 ? "0" : number.toString();
      case null -> "";
      default -> initial.toString();
    };
  }

  /** The other values' test renders all of them; here the processes read what comes of it. */
  @Test
  void theProcessesTakeWhatAllValuesRenderTo() {
    List<JsonNode> containers =
        Json.yaml(Chart.golden("everything")).stream()
            .filter(object -> object.path("kind").asText().equals("Deployment"))
            .map(deployment -> deployment.at("/spec/template/spec/containers/0"))
            .toList();
    assertThat(containers).hasSize(2);
    Set<String> set = new TreeSet<>();
    for (JsonNode container : containers) {
      List<String> arguments = Json.elements(container.path("args")).map(JsonNode::asText).toList();
      boolean receiver = arguments.getFirst().equals("webhook");
      var parsed =
          new CommandLine(receiver ? new WebhookFlags() : new Flags())
              .parseArgs(arguments.stream().skip(receiver ? 1 : 0).toArray(String[]::new));
      parsed.matchedOptions().forEach(option -> set.addAll(List.of(option.names())));
    }
    assertThat(set)
        .containsAll(
            ChartValue.all().stream()
                .flatMap(value -> value.flag().stream())
                .filter(flag -> !SET_ELSEWHERE.containsKey(flag))
                .toList());
  }
}
