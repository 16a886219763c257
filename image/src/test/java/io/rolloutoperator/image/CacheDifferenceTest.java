package io.rolloutoperator.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CacheDifferenceTest {

  @Test
  void tellsWhereTwoCachesBeginToDifferAndWhatStandsThere() {
    assertThat(of("class\0Canary\0step", "class\0Stable\0step"))
        .hasToString(
            "the caches differ in 6 bytes, first at 6: \"class.Canary.step\" and"
                + " \"class.Stable.step\"");
    assertThat(of("class", "class A"))
        .hasToString("the caches differ in 2 bytes, first at 5: \"class\" and \"class A\"");
    assertThat(of("class", "class")).hasToString("the caches are the same");
  }

  private static CacheDifference of(String one, String other) {
    return CacheDifference.of(
        one.getBytes(StandardCharsets.ISO_8859_1), other.getBytes(StandardCharsets.ISO_8859_1));
  }
}
