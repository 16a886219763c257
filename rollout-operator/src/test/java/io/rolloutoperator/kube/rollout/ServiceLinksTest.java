package io.rolloutoperator.kube.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.rolloutoperator.api.Rollout;
import io.rolloutoperator.testkit.cluster.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServiceLinksTest {

  private static final Rollout BOTH =
      rollout("shop", "both", "{canary: {stableService: web, canaryService: web-canary}}");
  private static final Rollout OTHER =
      rollout("shop", "other", "{canary: {stableService: web, canaryService: next}}");
  private static final Rollout ELSEWHERE =
      rollout("bank", "both", "{canary: {stableService: web}}");
  private static final Rollout PLAIN = rollout("shop", "plain", "{canary: {}}");
  private static final Rollout BROKEN = rollout("shop", "broken", "{canary: 5}");

  private final IndexedObjects<Rollout> rollouts =
      new IndexedObjects<>(List.of(BOTH, OTHER, ELSEWHERE, PLAIN, BROKEN));
  private final ServiceLinks links = new ServiceLinks();

  @BeforeEach
  void note() {
    List.of(BOTH, OTHER, ELSEWHERE, PLAIN, BROKEN).forEach(links::note);
  }

  private Set<ResourceID> concerned(String namespace, String name, String manager) {
    return links.concerned(service(namespace, name, manager), rollouts);
  }

  @Test
  void aServiceConcernsAllThatNameItInItsNamespace() {
    assertThat(concerned("shop", "web", "")).containsExactlyInAnyOrder(id(BOTH), id(OTHER));
    assertThat(concerned("shop", "next", "")).containsExactly(id(OTHER));
    assertThat(concerned("bank", "web", "")).containsExactly(id(ELSEWHERE));
    assertThat(concerned("shop", "nobodys", "")).isEmpty();
  }

  @Test
  void aServiceConcernsItsManagerThoughNobodyNamesIt() {
    assertThat(concerned("shop", "nobodys", "plain")).containsExactly(id(PLAIN));
    assertThat(concerned("shop", "web-canary", "both")).containsExactly(id(BOTH));
    assertThat(concerned("shop", "nobodys", "gone")).isEmpty();
    assertThat(concerned("bank", "nobodys", "plain")).isEmpty();
  }

  @Test
  void whoNamesAnotherServiceByNowIsNotConcerned() {
    links.note(rollout("shop", "both", "{canary: {stableService: web, canaryService: new}}"));
    assertThat(concerned("shop", "web", "")).containsExactlyInAnyOrder(id(BOTH), id(OTHER));
    assertThat(concerned("shop", "new", "")).containsExactly(id(BOTH));
    assertThat(concerned("shop", "web-canary", "")).isEmpty();
  }

  @Test
  void whoIsGoneIsNotConcerned() {
    links.forget(BOTH);
    assertThat(concerned("shop", "web", "")).containsExactly(id(OTHER));
    links.forget(OTHER);
    assertThat(concerned("shop", "web", "")).isEmpty();
  }

  @Test
  void managedServicesAreThoseOfOneRollout() {
    Service mine = service("shop", "mine", "both");
    IndexedObjects<Service> services =
        new IndexedObjects<>(
            List.of(
                mine,
                service("bank", "same-name", "both"),
                service("shop", "others", "plain"),
                service("shop", "web", "")));
    ServiceLinks.index(services);
    assertThat(ServiceLinks.managed(services, BOTH)).containsExactly(mine);
    assertThat(ServiceLinks.left(services, BOTH)).containsExactly(mine);
    assertThat(ServiceLinks.managed(services, OTHER)).isEmpty();
    assertThat(ServiceLinks.left(services, OTHER)).isEmpty();
  }

  private static ResourceID id(Rollout rollout) {
    return ResourceID.fromResource(rollout);
  }

  private static Rollout rollout(String namespace, String name, String strategy) {
    Rollout rollout = new Rollout();
    rollout.setMetadata(meta(namespace, name));
    JsonNode spec = Json.object().set("strategy", Json.yaml(strategy).getFirst());
    rollout.setSpec(spec);
    return rollout;
  }

  /** With a manager if one is named. */
  private static Service service(String namespace, String name, String manager) {
    ObjectMeta meta = meta(namespace, name);
    if (!manager.isEmpty()) {
      meta.setAnnotations(Map.of("argo-rollouts.argoproj.io/managed-by-rollouts", manager));
    }
    return new ServiceBuilder().withMetadata(meta).build();
  }

  private static ObjectMeta meta(String namespace, String name) {
    return new ObjectMetaBuilder().withNamespace(namespace).withName(name).build();
  }
}
