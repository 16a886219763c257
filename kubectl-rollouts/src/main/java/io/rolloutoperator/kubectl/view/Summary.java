package io.rolloutoperator.kubectl.view;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What stands above the tree: one screen that says what is going on. Labels are Argo Rollouts' own.
 */
public final class Summary {

  private static final int BAR = 20;

  /**
   * A labelled line.
   *
   * @param label "" continues the row above
   */
  public record Row(String label, Line value) {}

  private final Meaning meaning;
  private final Instant now;
  private final List<Row> rows = new ArrayList<>();

  private Summary(Meaning meaning, Instant now) {
    this.meaning = meaning;
    this.now = now;
  }

  public static List<Row> of(RolloutObjects objects, Instant now) {
    Summary summary = new Summary(Meaning.of(objects), now);
    summary.identity();
    summary.strategy();
    summary.meaning.verdicts().forEach(verdict -> summary.row("Analysis:", verdict));
    summary.outlook();
    summary.images();
    summary.replicas();
    objects.notes().forEach(note -> summary.rows.add(note(note)));
    return List.copyOf(summary.rows);
  }

  /** What the reader has to know of the screen itself. */
  static Row note(String text) {
    return new Row("Note:", Line.of(text, Tone.WAITING));
  }

  private void row(String label, Line value) {
    rows.add(new Row(label, value));
  }

  private void row(String label, String value) {
    row(label, Line.of(value));
  }

  private void identity() {
    Phase phase = meaning.phase();
    row("Name:", Line.of(meaning.name(), Tone.STRONG));
    row("Namespace:", meaning.namespace());
    row("Status:", Health.of(phase.word()).line());
    if (!phase.message().isEmpty()) {
      row("Message:", phase.message());
    }
  }

  private void strategy() {
    String routers =
        meaning
            .canary()
            .map(Meaning.Canary::routers)
            .filter(names -> !names.isEmpty())
            .map(names -> ", traffic by " + String.join(", ", names))
            .orElse("");
    row("Strategy:", meaning.strategy() + routers);
    meaning.canary().ifPresent(this::canary);
  }

  private void canary(Meaning.Canary canary) {
    CanarySteps steps = canary.steps();
    if (steps.count() > 0) {
      Line step =
          Line.of("%d/%d ".formatted(steps.index(), steps.count()))
              .plus(steps.bar(BAR), Tone.ACCENT)
              .plus(now(canary).map(label -> " now " + label).orElse(""));
      row("  Step:", step);
    }
    row("  SetWeight:", Integer.toString(canary.wanted()));
    Tone tone = canary.actual() == canary.wanted() ? Tone.PLAIN : Tone.WAITING;
    String confirmation = canary.confirmation().isEmpty() ? "" : " (" + canary.confirmation() + ")";
    row("  ActualWeight:", Line.of(Integer.toString(canary.actual()), tone).plus(confirmation));
  }

  /** What is under way; nothing after an abort. */
  private static Optional<String> now(Meaning.Canary canary) {
    return canary.aborted() ? Optional.empty() : canary.steps().label(canary.steps().index());
  }

  private void outlook() {
    Outlook outlook = meaning.outlook();
    outlook
        .waiting()
        .ifPresent(
            what ->
                row(
                    "Waiting for:",
                    Line.of(what, Tone.WAITING)
                        .plus(outlook.end().map(end -> " " + Durations.until(end, now)).orElse(""))
                        .plus(
                            outlook
                                .deadline()
                                .map(end -> "; else Degraded " + Durations.until(end, now))
                                .orElse(""))));
    row("Next:", outlook.next());
  }

  private void images() {
    String label = "Images:";
    for (Meaning.Image image : meaning.images()) {
      String roles = image.roles().isEmpty() ? "" : " (" + String.join(", ", image.roles()) + ")";
      row(label, image.name() + roles);
      label = "";
    }
  }

  private void replicas() {
    Meaning.Replicas replicas = meaning.replicas();
    row("Replicas:", "");
    row("  Desired:", count(replicas.desired()));
    row("  Current:", count(replicas.current()));
    row("  Updated:", count(replicas.updated()));
    row("  Ready:", count(replicas.ready()));
    row("  Available:", count(replicas.available()));
  }

  private static String count(int number) {
    return Integer.toString(number);
  }
}
