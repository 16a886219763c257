package io.rolloutoperator.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.gitsync.webhook.WebhookPath;
import io.rolloutoperator.gitsync.webhook.WebhookToken;
import io.rolloutoperator.gitsync.webhook.WebhookType;
import io.rolloutoperator.webhook.TokenReader.Lookup;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When tokens are read, and which hooks are served meanwhile. */
class HookBookTest {
  private static final GitSyncKey MY_APP = new GitSyncKey("shop", "my-app");
  private static final HookSpec SPEC = new HookSpec(MY_APP, WebhookType.GITHUB, "git-hook");

  private final Map<String, Lookup> secrets = new HashMap<>();
  private final List<String> reads = new ArrayList<>();
  private Instant now = Instant.ofEpochSecond(1_700_000_000);
  private final HookBook book =
      new HookBook(
          (namespace, secret) -> {
            reads.add(namespace + "/" + secret);
            return secrets.getOrDefault(secret, new Lookup.Missing("Secret not found"));
          },
          () -> now);

  HookBookTest() {
    secrets.put("git-hook", found("first"));
  }

  private static WebhookToken token(String text) {
    return WebhookToken.of(text.getBytes(StandardCharsets.UTF_8)).orElseThrow();
  }

  private static Lookup found(String token) {
    return new Lookup.Found(token(token));
  }

  private static String path(String token) {
    return WebhookPath.of(token(token), "shop", "my-app").value();
  }

  private void saw(HookSpec spec, String shownPath) {
    book.saw(spec.gitSync(), Optional.of(spec), shownPath);
  }

  private void pass(Duration time) {
    now = now.plus(time);
    book.refresh();
  }

  private boolean isServed(String token) {
    return book.hooks().at(path(token)).isPresent();
  }

  @Test
  void aGitSyncWithAWebhookIsServed() {
    saw(SPEC, "");

    assertThat(isServed("first")).isTrue();
    assertThat(reads).containsExactly("shop/git-hook");
  }

  @Test
  void newsWithoutNewsOfTheWebhookReadNothing() {
    saw(SPEC, "");
    saw(SPEC, "");
    saw(SPEC, path("first"));

    assertThat(reads).hasSize(1);
  }

  @Test
  void anotherSecretIsReadAtOnce() {
    secrets.put("other", found("second"));
    saw(SPEC, "");

    saw(new HookSpec(MY_APP, WebhookType.GITHUB, "other"), "");

    assertThat(isServed("first")).isFalse();
    assertThat(isServed("second")).isTrue();
  }

  @Test
  void anotherTypeCountsAtOnce() {
    saw(SPEC, "");

    saw(new HookSpec(MY_APP, WebhookType.GITEA, "git-hook"), "");

    assertThat(book.hooks().at(path("first")))
        .hasValueSatisfying(hook -> assertThat(hook.type()).isEqualTo(WebhookType.GITEA));
  }

  @Test
  void aPathThatTheControllerShowsTellsOfAnExchangedToken() {
    saw(SPEC, path("first"));
    secrets.put("git-hook", found("second"));

    saw(SPEC, path("second"));

    assertThat(isServed("first")).isFalse();
    assertThat(isServed("second")).isTrue();
  }

  @Test
  void anExchangedTokenCountsAfterFiveMinutes() {
    saw(SPEC, "");
    secrets.put("git-hook", found("second"));

    pass(Duration.ofSeconds(299));
    assertThat(isServed("first")).isTrue();

    pass(Duration.ofSeconds(1));
    assertThat(isServed("first")).isFalse();
    assertThat(isServed("second")).isTrue();
    assertThat(reads).hasSize(2);
  }

  @Test
  void aSecretThatIsGoneOrMayNotBeReadEndsTheHook() {
    saw(SPEC, "");
    secrets.clear();

    pass(Duration.ofMinutes(5));

    assertThat(book.hooks().size()).isZero();
  }

  @Test
  void aSilentApiServerDoesNotEndTheHook() {
    saw(SPEC, "");
    secrets.put("git-hook", new Lookup.Unknown("no answer"));

    pass(Duration.ofMinutes(5));
    assertThat(isServed("first")).isTrue();

    secrets.put("git-hook", found("second"));
    pass(Duration.ofSeconds(10));
    assertThat(isServed("second")).as("asked again at the next look").isTrue();
  }

  @Test
  void aSecretThatIsNotThereYetIsLookedForAgain() {
    secrets.clear();
    saw(SPEC, "");
    saw(SPEC, "");
    assertThat(reads).hasSize(1);

    secrets.put("git-hook", found("first"));
    pass(Duration.ofSeconds(29));
    assertThat(isServed("first")).isFalse();

    pass(Duration.ofSeconds(1));
    assertThat(isServed("first")).isTrue();
  }

  @Test
  void aGitSyncThatIsGoneOrHasNoWebhookAnyMoreIsNotServed() {
    HookSpec other = new HookSpec(new GitSyncKey("shop", "other"), WebhookType.GITHUB, "git-hook");
    saw(SPEC, "");
    saw(other, "");
    assertThat(book.hooks().size()).isEqualTo(2);

    book.gone(MY_APP);
    assertThat(isServed("first")).isFalse();
    book.saw(other.gitSync(), Optional.empty(), "");

    assertThat(book.hooks().size()).isZero();
    pass(Duration.ofMinutes(10));
    assertThat(reads).hasSize(2);
  }
}
