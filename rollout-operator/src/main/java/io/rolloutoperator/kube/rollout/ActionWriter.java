package io.rolloutoperator.kube.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.rolloutoperator.engine.plan.Action;
import io.rolloutoperator.engine.plan.AdoptReplicaSet;
import io.rolloutoperator.engine.plan.ApplyTraffic;
import io.rolloutoperator.engine.plan.CreateAnalysisRun;
import io.rolloutoperator.engine.plan.CreateReplicaSet;
import io.rolloutoperator.engine.plan.DefaultReplicas;
import io.rolloutoperator.engine.plan.DeleteAnalysisRun;
import io.rolloutoperator.engine.plan.DeleteReplicaSet;
import io.rolloutoperator.engine.plan.EvictPod;
import io.rolloutoperator.engine.plan.PointService;
import io.rolloutoperator.engine.plan.ReleaseReplicaSet;
import io.rolloutoperator.engine.plan.ReleaseService;
import io.rolloutoperator.engine.plan.ScaleReplicaSet;
import io.rolloutoperator.engine.plan.SetRevision;
import io.rolloutoperator.engine.plan.TerminateAnalysisRun;
import io.rolloutoperator.engine.plan.UpdateReplicaSet;
import io.rolloutoperator.engine.snapshot.Annotations;
import io.rolloutoperator.engine.snapshot.RolloutFacts;
import io.rolloutoperator.engine.traffic.RouteEdit;
import io.rolloutoperator.engine.traffic.RouteRef;
import io.rolloutoperator.kube.client.ApiAnswer;
import io.rolloutoperator.kube.client.ApiResource;
import io.rolloutoperator.kube.client.ObjectApi;
import io.rolloutoperator.kube.fence.WriteFence;
import io.rolloutoperator.kube.objects.Kinds;
import java.util.function.Supplier;

/**
 * Turns an action into its request. Every patch carries the version of the object that the plan was
 * made from, so that it never overwrites what the plan did not see; where that of another object
 * matters too, it is asked for just before. Every answer is told to the fence.
 */
final class ActionWriter {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final ObjectApi api;
  private final WriteFence fence;
  private final Evictions evictions;
  private final OwnObjects own;
  private final OwnershipWriter ownership;
  private final RouteListener routes;

  ActionWriter(ObjectApi api, WriteFence fence, Evictions evictions, RouteListener routes) {
    this.routes = routes;
    this.api = api;
    this.fence = fence;
    this.evictions = evictions;
    this.own = new OwnObjects(api);
    this.ownership = new OwnershipWriter(api);
  }

  ActionOutcome write(Reading reading, Action action) {
    return switch (action) {
      case AdoptReplicaSet(String name) ->
          ifUnchanged(
              reading,
              () ->
                  owned(
                      reading,
                      name,
                      ownership.adopt(rollout(reading), name, replicaSet(reading, name))));
      case ReleaseReplicaSet(String name) ->
          owned(
              reading, name, ownership.release(rollout(reading), name, replicaSet(reading, name)));
      case ApplyTraffic traffic -> ifUnchanged(reading, () -> applyTraffic(reading, traffic));
      case CreateAnalysisRun create ->
          create(reading, Kinds.ANALYSIS_RUN, create.name(), create.body());
      case CreateReplicaSet create ->
          create(reading, Kinds.REPLICA_SET, create.name(), create.body());
      case DefaultReplicas() ->
          patch(
              reading,
              Kinds.ROLLOUT,
              reading.key().name(),
              spec(JSON.objectNode().put("replicas", 1)));
      case DeleteAnalysisRun(String name) -> delete(reading, Kinds.ANALYSIS_RUN, name);
      case DeleteReplicaSet(String name) -> delete(reading, Kinds.REPLICA_SET, name);
      case EvictPod evict -> evict(reading, evict);
      case PointService(String name, String hash) ->
          patch(
              reading,
              Kinds.SERVICE,
              name,
              service(JSON.textNode(hash), JSON.textNode(reading.key().name())));
      case ReleaseService(String name) ->
          patch(reading, Kinds.SERVICE, name, service(JSON.nullNode(), JSON.nullNode()));
      case ScaleReplicaSet scale -> patch(reading, Kinds.REPLICA_SET, scale.name(), scale(scale));
      case SetRevision(long revision) ->
          patch(
              reading,
              Kinds.ROLLOUT,
              reading.key().name(),
              annotation(Annotations.REVISION, Long.toString(revision)));
      case TerminateAnalysisRun(String name) ->
          patch(reading, Kinds.ANALYSIS_RUN, name, spec(JSON.objectNode().put("terminate", true)));
      case UpdateReplicaSet update ->
          patch(reading, Kinds.REPLICA_SET, update.name(), update(update));
    };
  }

  private ActionOutcome create(Reading reading, ApiResource kind, String name, JsonNode body) {
    ApiAnswer answer = api.create(kind, reading.key().namespace(), body);
    if (answer instanceof ApiAnswer.AlreadyExists) {
      return own.judge(reading, kind, name, body);
    }
    return settle(reading, kind, reading.key().namespace(), name, answer);
  }

  private ActionOutcome patch(Reading reading, ApiResource kind, String name, ObjectNode patch) {
    Handle seen = reading.handle(kind, name);
    patch
        .withObject("/metadata")
        .put("uid", seen.uid())
        .put("resourceVersion", current(reading, kind, name, seen));
    ApiAnswer answer = api.patch(kind, reading.key().namespace(), name, "", patch);
    return settle(reading, kind, reading.key().namespace(), name, answer);
  }

  /** A second write of one pass to an object builds on the answer of the first. */
  private static String current(Reading reading, ApiResource kind, String name, Handle seen) {
    return reading.written(kind, name).orElse(seen.resourceVersion());
  }

  /**
   * Writes if the API server has the Rollout as it was read. What is written has a version of its
   * own, which does not tell that the Rollout was aborted or deleted meanwhile: traffic would go
   * back to what was just left, and a ReplicaSet would go with whom it was given to.
   */
  private ActionOutcome ifUnchanged(Reading reading, Supplier<ActionOutcome> write) {
    String namespace = reading.key().namespace();
    String name = reading.key().name();
    String known = current(reading, Kinds.ROLLOUT, name, reading.handle(Kinds.ROLLOUT, name));
    return switch (api.get(Kinds.ROLLOUT, namespace, name)) {
      case ApiAnswer.Done now when now.resourceVersion().equals(known) -> write.get();
      case ApiAnswer.Done _, ApiAnswer.NotFound _ ->
          settle(
              reading,
              Kinds.ROLLOUT,
              namespace,
              name,
              new ApiAnswer.Conflict("the Rollout changed since it was read"));
      case ApiAnswer unknown -> settle(reading, Kinds.ROLLOUT, namespace, name, unknown);
    };
  }

  private ActionOutcome delete(Reading reading, ApiResource kind, String name) {
    Handle seen = reading.handle(kind, name);
    ApiAnswer answer =
        api.delete(
            kind,
            reading.key().namespace(),
            name,
            seen.uid(),
            seen.resourceVersion(),
            ObjectApi.Propagation.BACKGROUND);
    return switch (answer) {
      case ApiAnswer.Done _ -> {
        fence.deleted(
            reading.key(), kind.key(reading.key().namespace(), name), seen.resourceVersion());
        yield new ActionOutcome.Done();
      }
      case ApiAnswer.NotFound _ -> new ActionOutcome.Done();
      default -> settle(reading, kind, reading.key().namespace(), name, answer);
    };
  }

  /** Refused by a budget, it is tried again later: nothing else has to wait for it. */
  private ActionOutcome evict(Reading reading, EvictPod evict) {
    ApiAnswer answer = api.evict(Kinds.POD, reading.key().namespace(), evict.name(), evict.uid());
    ActionOutcome outcome =
        switch (answer) {
          case ApiAnswer.Done _, ApiAnswer.NotFound _, ApiAnswer.Conflict _ ->
              new ActionOutcome.Done();
          case ApiAnswer.TryLater _ ->
              new ActionOutcome.PutOff("a budget of disruption does not let it go now");
          case ApiAnswer.Forbidden refusal -> {
            evictions.forbidden(reading.key(), refusal, reading.snapshot().now());
            yield new ActionOutcome.PutOff(refusal.message());
          }
          default -> new ActionOutcome.Failed(answer);
        };
    if (outcome instanceof ActionOutcome.Done) {
      evictions.allowed(reading.key());
    } else {
      evictions.refused(reading.key(), reading.snapshot().now());
    }
    return outcome;
  }

  private ActionOutcome applyTraffic(Reading reading, ApplyTraffic traffic) {
    for (RouteEdit edit : traffic.edits()) {
      RouteRef ref = edit.ref();
      ApiResource kind =
          new ApiResource(
              ref.kind().group(), edit.version(), ref.kind().plural(), ref.kind().kind());
      ApiAnswer answer = api.patch(kind, ref.namespace(), ref.name(), "", edit.mergePatch());
      // No fence behind it: every pass reads routes from the API server itself.
      if (!(answer instanceof ApiAnswer.Done(JsonNode route))) {
        return settle(reading, kind, ref.namespace(), ref.name(), answer);
      }
      routes.saw(
          new ResourceID(reading.key().name(), reading.key().namespace()),
          ref,
          route.at("/metadata/resourceVersion").asText());
    }
    return new ActionOutcome.Done();
  }

  private static RolloutFacts rollout(Reading reading) {
    return reading.snapshot().rollout();
  }

  private static Handle replicaSet(Reading reading, String name) {
    return reading.handle(Kinds.REPLICA_SET, name);
  }

  private ActionOutcome owned(Reading reading, String replicaSet, ApiAnswer answer) {
    return settle(reading, Kinds.REPLICA_SET, reading.key().namespace(), replicaSet, answer);
  }

  private ActionOutcome settle(
      Reading reading, ApiResource kind, String namespace, String name, ApiAnswer answer) {
    switch (answer) {
      case ApiAnswer.Done done -> {
        fence.wrote(reading.key(), kind.key(namespace, name), done.resourceVersion());
        reading.note(kind, name, done.resourceVersion());
        return new ActionOutcome.Done();
      }
      // After a conflict the caches may be behind: they must show what stands before the next try.
      case ApiAnswer.Unknown _, ApiAnswer.Conflict _ ->
          fence.unknownOutcome(reading.key(), kind.key(namespace, name));
      default -> {
        // Nothing was written: the next pass reads and decides anew.
      }
    }
    return new ActionOutcome.Failed(answer);
  }

  private static ObjectNode scale(ScaleReplicaSet scale) {
    ObjectNode patch =
        annotation(Annotations.DESIRED_REPLICAS, Integer.toString(scale.desiredReplicas()));
    patch
        .withObject("/metadata/annotations")
        .put(Annotations.SCALE_DOWN_DEADLINE, scale.scaleDownDeadline());
    patch.putObject("spec").put("replicas", scale.replicas());
    return patch;
  }

  private static ObjectNode update(UpdateReplicaSet update) {
    ObjectNode patch = JSON.objectNode();
    ObjectNode annotations = patch.putObject("metadata").putObject("annotations");
    update.annotations().forEach(annotations::put);
    patch.putObject("spec").put("minReadySeconds", update.minReadySeconds());
    return patch;
  }

  private static ObjectNode service(JsonNode hash, JsonNode manager) {
    ObjectNode patch = JSON.objectNode();
    patch.putObject("metadata").putObject("annotations").set(Annotations.MANAGED_BY, manager);
    patch.putObject("spec").putObject("selector").set(Annotations.POD_TEMPLATE_HASH, hash);
    return patch;
  }

  private static ObjectNode annotation(String key, String value) {
    ObjectNode patch = JSON.objectNode();
    patch.putObject("metadata").putObject("annotations").put(key, value);
    return patch;
  }

  private static ObjectNode spec(ObjectNode fields) {
    ObjectNode patch = JSON.objectNode();
    patch.set("spec", fields);
    return patch;
  }
}
