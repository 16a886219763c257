package io.rolloutoperator.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.rolloutoperator.gitsync.webhook.WebhookType;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HookSpecTest {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final GitSyncKey KEY = new GitSyncKey("shop", "my-app");

  private static WatchedGitSync gitSync(String spec) throws IOException {
    return YAML.readValue(
        """
        apiVersion: rollout-operator.io/v1alpha1
        kind: GitSync
        metadata:
          name: my-app
          namespace: shop
          annotations: {large: text}
          managedFields: [{manager: x}]
        spec: %s
        status: {webhookPath: /hook/1, inventory: {entries: [{id: a, v: v1}]}}
        """
            .formatted(spec),
        WatchedGitSync.class);
  }

  @ParameterizedTest
  @CsvSource({"github, GITHUB", "gitlab, GITLAB", "gitea, GITEA", "generic-hmac, GENERIC_HMAC"})
  void readsTheWebhook(String name, WebhookType type) throws IOException {
    WatchedGitSync gitSync =
        gitSync(
            "{repo: {url: x, webhook: {type: %s, secretRef: {name: git-hook}}}}".formatted(name));

    assertThat(HookSpec.of(KEY, gitSync.getSpec())).contains(new HookSpec(KEY, type, "git-hook"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "text",
        "null",
        "{repo: {url: x}}",
        "{repo: {webhook: {}}}",
        "{repo: {webhook: {type: github}}}",
        "{repo: {webhook: {type: github, secretRef: {}}}}",
        "{repo: {webhook: {type: svn, secretRef: {name: git-hook}}}}",
        "{repo: {webhook: {secretRef: {name: git-hook}}}}",
        "{repo: {webhook: [github]}}",
      })
  void whatIsNoWebhookIsNone(String spec) throws IOException {
    assertThat(HookSpec.of(KEY, gitSync(spec).getSpec())).isEmpty();
  }

  @Test
  void keepsNothingElseOfAGitSync() throws IOException {
    WatchedGitSync gitSync =
        gitSync("{path: x, repo: {url: y, webhook: {type: github, secretRef: {name: git-hook}}}}");

    assertThat(gitSync.getSpec())
        .hasToString(
            "{\"repo\":{\"webhook\":{\"type\":\"github\",\"secretRef\":{\"name\":\"git-hook\"}}}}");
    assertThat(gitSync.getStatus()).hasToString("{\"webhookPath\":\"/hook/1\"}");
    assertThat(gitSync.getMetadata().getManagedFields()).isEmpty();
    assertThat(gitSync.getMetadata().getAnnotations()).isNullOrEmpty();
  }
}
