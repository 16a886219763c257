package io.rolloutoperator.kubectl.forecast;

import io.rolloutoperator.kubectl.view.Durations;
import io.rolloutoperator.kubectl.view.Line;
import io.rolloutoperator.kubectl.view.Screen;
import io.rolloutoperator.kubectl.view.Summary.Row;
import io.rolloutoperator.kubectl.view.Table;
import io.rolloutoperator.kubectl.view.Tone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Lays a forecast out for a width. */
public final class ForecastScreen {

  /** Below it the table has fewer columns. */
  private static final int NARROW = 60;

  private final Forecast forecast;
  private final List<Row> rows = new ArrayList<>();

  private ForecastScreen(Forecast forecast) {
    this.forecast = forecast;
  }

  /** All of it. */
  public static List<Line> of(Forecast forecast, int width) {
    ForecastScreen screen = new ForecastScreen(forecast);
    screen.subject();
    screen.judgement();
    if (!forecast.steps().isEmpty()) {
      screen.figures();
    }
    screen.ending();
    List<Line> lines = new ArrayList<>(Screen.rows(screen.rows, width));
    if (!forecast.steps().isEmpty()) {
      lines.add(Line.EMPTY);
      screen.table(width).lines().forEach(line -> lines.add(line.cut(width)));
    }
    return lines;
  }

  private void row(String label, String value) {
    rows.add(new Row(label, Line.of(value)));
  }

  private void subject() {
    Forecast.Subject subject = forecast.subject();
    rows.add(new Row("Name:", Line.of(subject.name(), Tone.STRONG)));
    if (!subject.namespace().isEmpty()) {
      row("Namespace:", subject.namespace());
    }
    row("Revision:", revision(subject.revision()));
    String label = "Changes:";
    for (Change change : subject.changes()) {
      row(label, change.path());
      label = "";
      changed("- ", change.before(), Tone.BAD);
      changed("+ ", change.after(), Tone.GOOD);
    }
    row("Strategy:", subject.strategy());
    subject.background().ifPresent(analysis -> row("Analysis:", analysis));
  }

  private void changed(String sign, String value, Tone tone) {
    if (!value.isEmpty()) {
      rows.add(new Row("", Line.of(sign + value, tone)));
    }
  }

  private static String revision(Revision revision) {
    return switch (revision) {
      case Revision.New(long number) -> number + ", a new one";
      case Revision.Same(long number) -> number + ", as it is: the pods do not change";
      case Revision.Back(long number, long former, boolean stable) ->
          "%d, the pods of revision %d again%s"
              .formatted(number, former, stable ? ", which is stable" : "");
    };
  }

  private void judgement() {
    String label = "Refused:";
    for (String why : forecast.refused()) {
      rows.add(new Row(label, Line.of(why, Tone.BAD)));
      label = "";
    }
    label = "Doubtful:";
    for (String doubt : forecast.doubtful()) {
      rows.add(new Row(label, Line.of(doubt, Tone.WAITING)));
      label = "";
    }
  }

  private void figures() {
    int wanted = forecast.subject().replicas();
    String extra =
        forecast.extra() == 0
            ? "none beyond the %d wanted".formatted(wanted)
            : "%d beyond the %d wanted".formatted(forecast.extra(), wanted);
    row("Pods:", "%d at the most, %s".formatted(forecast.peak(), extra));
    row("Time:", time());
    if (!forecast.forPersons().isEmpty()) {
      row(
          "Needs a person:",
          forecast.forPersons().stream()
              .map(ForecastScreen::name)
              .collect(Collectors.joining(", ")));
    }
  }

  private static String name(StepForecast step) {
    return step.number() == 0 ? step.label() : "step " + step.number();
  }

  private String time() {
    String least = Durations.text(forecast.shortest()) + " at least";
    Optional<Duration> longest = forecast.longest();
    if (longest.filter(Duration::isZero).isPresent()) {
      return "none, nothing is waited for";
    }
    return longest
        .map(most -> "%s, %s at most".formatted(least, Durations.atMost(most)))
        .orElse(least + ", no limit");
  }

  private void ending() {
    switch (forecast.ending()) {
      case Ending.Promoted(String how, Optional<Duration> kept) -> {
        String after =
            kept.map(time -> "; the old pods stay for another " + Durations.text(time)).orElse("");
        row(
            "End:",
            how.isEmpty() ? "stable already, no steps" + after : "promoted: " + how + after);
      }
      case Ending.Stuck(String why) ->
          rows.add(new Row("End:", Line.of("does not go on: " + why, Tone.BAD)));
      case Ending.Refused() -> row("End:", "InvalidSpec: pods and traffic stay as they are");
    }
  }

  private Table table(int width) {
    boolean wide = width >= NARROW;
    Table table =
        new Table(
            wide
                ? List.of("STEP", "DOES", "WEIGHT", "NEW", "STABLE", "OLDER", "WAITS FOR")
                : List.of("STEP", "DOES", "NEW", "OLD", "WAITS FOR"));
    forecast.steps().forEach(step -> table.add(wide ? wide(step) : narrow(step)));
    return table;
  }

  private static List<Line> wide(StepForecast step) {
    return List.of(
        Line.of(number(step)),
        Line.of(step.label()),
        Line.of(Integer.toString(step.weight())),
        Line.of(Integer.toString(step.canary())),
        Line.of(Integer.toString(step.stable())),
        Line.of(Integer.toString(step.others())),
        waits(step));
  }

  private static List<Line> narrow(StepForecast step) {
    return List.of(
        Line.of(number(step)),
        Line.of(step.label()),
        Line.of(Integer.toString(step.canary())),
        Line.of(Integer.toString(step.stable() + step.others())),
        waits(step));
  }

  private static String number(StepForecast step) {
    return step.number() == 0 ? "" : Integer.toString(step.number());
  }

  private static Line waits(StepForecast step) {
    boolean person = step.waits().stream().anyMatch(Wait.Person.class::isInstance);
    String text =
        step.waits().stream()
            .map(ForecastScreen::text)
            .distinct()
            .collect(Collectors.joining(", "));
    return Line.of(text, person ? Tone.WAITING : Tone.PLAIN);
  }

  private static String text(Wait wait) {
    return switch (wait) {
      case Wait.Pods(Duration shortest, Duration deadline) ->
          shortest.isZero() ? "pods" : "pods, " + Durations.text(shortest);
      case Wait.Pause(Duration length) -> Durations.text(length);
      case Wait.Person(String how) -> "a person: " + how.replace("kubectl rollouts ", "");
      case Wait.Analysis analysis ->
          analysis
              .problem()
              .map(problem -> "the analysis: " + problem)
              .orElseGet(() -> "the analysis, " + length(analysis));
    };
  }

  private static String length(Wait.Analysis analysis) {
    String least = Durations.text(analysis.shortest());
    return analysis
        .longest()
        .map(
            most ->
                most.equals(analysis.shortest()) ? least : least + " to " + Durations.atMost(most))
        .orElse(least + " or more");
  }
}
