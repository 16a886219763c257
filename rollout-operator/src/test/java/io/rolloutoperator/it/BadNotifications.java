package io.rolloutoperator.it;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A ConfigMap of notifications in which nearly everything is wrong that can be. */
final class BadNotifications {
  private static final List<String> RECEIVERS =
      List.of(
          "live",
          "slow",
          "forbidding",
          "busy",
          "broken",
          "moved",
          "chatty",
          "later",
          "later-still",
          "seconds",
          "date",
          "endless");

  private static final Map<String, String> TEMPLATES =
      Map.of(
          "unclosed", "{{.rollout.metadata.name",
          "misspelt", "{{.rollout.kind.x}}",
          "busy-loop", "{{range until 1000}}{{range until 1000}}{{end}}{{end}}",
          "itself", "{{define `a`}}{{template `a` .}}{{end}}{{template `a` .}}",
          "megabyte", "{{repeat 1000000 `x`}}");

  /** A port of this machine at which nobody listens, as only root's services may. */
  private static final int CLOSED_PORT = 9;

  private BadNotifications() {}

  /**
   * The ConfigMap.
   *
   * @param hooks where each receiver's path begins
   */
  static String configMap(
      String hooks, TroublesomeReceiver receiver, TroublesomeReceiver untrusted) {
    List<String> data = new ArrayList<>();
    List<String> posts = new ArrayList<>();
    for (String name : RECEIVERS) {
      data.add(service(name, receiver.url(hooks + name)));
      posts.add(post(name));
    }
    data.add(service("untrusted", untrusted.url(hooks + "untrusted")));
    data.add(service("down", "http://127.0.0.1:" + CLOSED_PORT + hooks));
    data.add(service("metadata", "http://169.254.169.254" + hooks));
    data.add(
        service("secretless", receiver.url(hooks + "secretless"))
            .replace("$token", "$there-is-none"));
    for (String name : List.of("untrusted", "down", "metadata", "secretless")) {
      posts.add(post(name));
    }
    data.add("trigger.on-release: \"- {when: rollout.status.phase == 'Paused', send: [release]}\"");
    data.add("trigger.on-rollout-completed: \"- send: [completed]\"");
    data.add(
        "template.completed: |\n    webhook: {live: {method: POST, body: \"{{.rollout.metadata.name}} is complete\"}}");
    data.add("template.release: |\n    webhook:\n" + String.join("", posts));
    data.add("trigger.on-no-list: \"- {when: 'true', send: [there-is-none]}\"");
    data.add(service("no-list", receiver.url(hooks + "no-list")));
    data.add(service("unknown", receiver.url(hooks + "unknown")));
    TEMPLATES.forEach(
        (name, text) -> {
          data.add("trigger.on-" + name + ": \"- {when: 'true', send: [" + name + "]}\"");
          data.add("template." + name + ": |\n    message: \"" + text + "\"");
          data.add(service(name, receiver.url(hooks + name)));
        });
    return """
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: argo-rollouts-notification-configmap}
    data:
    """
        + "  "
        + String.join("\n  ", data)
        + "\n";
  }

  private static String service(String name, String url) {
    return "service.webhook.%s: '{url: \"%s\", headers: [{name: Authorization, value: Bearer $token}]}'"
        .formatted(name, url);
  }

  private static String post(String name) {
    return "      %s: {method: POST, body: \"{{.rollout.metadata.name}}\"}\n".formatted(name);
  }
}
