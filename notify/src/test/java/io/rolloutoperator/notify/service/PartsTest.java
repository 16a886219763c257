package io.rolloutoperator.notify.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartsTest {

  @ParameterizedTest
  @CsvSource({"shop, 4, shop", "shops, 4, sho…", "a😀b, 3, a…", "a😀bc, 4, a😀…", "😀😀, 3, 😀…"})
  void aTextIsCutBetweenCharacters(String text, int most, String cut) {
    assertThat(Parts.cut(text, most)).isEqualTo(cut);
  }

  @ParameterizedTest
  @CsvSource({
    "shop, 4, shop",
    "shops, 4, s…",
    "äöü, 6, äöü",
    "äöüß, 7, äö…",
    "a😀b, 6, a😀b",
    "a😀bc, 6, a…",
    "€€€, 8, €…"
  })
  void orAtSoManyBytes(String text, int most, String cut) {
    assertThat(Parts.cutToBytes(text, most)).isEqualTo(cut);
  }
}
