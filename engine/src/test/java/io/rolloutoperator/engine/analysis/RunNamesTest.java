package io.rolloutoperator.engine.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunNamesTest {

  private static final RunNames NAMES = new RunNames("web-abc-2-1");

  @ParameterizedTest
  @CsvSource({
    "'', web-abc-2-1, web-abc-2-1.1",
    "web-abc-2-1, web-abc-2-1.1, web-abc-2-1.2",
    "web-abc-2-1.1, web-abc-2-1, web-abc-2-1.2",
    "web-abc-2-10, web-abc-2-1, web-abc-2-1.1"
  })
  void namesOfEarlierRunsAreLeftOut(String taken, String first, String second) {
    assertThat(NAMES.free(Set.of(taken))).hasSize(10).startsWith(first, second);
  }

  @ParameterizedTest
  @CsvSource({
    "web-abc-2-1, true",
    "web-abc-2-1.3, true",
    "web-abc-2-10, false",
    "web-abc-2, false"
  })
  void aRunIsOfItsQuestionByItsName(String name, boolean included) {
    assertThat(NAMES.include(name)).isEqualTo(included);
  }

  @Test
  void noNameIsOfferedTwice() {
    assertThat(NAMES.free(Set.of())).doesNotHaveDuplicates();
  }
}
