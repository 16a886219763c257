package io.rolloutoperator.gitsync.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookPathTest {
  private static final WebhookToken TOKEN = token("correct-horse-battery-staple");
  private static final String PATH =
      "/hook/b56293d5c4ad56fc36e739424ceaa3d6da7548735966c918541961b2bef3db48";

  private static WebhookToken token(String text) {
    return WebhookToken.of(text.getBytes(StandardCharsets.UTF_8)).orElseThrow();
  }

  /** As {@code printf TOKENNAMENAMESPACE | sha256sum} has it. */
  @Test
  void thePathIsTheDigestOfTokenNameAndNamespace() {
    assertThat(WebhookPath.of(TOKEN, "shop", "my-app").value()).isEqualTo(PATH);
  }

  @Test
  void anotherTokenIsAnotherPath() {
    assertThat(WebhookPath.of(token("other"), "shop", "my-app").value()).isNotEqualTo(PATH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/hook",
        "/hook/",
        "/hook/b56293d5c4ad56fc36e739424ceaa3d6da7548735966c918541961b2bef3db49",
        "/hook/b56293d5c4ad56fc36e739424ceaa3d6da7548735966c918541961b2bef3db4",
        "/hook/b56293d5c4ad56fc36e739424ceaa3d6da7548735966c918541961b2bef3db48/",
        "/hook/B56293D5C4AD56FC36E739424CEAA3D6DA7548735966C918541961B2BEF3DB48",
        "/hook//b56293d5c4ad56fc36e739424ceaa3d6da7548735966c918541961b2bef3db48",
        "/hook/%6256293d5c4ad56fc36e739424ceaa3d6da7548735966c918541961b2bef3db48",
      })
  void onlyTheVeryPathIsAHook(String path) {
    Hooks hooks = Hooks.of(List.of(Hook.of("shop", "my-app", WebhookType.GITHUB, TOKEN)));

    assertThat(hooks.at(PATH)).isPresent();
    assertThat(hooks.at(path)).isEmpty();
    assertThat(Hooks.none().at(path)).isEmpty();
  }

  @Test
  void ofTwoHooksAtOnePathTheFirstCounts() {
    Hook first = Hook.of("bc", "a", WebhookType.GITHUB, TOKEN);
    Hook second = Hook.of("c", "ab", WebhookType.GITHUB, TOKEN);
    assertThat(first.path()).isEqualTo(second.path());

    assertThat(Hooks.of(List.of(first, second)).at(first.path().value())).contains(first);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n"})
  void aBlankTokenIsNone(String text) {
    assertThat(WebhookToken.of(text.getBytes(StandardCharsets.UTF_8))).isEmpty();
  }

  @Test
  void neitherTokenNorHookTellTheSecret() {
    Hook hook = Hook.of("shop", "my-app", WebhookType.GITHUB, TOKEN);

    assertThat(TOKEN).hasToString("*****");
    assertThat(hook).hasToString("GitSync shop/my-app");
  }
}
