package io.rolloutoperator.notify.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.notify.config.ConfigReader;
import io.rolloutoperator.notify.defaults.DefaultNotifications;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigurationCheckTest {

  private static List<String> problems(Map<String, String> data) {
    return ConfigurationCheck.problems(ConfigReader.read(data, Map.of()));
  }

  static Stream<Arguments> problems() {
    return Stream.of(
        Arguments.of("service.kafka", "{}", "service type 'kafka' is not supported"),
        Arguments.of("service.slack", "{}", "service slack: token is missing"),
        Arguments.of("template.t", "mesage: x", "template \"t\": unknown field \"mesage\""),
        Arguments.of(
            "template.t",
            "slack: {blocks: \"{{if}}\"}",
            "template \"t\": line 1: missing value for if"),
        Arguments.of(
            "trigger.on-x", "[{when: rollout., send: []}]", "trigger 'on-x': when: expected name"),
        Arguments.of(
            "trigger.on-x",
            "[{send: [nothing]}]",
            "trigger 'on-x' sends template 'nothing', which is not configured"),
        Arguments.of(
            "trigger.on-x",
            "[{when: 'true', resolve: [nothing]}]",
            "trigger 'on-x' sends template 'nothing', which is not configured"),
        Arguments.of(
            "trigger.on-x",
            "[{when: 'true', until: 'true'}]",
            "trigger 'on-x': until has no effect without resolve"),
        Arguments.of("trigger.on-x", "text", "trigger.on-x: expected a list of conditions"));
  }

  @ParameterizedTest
  @MethodSource("problems")
  void whatIsWrongIsFoundBeforeAnythingIsSent(String key, String value, String problem) {
    assertThat(problems(Map.of(key, value))).containsExactly(problem);
  }

  @Test
  void whatEndsIsReadAsWhatBegins() {
    Map<String, String> data =
        Map.of(
            "trigger.on-x", "[{when: 'true', until: rollout., resolve: [t]}]",
            "template.t", "message: x");
    assertThat(problems(data)).containsExactly("trigger 'on-x': until: expected name");
  }

  @Test
  void theDefaultsHaveNoProblem() {
    assertThat(problems(DefaultNotifications.under(Map.of()))).isEmpty();
  }
}
