package io.rolloutoperator.kubectl.forecast;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A forecast for programs. Times are whole seconds; an absent one has no limit. Fields are added,
 * never renamed or taken away.
 */
public final class ForecastJson {

  private ForecastJson() {}

  /** The whole forecast. */
  public static ObjectNode of(Forecast forecast) {
    Forecast.Subject subject = forecast.subject();
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("namespace", subject.namespace()).put("name", subject.name());
    tree.set("revision", revision(subject.revision()));
    ArrayNode changes = tree.putArray("changes");
    subject
        .changes()
        .forEach(
            change ->
                changes
                    .addObject()
                    .put("path", change.path())
                    .put("before", change.before())
                    .put("after", change.after()));
    tree.put("strategy", subject.strategy());
    texts(tree.putArray("refused"), forecast.refused());
    texts(tree.putArray("doubtful"), forecast.doubtful());
    ArrayNode steps = tree.putArray("steps");
    forecast.steps().forEach(step -> steps.add(step(step)));
    tree.set("pods", pods(forecast));
    tree.set("seconds", times(forecast.shortest(), forecast.longest()));
    tree.set("end", ending(forecast.ending()));
    return tree;
  }

  private static void texts(ArrayNode array, List<String> texts) {
    texts.forEach(array::add);
  }

  private static ObjectNode revision(Revision revision) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode().put("number", revision.number());
    return switch (revision) {
      case Revision.New _ -> tree.put("is", "new");
      case Revision.Same _ -> tree.put("is", "same");
      case Revision.Back(long _, long former, boolean stable) ->
          tree.put("is", stable ? "stable" : "earlier").put("former", former);
    };
  }

  private static ObjectNode step(StepForecast step) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("number", step.number()).put("does", step.label()).put("weight", step.weight());
    tree.putObject("pods")
        .put("new", step.canary())
        .put("stable", step.stable())
        .put("older", step.others());
    ArrayNode waits = tree.putArray("waits");
    step.waits().forEach(wait -> waits.add(wait(wait)));
    return tree;
  }

  private static ObjectNode wait(Wait wait) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    switch (wait) {
      case Wait.Pods _ -> tree.put("for", "pods");
      case Wait.Pause _ -> tree.put("for", "pause");
      case Wait.Person(String how) -> tree.put("for", "person").put("how", how);
      case Wait.Analysis analysis -> {
        tree.put("for", "analysis");
        analysis.problem().ifPresent(problem -> tree.put("unknown", problem));
      }
    }
    return tree.set("seconds", times(wait.shortest(), wait.longest()));
  }

  private static ObjectNode pods(Forecast forecast) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("wanted", forecast.subject().replicas())
        .put("most", forecast.peak())
        .put("extra", forecast.extra());
  }

  private static ObjectNode times(Duration shortest, Optional<Duration> longest) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("least", shortest.toSeconds());
    longest.ifPresent(most -> tree.put("most", most.toSeconds()));
    return tree;
  }

  private static ObjectNode ending(Ending ending) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    return switch (ending) {
      case Ending.Promoted(String how, Optional<Duration> kept) -> {
        kept.ifPresent(time -> tree.put("oldPodsStaySeconds", time.toSeconds()));
        yield tree.put("is", "promoted").put("how", how);
      }
      case Ending.Stuck(String why) -> tree.put("is", "stuck").put("why", why);
      case Ending.Refused() -> tree.put("is", "refused");
    };
  }
}
