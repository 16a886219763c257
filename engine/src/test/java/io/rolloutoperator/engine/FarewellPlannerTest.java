package io.rolloutoperator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rolloutoperator.analysis.core.TemplateCatalog;
import io.rolloutoperator.api.Decoded;
import io.rolloutoperator.api.Decoder;
import io.rolloutoperator.api.rollout.RolloutSpec;
import io.rolloutoperator.api.rollout.RolloutStatus;
import io.rolloutoperator.engine.plan.StatusIntent;
import io.rolloutoperator.engine.snapshot.Annotations;
import io.rolloutoperator.engine.snapshot.ClockJumps;
import io.rolloutoperator.engine.snapshot.RolloutFacts;
import io.rolloutoperator.engine.snapshot.ServiceFacts;
import io.rolloutoperator.engine.snapshot.Snapshot;
import io.rolloutoperator.engine.snapshot.TemplateMatch;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FarewellPlannerTest {

  @Test
  void eachServiceThatTheRolloutManagedIsReleasedByAPlanOfItsOwn() {
    var plans =
        FarewellPlanner.plans(
            left(
                managedBy("canary", "web"), managedBy("other", "api"), managedBy("stable", "web")));

    assertThat(plans)
        .allSatisfy(plan -> assertThat(plan.status()).isEqualTo(new StatusIntent.Keep()))
        .extracting(plan -> plan.actions().stream().map(one -> one.action().describe()).toList())
        .containsExactly(List.of("release Service canary"), List.of("release Service stable"));
  }

  @Test
  void withoutServicesNothingIsLeftToDo() {
    assertThat(FarewellPlanner.plans(left())).isEmpty();
  }

  private static ServiceFacts managedBy(String name, String rollout) {
    return new ServiceFacts(name, Map.of("app", "web"), Map.of(Annotations.MANAGED_BY, rollout));
  }

  private static Snapshot left(ServiceFacts... services) {
    var tree = JsonNodeFactory.instance.objectNode();
    if (!(Decoder.decode(tree, RolloutSpec.class, "spec")
        instanceof Decoded.Valid<RolloutSpec>(RolloutSpec spec))) {
      throw new IllegalStateException("an empty spec cannot be decoded");
    }
    return new Snapshot(
        Instant.EPOCH,
        ClockJumps.NONE,
        new RolloutFacts(
            "shop", "web", "uid", 1, Map.of(), Map.of(), spec, RolloutStatus.EMPTY, tree),
        new TemplateMatch.Missing(""),
        "",
        List.of(),
        List.of(),
        List.of(services),
        List.of(),
        new TemplateCatalog(Map.of()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
