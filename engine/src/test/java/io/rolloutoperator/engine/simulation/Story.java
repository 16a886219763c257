package io.rolloutoperator.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.api.Decoded;
import io.rolloutoperator.api.Decoder;
import io.rolloutoperator.api.Encoder;
import io.rolloutoperator.api.rollout.RolloutStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A world with its operator, its users and a record of what happened. */
final class Story {

  static final String SERVICES = "canaryService: web-canary, stableService: web-stable";
  static final String ROUTED =
      SERVICES
          + ", trafficRouting: {plugins: {argoproj-labs/gatewayAPI: {httpRoute: web, namespace: shop}}}";

  private final SimulatedWorld world;
  private final Users users;
  private final Transcript transcript = new Transcript();
  private final Passes passes;

  private Story(SimulatedWorld world) {
    this.world = world;
    this.users = new Users(world);
    this.passes = new Passes(world, Passes.Witness.NONE, transcript);
    transcript.name(world.hash(), "v1");
  }

  static Story of(int replicas, String canary) {
    return new Story(new SimulatedWorld(replicas, canary));
  }

  /** A Rollout behind an HTTPRoute, with these further fields of the canary strategy. */
  static Story routed(int replicas, String fields) {
    SimulatedWorld world =
        new SimulatedWorld(replicas, "{" + ROUTED + ", " + fields + "}")
            .withService("web-canary")
            .withService("web-stable")
            .withRoute("web");
    return new Story(world);
  }

  static Story with(SimulatedWorld world) {
    return new Story(world);
  }

  SimulatedWorld world() {
    return world;
  }

  Users users() {
    return users;
  }

  Passes passes() {
    return passes;
  }

  RolloutStatus status() {
    return world.status();
  }

  /** The first revision is deployed. */
  Story deployed() {
    return does("first deploy", () -> {});
  }

  /** The same, left out of the transcript. */
  Story running() {
    return deployed().forgets();
  }

  /** Leaves what happened so far out of the transcript. */
  Story forgets() {
    transcript.forget();
    return this;
  }

  /** A new image, shown by its number in the transcript. */
  Story image(int version) {
    return does("image web:" + version, () -> newImage(version));
  }

  void newImage(int version) {
    users.setImage(version);
    transcript.name(world.hash(), "v" + version);
  }

  /** A user acts; then everything happens that needs no time. */
  Story does(String what, Runnable act) {
    transcript.heading(what);
    act.run();
    passes.settle();
    rests();
    return this;
  }

  /** Time passes, and everything happens that waited for it. */
  Story after(Duration time) {
    transcript.heading("after " + time.toSeconds() + " s");
    passes.settleFor(time);
    rests();
    return this;
  }

  /** A new image whose pods do not become available for so long. */
  Story stuck(int version, Duration time) {
    transcript.heading("image web:" + version + " whose pods do not become available");
    newImage(version);
    passes.settleWithoutPods();
    transcript.heading("after " + time.toSeconds() + " s");
    world.clock().advance(time);
    passes.settleWithoutPods();
    rests();
    return this;
  }

  /** The newest AnalysisRun whose name ends like this ends with a phase. */
  Story finishes(String suffix, String phase, String message) {
    return does(
        "AnalysisRun ends " + phase, () -> world.finish(run(suffix).orElseThrow(), phase, message));
  }

  Optional<String> run(String suffix) {
    return world.runs().reversed().stream()
        .filter(run -> !run.completed())
        .map(run -> run.name())
        .filter(name -> name.endsWith(suffix))
        .findFirst();
  }

  /** At rest a pass wants nothing, and the status survives its way over the wire. */
  private void rests() {
    Passes.Pass pass = passes.once();
    assertThat(pass.plan().actions()).as("actions at rest").isEmpty();
    assertThat(pass.changed()).as("status at rest").isFalse();
    assertThat(pass.events()).as("events at rest").isEmpty();
    assertThat(Decoder.decode(Encoder.encode(status()), RolloutStatus.class, "status"))
        .as("status over the wire")
        .isEqualTo(new Decoded.Valid<>(status()));
  }

  List<String> reasonsSince() {
    return transcript.reasonsSince();
  }

  String text() {
    return transcript.toString();
  }
}
