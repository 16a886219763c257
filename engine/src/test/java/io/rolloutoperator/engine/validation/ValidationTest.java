package io.rolloutoperator.engine.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ValidationTest {

  /** Rollouts that users have met. */
  static Stream<Cases> known() {
    return Cases.of("invalid-rollouts.yaml");
  }

  /** The rules one by one, their order, and input nobody writes by intent. */
  static Stream<Cases> rules() {
    return Cases.of("rules.yaml");
  }

  @ParameterizedTest
  @MethodSource({"known", "rules"})
  void showsTheFirstErrorInTheWordsOfTheApi(Cases given) {
    assertThat(given.firstMessage().orElse(null)).isEqualTo(given.message());
  }
}
