package io.rolloutoperator.demo;

import java.time.Instant;
import java.util.List;
import java.util.function.ToLongFunction;

/** Told from the side of the pods: a steady version, a good release, and one that never starts. */
final class PodStory {

  private final Narrator narrator;
  private final PodHistory pods;
  private final Image image;
  private final ToLongFunction<String> apply;
  private final AlertStory alerts;

  /**
   * Where releases come from.
   *
   * @param apply applies the YAML of the Rollout and returns the generation that it got
   */
  record Source(Image image, ToLongFunction<String> apply) {}

  /**
   * A story of one Rollout.
   *
   * @param alerts tells of what people were sent
   */
  PodStory(Narrator narrator, PodHistory pods, Source source, AlertStory alerts) {
    this.narrator = narrator;
    this.pods = pods;
    this.image = source.image();
    this.apply = source.apply();
    this.alerts = alerts;
  }

  /** Tells all of it; takes about a minute. */
  void tell() throws InterruptedException {
    steady();
    good();
    alerts.tell(bad());
  }

  private void steady() {
    narrator.title("Version 1 is what runs.");
    narrator.line(
        "   %d of %d pods are ready, all of %s"
            .formatted(pods.now().all(), PodManifest.PODS, image.tagged(image.first())));
  }

  private void good() throws InterruptedException {
    narrator.title("Version 2 is good.");
    Told told = narrator.promoted(offer("version 2", image.second(), PodManifest.PATIENT, ""));
    narrator.line(
        Line.of("   ")
            .good("promoted")
            .text(" after %.1f s; ".formatted(told.seconds()))
            .text(lowest("pods", pods.lowest(told.release().since(), Instant.now()))));
  }

  private Release bad() throws InterruptedException {
    narrator.title(
        "Version 3 cannot start: there is no image %s.".formatted(image.tagged(Image.ABSENT)));
    String comment = ", progressDeadlineSeconds: " + PodManifest.SHORT;
    Told told = narrator.aborted(offer("version 3", Image.ABSENT, PodManifest.SHORT, comment));
    narrator.why(told);
    Release release = told.release();
    pods.trouble(release.hash())
        .ifPresent(
            trouble -> {
              narrator.line("   what the cluster said of its pod");
              narrator.words(trouble);
            });
    int lowest = pods.lowest(release.stableHash(), release.since(), Instant.now());
    narrator.line(
        Line.of("   ")
            .text("taken back after %.1f s; ".formatted(told.seconds()))
            .with(
                lowest("pods of " + image.second(), lowest),
                lowest == PodManifest.PODS ? Style.GOOD : Style.BAD));
    return release;
  }

  private static String lowest(String what, int lowest) {
    return "the lowest number of available %s seen meanwhile was %d of %d"
        .formatted(what, lowest, PodManifest.PODS);
  }

  private Offer offer(String name, String tag, int deadline, String comment) {
    String command =
        "kubectl apply -f samples/%s  # with image: %s%s"
            .formatted(PodManifest.FILE, image.tagged(tag), comment);
    String yaml = new PodManifest(image, tag, deadline).yaml();
    return new Offer(name, tag, List.of(command), () -> apply.applyAsLong(yaml));
  }
}
