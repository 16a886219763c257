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
import org.junit.jupiter.api.Test;

class ServiceIndexTest {

  private static final Rollout BOTH =
      rollout("shop", "both", "{canary: {stableService: web, canaryService: web-canary}}");
  private static final Rollout OTHER =
      rollout("shop", "other", "{canary: {stableService: web, canaryService: next}}");
  private static final Rollout ELSEWHERE =
      rollout("bank", "both", "{canary: {stableService: web}}");
  private static final Rollout PLAIN = rollout("shop", "plain", "{canary: {}}");
  private static final Rollout BROKEN = rollout("shop", "broken", "{canary: 5}");

  private final ServiceIndex index =
      ServiceIndex.of(new IndexedObjects<>(List.of(BOTH, OTHER, ELSEWHERE, PLAIN, BROKEN)));

  @Test
  void aServiceConcernsAllThatNameItInItsNamespace() {
    assertThat(index.concerned(service("shop", "web", "")))
        .containsExactlyInAnyOrder(id(BOTH), id(OTHER));
    assertThat(index.concerned(service("shop", "next", ""))).containsExactly(id(OTHER));
    assertThat(index.concerned(service("bank", "web", ""))).containsExactly(id(ELSEWHERE));
    assertThat(index.concerned(service("shop", "other", ""))).isEmpty();
  }

  @Test
  void aServiceConcernsItsManagerThoughNobodyNamesIt() {
    assertThat(index.concerned(service("shop", "other", "plain"))).containsExactly(id(PLAIN));
    assertThat(index.concerned(service("shop", "web-canary", "both"))).containsExactly(id(BOTH));
    assertThat(index.concerned(service("shop", "other", "gone"))).isEmpty();
    assertThat(index.concerned(service("bank", "other", "plain"))).isEmpty();
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
    ServiceIndex.addTo(services);
    assertThat(ServiceIndex.managed(services, BOTH)).containsExactly(mine);
    assertThat(ServiceIndex.managed(services, OTHER)).isEmpty();
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
