package io.rolloutoperator.api.template;

import static io.rolloutoperator.api.template.Defaults.at;
import static io.rolloutoperator.api.template.Defaults.each;
import static io.rolloutoperator.api.template.Defaults.whenAbsent;
import static io.rolloutoperator.api.template.Defaults.whenZero;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What the API server fills in in a container of any of the three lists. */
final class ContainerDefaults {

  private ContainerDefaults() {}

  static void fill(ObjectNode container) {
    whenZero(
        container, "imagePullPolicy", ImageReference.pullPolicy(container.path("image").asText()));
    whenZero(container, "terminationMessagePath", "/dev/termination-log");
    whenZero(container, "terminationMessagePolicy", "File");
    each(container, "ports").forEach(port -> whenZero(port, "protocol", "TCP"));
    each(container, "env").forEach(ContainerDefaults::environment);
    for (String probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
      at(container, probe).forEach(ContainerDefaults::probe);
    }
    for (String hook : List.of("postStart", "preStop")) {
      at(container, "lifecycle", hook, "httpGet").forEach(ContainerDefaults::httpGet);
    }
  }

  private static void environment(ObjectNode variable) {
    at(variable, "valueFrom", "fieldRef").forEach(ContainerDefaults::fieldRef);
    at(variable, "valueFrom", "fileKeyRef").forEach(file -> whenAbsent(file, "optional", false));
  }

  /** A reference to a field of the Pod, in environment variables and downward API volumes. */
  static void fieldRef(ObjectNode reference) {
    whenZero(reference, "apiVersion", "v1");
  }

  private static void probe(ObjectNode probe) {
    whenZero(probe, "timeoutSeconds", 1);
    whenZero(probe, "periodSeconds", 10);
    whenZero(probe, "successThreshold", 1);
    whenZero(probe, "failureThreshold", 3);
    at(probe, "httpGet").forEach(ContainerDefaults::httpGet);
    at(probe, "grpc").forEach(grpc -> whenAbsent(grpc, "service", ""));
  }

  private static void httpGet(ObjectNode action) {
    whenZero(action, "path", "/");
    whenZero(action, "scheme", "HTTP");
  }
}
