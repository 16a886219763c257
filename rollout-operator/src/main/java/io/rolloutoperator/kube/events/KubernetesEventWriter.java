package io.rolloutoperator.kube.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.kube.client.ApiAnswer;
import io.rolloutoperator.kube.client.ApiResource;
import io.rolloutoperator.kube.client.ObjectApi;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Writes core {@code v1} Events, as {@code kubectl describe} and dashboards read them. */
final class KubernetesEventWriter implements EventWriter {
  private static final ApiResource EVENTS = ApiResource.of("", "v1", "Event");

  private final ObjectApi api;
  private final String component;
  private final String instance;

  KubernetesEventWriter(ObjectApi api, String component, String instance) {
    this.api = api;
    this.component = component;
    this.instance = instance;
  }

  @Override
  public EventAnswer create(String name, PendingEvent event) {
    return switch (api.create(EVENTS, EventQueue.namespaceOf(event), tree(name, event))) {
      case ApiAnswer.Done _ -> new EventAnswer.Written();
      case ApiAnswer.AlreadyExists _ -> new EventAnswer.NameTaken();
      // A namespace that ends answers 404 or, by an admission plugin, 403 without a missing right.
      case ApiAnswer.NotFound(String why, boolean _) -> new EventAnswer.Hopeless(why);
      case ApiAnswer.Rejected(String why) -> new EventAnswer.Hopeless(why);
      case ApiAnswer.Conflict(String why) -> new EventAnswer.TryAgain(why);
      case ApiAnswer.Forbidden(String why) -> new EventAnswer.TryAgain(why);
      case ApiAnswer.TryLater _ -> new EventAnswer.TryAgain("the API server asks for patience");
      case ApiAnswer.NotSent(String why) -> new EventAnswer.TryAgain(why);
      case ApiAnswer.Unknown(String why) -> new EventAnswer.TryAgain(why);
    };
  }

  @Override
  public EventAnswer count(String namespace, String name, int count, Instant last) {
    JsonNode patch =
        JsonNodeFactory.instance
            .objectNode()
            .put("count", count)
            .put("lastTimestamp", seconds(last));
    return switch (api.patch(EVENTS, namespace, name, "", patch)) {
      case ApiAnswer.Done _ -> new EventAnswer.Written();
      // Events expire: the repeat becomes an Event of its own.
      case ApiAnswer.NotFound _, ApiAnswer.Rejected _, ApiAnswer.AlreadyExists _ ->
          new EventAnswer.Gone();
      case ApiAnswer.Conflict(String why) -> new EventAnswer.TryAgain(why);
      case ApiAnswer.Forbidden(String why) -> new EventAnswer.TryAgain(why);
      case ApiAnswer.TryLater _ -> new EventAnswer.TryAgain("the API server asks for patience");
      case ApiAnswer.NotSent(String why) -> new EventAnswer.TryAgain(why);
      case ApiAnswer.Unknown(String why) -> new EventAnswer.TryAgain(why);
    };
  }

  private JsonNode tree(String name, PendingEvent event) {
    ObjectReference object = event.regarding();
    ObjectNode tree =
        JsonNodeFactory.instance.objectNode().put("apiVersion", "v1").put("kind", "Event");
    ObjectNode metadata = tree.putObject("metadata");
    metadata.put("name", name).put("namespace", EventQueue.namespaceOf(event));
    event
        .what()
        .annotations()
        .forEach((key, value) -> metadata.withObjectProperty("annotations").put(key, value));
    ObjectNode involved =
        tree.putObject("involvedObject")
            .put("apiVersion", object.apiVersion())
            .put("kind", object.kind())
            .put("name", object.name());
    putUnlessEmpty(involved, "namespace", object.namespace());
    putUnlessEmpty(involved, "uid", object.uid());
    putUnlessEmpty(involved, "resourceVersion", object.resourceVersion());
    tree.put("type", event.what().type().wireName())
        .put("reason", event.what().reason())
        .put("message", event.what().message())
        .put("count", event.count())
        .put("firstTimestamp", seconds(event.first()))
        .put("lastTimestamp", seconds(event.last()))
        .put("reportingComponent", component)
        .put("reportingInstance", instance);
    tree.putObject("source").put("component", component);
    return tree;
  }

  private static void putUnlessEmpty(ObjectNode tree, String field, String text) {
    if (!text.isEmpty()) {
      tree.put(field, text);
    }
  }

  private static String seconds(Instant time) {
    return DateTimeFormatter.ISO_INSTANT.format(time.truncatedTo(ChronoUnit.SECONDS));
  }
}
