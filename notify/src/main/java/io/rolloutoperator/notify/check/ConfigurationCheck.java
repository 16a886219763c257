package io.rolloutoperator.notify.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.analysis.expression.NamedExpression;
import io.rolloutoperator.notify.config.NotificationConfig;
import io.rolloutoperator.notify.config.ServiceDefinition;
import io.rolloutoperator.notify.config.TriggerCondition;
import io.rolloutoperator.notify.service.Services;
import io.rolloutoperator.notify.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds what is wrong with templates, triggers and services. */
public final class ConfigurationCheck {

  /** Fields of templates: the text, and the parts of all services of the notification engine. */
  private static final Set<String> FIELDS =
      Set.of(
          "message",
          "alertmanager",
          "awssqs",
          "discord",
          "email",
          "gcppubsub",
          "github",
          "gitlab",
          "googlechat",
          "grafana",
          "kafka",
          "mattermost",
          "nats",
          "newrelic",
          "opsgenie",
          "pagerduty",
          "pagerdutyv2",
          "pushover",
          "rocketchat",
          "slack",
          "teams",
          "teams-workflows",
          "telegram",
          "webex",
          "webhook");

  private final NotificationConfig config;
  private final List<String> problems = new ArrayList<>();

  private ConfigurationCheck(NotificationConfig config) {
    this.config = config;
  }

  /** One line for each problem, those of reading first. */
  public static List<String> problems(NotificationConfig config) {
    ConfigurationCheck check = new ConfigurationCheck(config);
    check.problems.addAll(config.problems());
    config.services().values().forEach(check::service);
    config.templates().forEach(check::template);
    config.triggers().forEach(check::trigger);
    return check.problems.stream().distinct().toList();
  }

  private void service(ServiceDefinition definition) {
    if (Services.of(definition) instanceof Services.Reading.Refused(String reason)) {
      problems.add(reason);
    }
  }

  private void template(String name, JsonNode template) {
    for (var field : template.properties()) {
      if (!FIELDS.contains(field.getKey())) {
        problems.add("template \"%s\": unknown field \"%s\"".formatted(name, field.getKey()));
      }
    }
    texts(name, template);
  }

  private void texts(String name, JsonNode node) {
    if (node.isTextual()
        && Template.parse(name, node.asText()) instanceof Template.Parsing.Refused(String why)) {
      problems.add(why);
    }
    node.forEach(child -> texts(name, child));
  }

  private void trigger(String name, List<TriggerCondition> conditions) {
    for (TriggerCondition condition : conditions) {
      expression(name, "when", condition.when());
      expression(name, "oncePer", condition.oncePer());
      expression(name, "until", condition.until());
      if (!condition.until().isBlank() && !condition.lasts()) {
        problems.add("trigger '%s': until has no effect without resolve".formatted(name));
      }
      condition.send().forEach(template -> sent(name, template));
      condition.resolve().forEach(template -> sent(name, template));
    }
  }

  private void sent(String trigger, String template) {
    if (!config.templates().containsKey(template)) {
      problems.add(
          "trigger '%s' sends template '%s', which is not configured".formatted(trigger, template));
    }
  }

  private void expression(String trigger, String field, String source) {
    if (!source.isBlank()
        && NamedExpression.compile(source)
            instanceof NamedExpression.Compilation.Refused(String why)) {
      problems.add("trigger '%s': %s: %s".formatted(trigger, field, why));
    }
  }
}
