package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.rolloutoperator.gitsync.plan.Detail;
import io.rolloutoperator.kube.client.ApiClients;
import io.rolloutoperator.kube.client.ApiResource;
import io.rolloutoperator.kube.fence.LeaseFence;
import io.rolloutoperator.testkit.apiproxy.ApiProxy;
import io.rolloutoperator.testkit.apiproxy.Exchange;
import io.rolloutoperator.testkit.apiproxy.ProxiedRequest;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Of objects without a status only the metadata is watched, and they are kept as in Git by it. */
@RequiresCluster
class GitSyncMetadataWatchIT {
  private static final String METADATA = "as=PartialObjectMetadata";

  private static ApiProxy proxy;

  private final TestNamespace namespace;

  GitSyncMetadataWatchIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @BeforeAll
  static void startOperator(TestNamespace namespace) {
    proxy = ApiProxy.inFrontOf(namespace.cluster().controlPlane());
    LiveGitSync.startOperator(
        namespace, proxy::kubeconfig, "--leader-elect=false", "--gitsync-allow-plain-secrets");
  }

  @AfterAll
  static void close() {
    proxy.close();
  }

  @Test
  void mapsAndSecretsAreKeptAsInGitByTheirMetadata() {
    Map<String, String> files =
        Map.of(
            "map.yaml", GitManifests.map("settings", "1"),
            "secret.yaml", secret("one"),
            "more.yaml", GitManifests.map("pruned", "1"),
            "web.yaml", GitManifests.deployment("web", "v1", 1));
    try (LiveGitSync sync = LiveGitSync.follow(namespace, "by-metadata", files, "")) {
      sync.awaitReady(sync.repository().head());
      for (String plural : List.of("configmaps", "secrets", "deployments")) {
        namespace.await(plural + " are watched", () -> !accepted(plural).isEmpty());
        assertThat(accepted(plural))
            .as(plural)
            .allMatch(form -> form.contains(METADATA) != plural.equals("deployments"));
      }

      namespace.patch("v1", "ConfigMap", "settings", "{data: {value: by-hand}}");
      namespace.patch("v1", "Secret", "login", "{stringData: {password: by-hand}}");
      namespace.await("repaired", () -> map().equals("1") && password().equals("one"));
      assertThat(applies()).as("made and repaired, once each").isEqualTo(List.of(2L, 2L));

      sync.repository().delete(List.of("more.yaml"), "one less");
      sync.awaitReady(
          sync.push(
              Map.of("map.yaml", GitManifests.map("settings", "2"), "secret.yaml", secret("two")),
              "others"));
      assertThat(map()).isEqualTo("2");
      assertThat(password()).isEqualTo("two");
      assertThat(namespace.read("v1", "ConfigMap", "pruned").isMissingNode()).isTrue();
      assertThat(applies()).isEqualTo(List.of(3L, 3L));

      long tried = requests("configmaps", "settings").filter(ProxiedRequest::isDryRun).count();
      sync.poke();
      namespace.await(
          "compared anew",
          () ->
              requests("configmaps", "settings").filter(ProxiedRequest::isDryRun).count() > tried);
      namespace.patch("v1", "ConfigMap", "settings", "{metadata: {annotations: {seen: 'true'}}}");
      namespace.await(
          "compared again",
          () ->
              requests("configmaps", "settings").filter(ProxiedRequest::isDryRun).count()
                  > tried + 1);
      sync.awaitReady(
          sync.push(Map.of("web.yaml", GitManifests.deployment("web", "v2", 1)), "another"));
      assertThat(applies()).as("nothing to repair").isEqualTo(List.of(3L, 3L));
      namespace.delete("rollout-operator.io/v1alpha1", "GitSync", "by-metadata");
    }
  }

  @Test
  void theApiServerSendsNothingElseInListsAndInEvents() {
    namespace.apply(secret("one").replace("login", "sent"));
    Map<String, GenericKubernetesResource> sent = new ConcurrentHashMap<>();
    try (ApiClients clients =
            ApiClients.open(
                namespace.client().getConfiguration(),
                "test",
                LeaseFence.unfenced("test"),
                (_, _) -> {},
                Optional.empty());
        SharedIndexInformer<GenericKubernetesResource> informer =
            clients.metadataInformer(ApiResource.of("", "v1", "Secret"), namespace.name(), "")) {
      informer.addEventHandler(
          new ResourceEventHandler<>() {
            @Override
            public void onAdd(GenericKubernetesResource secret) {
              sent.put("listed", secret);
            }

            @Override
            public void onUpdate(GenericKubernetesResource old, GenericKubernetesResource now) {
              sent.put("changed", now);
            }

            @Override
            public void onDelete(GenericKubernetesResource secret, boolean unknown) {}
          });
      informer.start();
      namespace.await("listed", () -> informer.isWatching() && sent.containsKey("listed"));
      namespace.patch("v1", "Secret", "sent", "{stringData: {password: other}}");
      namespace.await("changed", () -> sent.containsKey("changed"));
    }
    assertThat(sent.values())
        .allSatisfy(
            secret -> {
              assertThat(secret.getKind()).isEqualTo("PartialObjectMetadata");
              assertThat(secret.getAdditionalProperties()).isEmpty();
            });
  }

  /** What a kind has is asked of this API server, which may be newer than the list. */
  @Test
  void nothingThatHasAStatusIsWatchedByItsMetadata() {
    Stream<String> groups =
        namespace.client().getApiGroups().getGroups().stream()
            .flatMap(group -> group.getVersions().stream())
            .map(version -> version.getGroupVersion());
    Stream.concat(Stream.of("v1"), groups)
        .forEach(
            apiVersion ->
                namespace.client().getApiResources(apiVersion).getResources().stream()
                    .filter(resource -> resource.getName().endsWith("/status"))
                    .map(APIResource::getKind)
                    .forEach(
                        kind ->
                            assertThat(Detail.of(group(apiVersion), kind))
                                .as("%s %s", apiVersion, kind)
                                .isEqualTo(Detail.WHOLE)));
  }

  private static String group(String apiVersion) {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }

  /** How often the map and the Secret were written, the dry runs not counted. */
  private static List<Long> applies() {
    return Stream.of(requests("configmaps", "settings"), requests("secrets", "login"))
        .map(requests -> requests.filter(ProxiedRequest::isWrite).count())
        .toList();
  }

  /** In which form the account of the units takes a kind that it watches. */
  private static List<String> accepted(String plural) {
    return ofAccount()
        .filter(request -> request.isWatch() && request.isAbout(plural))
        .map(ProxiedRequest::accept)
        .toList();
  }

  private static Stream<ProxiedRequest> requests(String plural, String name) {
    return ofAccount().filter(request -> request.isAbout(plural, name));
  }

  private static Stream<ProxiedRequest> ofAccount() {
    return proxy.exchanges(request -> !request.actingAs().isEmpty()).stream()
        .map(Exchange::request);
  }

  private String map() {
    return namespace.read("v1", "ConfigMap", "settings").at("/data/value").asText();
  }

  private String password() {
    String stored = namespace.read("v1", "Secret", "login").at("/data/password").asText();
    return new String(Base64.getDecoder().decode(stored), StandardCharsets.UTF_8);
  }

  private static String secret(String password) {
    return """
        apiVersion: v1
        kind: Secret
        metadata: {name: login}
        stringData: {password: %s}
        """
        .formatted(password);
  }
}
