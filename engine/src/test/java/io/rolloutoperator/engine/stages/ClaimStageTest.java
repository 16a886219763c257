package io.rolloutoperator.engine.stages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.rolloutoperator.analysis.core.TemplateCatalog;
import io.rolloutoperator.api.Decoded;
import io.rolloutoperator.api.Decoder;
import io.rolloutoperator.api.rollout.RolloutSpec;
import io.rolloutoperator.api.rollout.RolloutStatus;
import io.rolloutoperator.engine.plan.Plan;
import io.rolloutoperator.engine.plan.StatusIntent;
import io.rolloutoperator.engine.snapshot.ClockJumps;
import io.rolloutoperator.engine.snapshot.OrphanFacts;
import io.rolloutoperator.engine.snapshot.ReplicaSetFacts;
import io.rolloutoperator.engine.snapshot.RolloutFacts;
import io.rolloutoperator.engine.snapshot.Snapshot;
import io.rolloutoperator.engine.snapshot.TemplateMatch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimStageTest {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /** Selector of the Rollout; labels of a ReplicaSet; whether it is selected. */
  @ParameterizedTest(name = "{0} selects {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{matchLabels: {app: web}} | {app: web} | true",
        "{matchLabels: {app: web}} | {app: web, tier: a} | true",
        "{matchLabels: {app: web}} | {app: api} | false",
        "{matchLabels: {app: web}} | {} | false",
        "{matchLabels: {app: web, tier: a}} | {app: web} | false",
        "{matchExpressions: [{key: app, operator: In, values: [web, api]}]} | {app: api} | true",
        "{matchExpressions: [{key: app, operator: In, values: [web, api]}]} | {app: db} | false",
        "{matchExpressions: [{key: app, operator: NotIn, values: [web]}]} | {app: db} | true",
        "{matchExpressions: [{key: app, operator: Exists}]} | {app: db} | true",
        "{matchExpressions: [{key: old, operator: DoesNotExist}]} | {old: 'yes'} | false",
        "{matchLabels: {app: web}, matchExpressions: [{key: old, operator: DoesNotExist}]} | {app: web} | true",
      })
  void theSelectorAdoptsAndReleases(String selector, String labels, boolean selected) {
    assertThat(claimed(selector, List.of(), List.of(orphan("web-1", labels, false))))
        .isEqualTo(selected ? List.of("adopt ReplicaSet web-1") : List.of());
    assertThat(claimed(selector, List.of(own("web-2", labels, false)), List.of()))
        .isEqualTo(selected ? List.of() : List.of("release ReplicaSet web-2"));
  }

  /** A spec without a selector is refused before; should one come here, nothing is lost. */
  @ParameterizedTest
  @CsvSource({"{}", "null", "'{matchLabels: {}}'"})
  void anEmptySelectorClaimsAndReleasesNothing(String selector) {
    assertThat(
            claimed(
                selector,
                List.of(own("web-1", "{app: web}", false)),
                List.of(orphan("web-2", "{app: web}", false))))
        .isEmpty();
  }

  @Test
  void whatIsBeingDeletedIsLeftToItsEnd() {
    assertThat(
            claimed(
                "{matchLabels: {app: web}}",
                List.of(own("web-1", "{app: api}", true)),
                List.of(orphan("web-2", "{app: web}", true))))
        .isEmpty();
  }

  @Test
  void aPassThatClaimsDoesNothingElseAndIsFollowedByAnother() {
    Plan plan =
        new ClaimStage()
            .plan(
                snapshot(
                    "{matchLabels: {app: web}}",
                    List.of(own("web-1", "{app: api}", false), own("web-2", "{app: web}", false)),
                    List.of(orphan("web-3", "{app: web}", false))))
            .orElseThrow();

    assertThat(plan.actions().stream().map(planned -> planned.action().describe()))
        .containsExactly("adopt ReplicaSet web-3", "release ReplicaSet web-1");
    assertThat(plan.reasons().stream().map(reason -> reason.code() + ": " + reason.text()))
        .containsExactly(
            "adopted: ReplicaSet web-3 is selected and has no controller",
            "released: ReplicaSet web-1 is no longer selected");
    assertThat(plan.status()).isEqualTo(new StatusIntent.Keep());
    assertThat(plan.requeueAfter()).contains(Duration.ZERO);
  }

  private static List<String> claimed(
      String selector, List<ReplicaSetFacts> own, List<OrphanFacts> orphans) {
    return new ClaimStage()
        .plan(snapshot(selector, own, orphans))
        .map(plan -> plan.actions().stream().map(one -> one.action().describe()).toList())
        .orElse(List.of());
  }

  private static OrphanFacts orphan(String name, String labels, boolean deleting) {
    return new OrphanFacts(name, labels(labels), deleting);
  }

  private static ReplicaSetFacts own(String name, String labels, boolean deleting) {
    return new ReplicaSetFacts(
        name,
        Instant.EPOCH,
        labels(labels),
        Map.of(),
        1,
        1,
        1,
        1,
        0,
        true,
        deleting,
        Optional.empty());
  }

  private static Map<String, String> labels(String yaml) {
    Map<String, String> labels = new TreeMap<>();
    yaml(yaml).properties().forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
    return labels;
  }

  private static Snapshot snapshot(
      String selector, List<ReplicaSetFacts> own, List<OrphanFacts> orphans) {
    JsonNode tree = yaml("{selector: " + selector + ", strategy: {canary: {}}}");
    if (!(Decoder.decode(tree, RolloutSpec.class, "spec")
        instanceof Decoded.Valid<RolloutSpec>(RolloutSpec spec))) {
      throw new IllegalArgumentException(selector);
    }
    RolloutFacts rollout =
        new RolloutFacts(
            "shop", "web", "uid", 1, Map.of(), Map.of(), spec, RolloutStatus.EMPTY, tree);
    return new Snapshot(
        Instant.EPOCH,
        ClockJumps.NONE,
        rollout,
        new TemplateMatch.Missing("abc"),
        "",
        own,
        orphans,
        List.of(),
        List.of(),
        new TemplateCatalog(Map.of()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static JsonNode yaml(String text) {
    try {
      return YAML.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
