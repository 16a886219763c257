package io.rolloutoperator.kube.gitsync;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.plan.Detail;
import io.rolloutoperator.kube.client.ApiResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TreeStoreTest {
  private static final ApiResource SECRETS = ApiResource.of("", "v1", "Secret");
  private static final String KEY = "shop/login";

  private static TreeStore storeOf(Detail detail, String head) {
    TreeStore store = new TreeStore(SECRETS, detail);
    store.put(
        KEY,
        Serialization.unmarshal(
            """
            {%s,
             "metadata": {"name": "login", "namespace": "shop", "uid": "u", "resourceVersion": "7",
              "labels": {"a": "b"}, "managedFields": [{"manager": "kubectl"}]},
             "data": {"password": "bWFya2Vy"}}
            """
                .formatted(head),
            GenericKubernetesResource.class));
    return store;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"kind\": \"PartialObjectMetadata\", \"apiVersion\": \"meta.k8s.io/v1\"",
        "\"kind\": \"Secret\", \"apiVersion\": \"v1\""
      })
  void ofMetadataNothingElseIsKeptWhateverTheServerSends(String head) {
    TreeStore store = storeOf(Detail.METADATA, head);

    assertThat(store.tree(KEY).orElseThrow().toString())
        .contains("\"resourceVersion\":\"7\"", "\"uid\":\"u\"", "\"labels\":{\"a\":\"b\"}")
        .doesNotContain("password", "kubectl");
    assertThat(store.get(KEY))
        .isNotNull()
        .satisfies(kept -> assertThat(kept.getAdditionalProperties()).isEmpty());
  }

  @Test
  void anObjectIsOfItsOwnKindAlsoIfOnlyItsMetadataWasSent() {
    TreeStore store =
        storeOf(
            Detail.METADATA,
            "\"kind\": \"PartialObjectMetadata\", \"apiVersion\": \"meta.k8s.io/v1\"");

    assertThat(ObjectId.of(store.tree(KEY).orElseThrow()))
        .isEqualTo(new ObjectId("", "Secret", "shop", "login"));
  }

  @Test
  void theRestIsKeptWhereItIsToBeShown() {
    TreeStore store = storeOf(Detail.WHOLE, "\"kind\": \"Secret\", \"apiVersion\": \"v1\"");

    assertThat(store.tree(KEY).orElseThrow().at("/data/password").asText()).isEqualTo("bWFya2Vy");
    assertThat(store.tree(KEY).orElseThrow().toString()).doesNotContain("kubectl");
  }
}
