package io.rolloutoperator.kubectl.view;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.notify.config.TriggerCondition;
import io.rolloutoperator.notify.trigger.ConditionResult;
import java.util.List;
import java.util.Map;

/** Templates and triggers of notifications as rows. */
public final class NotificationTables {

  private static final int LONGEST_PREVIEW = 100;

  private NotificationTables() {}

  /** Each template with the first line of what it says. */
  public static Table templates(Map<String, JsonNode> templates) {
    Table table = new Table(List.of("NAME", "PREVIEW"));
    templates.forEach(
        (name, template) -> table.add(List.of(Line.of(name), Line.of(preview(template)))));
    return table;
  }

  private static String preview(JsonNode template) {
    String message = template.path("message").asText();
    String text = message.isEmpty() ? template.toString() : message;
    String first = text.lines().findFirst().orElse("");
    return first.length() > LONGEST_PREVIEW
        ? first.substring(0, LONGEST_PREVIEW - 1) + "..."
        : first;
  }

  /** Each condition of each trigger. */
  public static Table triggers(Map<String, List<TriggerCondition>> triggers) {
    Table table = new Table(List.of("NAME", "TEMPLATE", "CONDITION"));
    triggers.forEach(
        (trigger, conditions) -> {
          String name = trigger;
          for (TriggerCondition condition : conditions) {
            table.add(
                List.of(
                    Line.of(name),
                    Line.of(String.join(", ", condition.send())),
                    Line.of(condition.when())));
            name = "";
          }
        });
    return table;
  }

  /** What became of each condition, with the reason where it could not be judged. */
  public static Table results(List<ConditionResult> results) {
    Table table = new Table(List.of("CONDITION", "RESULT"));
    for (ConditionResult result : results) {
      String outcome =
          result.isByEvent() ? "when the event happens" : Boolean.toString(result.triggered());
      table.add(
          List.of(
              Line.of(result.isByEvent() ? "-" : result.condition().when()),
              Line.of(outcome + result.problem().map(why -> ", " + why).orElse(""))));
    }
    return table;
  }
}
