package io.rolloutoperator.notify.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TelegramMarkdownTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "shop",
        "*bold*",
        "_a_ and _b_",
        "`a_b`",
        "``` a ` b ```",
        "[shop](https://a.example/x_y)",
        "a \\_ b",
        "*a _ b*",
        "[a]",
        "*a\\*",
        "[a](b_c",
        "\\"
      })
  void closedTextsAreFormatted(String text) {
    assertThat(TelegramMarkdown.isClosed(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"success_rate", "*", "a [b", "``` a", "`", "_a_ _b"})
  void othersAreNot(String text) {
    assertThat(TelegramMarkdown.isClosed(text)).isFalse();
  }
}
