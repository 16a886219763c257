package io.rolloutoperator.gitsync.plan;

import static io.rolloutoperator.gitsync.plan.Fixture.COMMIT;
import static io.rolloutoperator.gitsync.plan.Fixture.NOW;
import static io.rolloutoperator.gitsync.plan.Fixture.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.plan.QuarantineEntry.State;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a release goes into quarantine, what that means for its objects, and when it ends. */
class QuarantineTest {

  private static final ObjectId ROLLOUT = new ObjectId("argoproj.io", "Rollout", "shop", "my-app");
  private static final String GIT =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata: {name: my-app, namespace: shop}
      spec:
        replicas: 3
        strategy: {canary: {steps: [{setWeight: 20}]}}
        template: {spec: {containers: [{name: app, image: 'app:bad'}]}}
      """;
  private static final ObjectNode HEALTHY_TEMPLATE =
      yaml("{spec: {containers: [{name: app, image: 'app:good'}]}}");

  /** The Rollout as the cluster has it: hash of its template, stable hash, and whether aborted. */
  private static ObjectNode live(String current, String stable, boolean abort, String phase) {
    ObjectNode rollout = Fixture.ours(yaml(GIT));
    rollout.set(
        "status",
        yaml(
            """
            {currentPodHash: '%s', stableRS: '%s', abort: %s, phase: '%s',
             conditions: [{type: Progressing, reason: RolloutAborted, message: "too many\\nerrors"}]}
            """
                .formatted(current, stable, abort, phase)));
    return rollout;
  }

  private static QuarantineEntry entry(State state) {
    return new QuarantineEntry(
        ROLLOUT, "bad", "good", COMMIT, List.of("app:bad"), NOW, "too many errors", state);
  }

  private static Fixture of(String desiredHash, String liveHash) {
    Fixture fixture = new Fixture();
    fixture.manifests = Fixture.manifests(GIT);
    fixture.begun = Fixture.recorded(COMMIT);
    fixture.templates.put(
        ROLLOUT, new TemplateFacts(desiredHash, liveHash, true, Optional.of(HEALTHY_TEMPLATE)));
    return fixture;
  }

  private static List<QuarantineEntry> update(Fixture fixture) {
    return new Quarantine(fixture.snapshot()).update();
  }

  @Test
  void anAbortOfWhatGitWantsMakesAnEntry() {
    Fixture fixture = of("bad", "bad").liveObject(live("bad", "good", true, "Degraded"));

    assertThat(update(fixture)).containsExactly(entry(State.HOLDING));
    assertThat(update(fixture).getFirst().text())
        .isEqualTo("Rollout shop/my-app aborted on main@ccccccc: too many errors");
  }

  @Test
  void anAbortOnTheWayBackFromAnotherCommitIsOfTheOneThatIsGoneBackTo() {
    Fixture fixture = of("bad", "bad").liveObject(live("bad", "good", true, "Degraded"));
    fixture.lastApplied = Optional.of(fixture.state());
    fixture.begun = Fixture.recorded(Fixture.revision('d'));

    assertThat(update(fixture)).containsExactly(entry(State.HOLDING));
  }

  @Test
  void anAbortOfAPersonMakesOneOnceTheEngineHasSeenIt() {
    ObjectNode notSeen = live("bad", "good", true, "Paused");
    notSeen.withObjectProperty("status").remove("conditions");

    assertThat(update(of("bad", "bad").liveObject(notSeen))).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "not aborted, bad, bad, good, false",
    "aborted but stable, bad, good, good, true",
    "Git wants another template, fix, bad, good, true",
    "the template is not known, '', bad, good, true"
  })
  void otherwiseThereIsNone(
      String name, String desired, String current, String stable, boolean abort) {
    Fixture fixture = of(desired, current).liveObject(live(current, stable, abort, "Degraded"));

    assertThat(update(fixture)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "still aborted, HOLDING, bad, bad, bad, good, true, Degraded, HOLDING",
    "another template in Git, HOLDING, fix, bad, bad, good, true, Degraded, BARS_IMAGES",
    "the hash in Git is not known, HOLDING, '', bad, bad, good, true, Degraded, HOLDING",
    "retry, HOLDING, bad, bad, bad, good, false, Progressing, ''",
    "made anew with the healthy template, HOLDING, bad, good, good, good, false, Healthy, HOLDING",
    "the healthy template is being rolled out, HOLDING, bad, good, good, '', false, Progressing, HOLDING",
    "rolled back in Git and healthy, BARS_IMAGES, good, good, good, good, false, Healthy, BARS_IMAGES",
    "a newer release is under way, BARS_IMAGES, fix, fix, fix, good, false, Progressing, BARS_IMAGES",
    "a newer release won, BARS_IMAGES, fix, fix, fix, fix, false, Healthy, ''",
    "back in Git and aborted again, BARS_IMAGES, bad, bad, bad, good, true, Degraded, HOLDING",
    "released and still aborted, RELEASED, bad, bad, bad, good, true, Degraded, RELEASED",
    "released and retried, RELEASED, bad, bad, bad, good, false, Progressing, ''"
  })
  void anEntryGoesOnLikeThis(
      String name,
      State before,
      String desired,
      String liveHash,
      String current,
      String stable,
      boolean abort,
      String phase,
      String after) {
    Fixture fixture = of(desired, liveHash).liveObject(live(current, stable, abort, phase));
    fixture.quarantine = List.of(entry(before));

    assertThat(update(fixture).stream().map(e -> e.state().name()).toList())
        .isEqualTo(after.isEmpty() ? List.of() : List.of(after));
  }

  @ParameterizedTest
  @CsvSource({"bad, RELEASED", "all, RELEASED", "other, HOLDING", "'', HOLDING"})
  void aPersonReleasesATemplateOrAll(String command, State after) {
    Fixture fixture = of("bad", "bad").liveObject(live("bad", "good", true, "Degraded"));
    fixture.quarantine = List.of(entry(State.HOLDING));
    fixture.commands = new SyncFacts.Commands("", command, false);

    assertThat(update(fixture)).extracting(QuarantineEntry::state).containsExactly(after);
  }

  @Test
  void aRolloutThatIsNoLongerInGitHasNoEntry() {
    Fixture fixture = of("bad", "bad");
    fixture.manifests = List.of();
    fixture.quarantine = List.of(entry(State.HOLDING));

    assertThat(update(fixture)).isEmpty();
  }

  private static TemplateHold.Held hold(Fixture fixture, String git) {
    fixture.manifests = Fixture.manifests(git);
    return new TemplateHold(fixture.snapshot(), List.of(entry(State.HOLDING)), false)
        .hold(fixture.manifests.getFirst().object());
  }

  private static JsonNode applied(TemplateHold.Held held) {
    assertThat(held).isInstanceOf(TemplateHold.Held.Applied.class);
    return ((TemplateHold.Held.Applied) held).merged().desired().path("spec");
  }

  private static String image(JsonNode spec) {
    return spec.path("template").path("spec").path("containers").path(0).path("image").asText();
  }

  @Test
  void anAbortedRolloutKeepsItsTemplateAndStepsAndGetsTheRest() {
    Fixture fixture = of("bad", "bad").liveObject(live("bad", "good", true, "Degraded"));

    JsonNode spec =
        applied(hold(fixture, GIT.replace("replicas: 3", "replicas: 5").replace("20", "50")));

    assertThat(spec.path("replicas").asInt()).isEqualTo(5);
    assertThat(image(spec)).isEqualTo("app:bad");
    assertThat(Rollouts.canary(yaml("{spec: %s}".formatted(spec))).at("/steps/0/setWeight").asInt())
        .as("other steps would begin the update again")
        .isEqualTo(20);
  }

  @Test
  void aRolloutOnAnotherTemplateStaysThere() {
    ObjectNode live = live("good", "good", false, "Healthy");
    live.withObjectProperty("spec").set("template", HEALTHY_TEMPLATE);
    Fixture fixture = of("bad", "good").liveObject(live);

    assertThat(image(applied(hold(fixture, GIT)))).isEqualTo("app:good");
  }

  @Test
  void aDeletedRolloutComesBackWithTheHealthyTemplate() {
    assertThat(image(applied(hold(of("bad", ""), GIT)))).isEqualTo("app:good");
  }

  @Test
  void withoutItsStableReplicaSetARolloutGetsTheHealthyTemplate() {
    Fixture fixture = of("bad", "bad").liveObject(live("bad", "good", true, "Degraded"));
    fixture.templates.put(
        ROLLOUT, new TemplateFacts("bad", "bad", false, Optional.of(HEALTHY_TEMPLATE)));

    assertThat(image(applied(hold(fixture, GIT)))).isEqualTo("app:good");
  }

  @Test
  void withoutAnythingToGoBackToADeletedRolloutIsNotCreated() {
    Fixture fixture = of("bad", "");
    fixture.templates.put(ROLLOUT, new TemplateFacts("bad", "", false, Optional.empty()));

    assertThat(hold(fixture, GIT))
        .isEqualTo(
            new TemplateHold.Held.NotCreated(
                "Rollout shop/my-app: release bad is in quarantine and the template of the last healthy"
                    + " revision cannot be had; not created"));
  }

  @Test
  void ofARolloutThatRefersToItsWorkloadTheWorkloadIsHeld() {
    String rollout =
        GIT.replaceAll(
            "template: .*", "workloadRef: {apiVersion: apps/v1, kind: Deployment, name: d}");
    String deployment =
        "{apiVersion: apps/v1, kind: Deployment, metadata: {name: d, namespace: shop},"
            + " spec: {template: {spec: {containers: [{image: 'app:bad'}]}}}}";
    Fixture fixture = of("bad", "");
    fixture.manifests = Fixture.manifests(rollout + "---\n" + deployment);
    TemplateHold hold = new TemplateHold(fixture.snapshot(), List.of(entry(State.HOLDING)), false);

    assertThat(image(applied(hold.hold(yaml(deployment))))).isEqualTo("app:good");
    assertThat(applied(hold.hold(yaml(rollout)))).isEqualTo(yaml(rollout).path("spec"));
  }

  @Test
  void entriesThatHoldNothingBackGoFirstWhenThereAreTooMany() {
    Fixture fixture = of("bad", "bad").liveObject(live("bad", "good", true, "Degraded"));
    fixture.quarantine =
        IntStream.range(0, 25)
            .mapToObj(
                i ->
                    new QuarantineEntry(
                        ROLLOUT,
                        "old" + i,
                        "good",
                        COMMIT,
                        List.of(),
                        NOW.minusSeconds(i),
                        "",
                        State.BARS_IMAGES))
            .toList();

    assertThat(update(fixture))
        .hasSize(20)
        .contains(entry(State.HOLDING))
        .extracting(QuarantineEntry::templateHash)
        .contains("old0")
        .doesNotContain("old24");
  }
}
