package io.rolloutoperator.gitsync.render;

import static io.rolloutoperator.gitsync.render.Renderings.ALL;
import static io.rolloutoperator.gitsync.render.Renderings.REVISION;
import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.gitsync.source.MemoryTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretGateTest {

  private static final String SECRET =
      "apiVersion: v1\nkind: Secret\nmetadata: {name: db, namespace: shop}\n";
  private static final String ENCRYPTED = "ENC[AES256_GCM,data:7Q==,iv:AA==,tag:AA==,type:str]";

  @ParameterizedTest
  @ValueSource(strings = {"data: {password: aHVudGVyMg==}", "stringData: {password: hunter2}"})
  void aSecretInClearTextIsRefused(String content) {
    assertThat(render(SECRET + content, false))
        .isEqualTo(new Outcome("x.yaml:1: Secret in clear text not allowed", "BUILD"));
  }

  @Test
  void aSecretInClearTextIsTakenWhereItIsAllowed() {
    assertThat(render(SECRET + "data: {password: aHVudGVyMg==}", true))
        .isEqualTo(new Outcome("rendered", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "type: kubernetes.io/service-account-token",
        "data: {}",
        "data:",
      })
  void aSecretWithoutContentIsNoSecret(String content) {
    assertThat(render(SECRET + content, false)).isEqualTo(new Outcome("rendered", ""));
  }

  @ParameterizedTest
  @CsvSource({"example.org/v1, Secret", "bitnami.com/v1alpha1, SealedSecret"})
  void objectsOfOtherGroupsAreNoSecrets(String apiVersion, String kind) {
    String yaml =
        "apiVersion: %s\nkind: %s\nmetadata: {name: a}\ndata: {a: b}".formatted(apiVersion, kind);

    assertThat(render(yaml, false)).isEqualTo(new Outcome("rendered", ""));
  }

  @Test
  void anEncryptedObjectNeedsDecryption() {
    String yaml = SECRET + "data: {password: '" + ENCRYPTED + "'}\nsops: {mac: x}";

    assertThat(render(yaml, true))
        .isEqualTo(
            new Outcome(
                "Secret shop/db is SOPS-encrypted and spec.decryption is not set", "DECRYPTION"));
  }

  @Test
  void encryptedValuesWithoutMetadataCannotBeDecrypted() {
    String yaml =
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {a: '" + ENCRYPTED + "'}";

    assertThat(render(yaml, true))
        .isEqualTo(new Outcome("x.yaml: encrypted values without sops metadata", "DECRYPTION"));
  }

  private record Outcome(String message, String cause) {}

  private static Outcome render(String yaml, boolean allowPlainSecrets) {
    PlainOptions options = new PlainOptions("", allowPlainSecrets);
    RenderResult result =
        new PlainRenderer(options, RenderLimits.DEFAULT)
            .render(MemoryTree.of().with("x.yaml", yaml), REVISION, ".", ALL);
    return switch (result) {
      case RenderResult.Failed failed -> new Outcome(failed.message(), failed.cause().name());
      case RenderResult.Rendered _ -> new Outcome("rendered", "");
    };
  }
}
