package io.rolloutoperator.kube.rollout;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Service;
import io.rolloutoperator.api.Rollout;
import io.rolloutoperator.engine.snapshot.Annotations;
import io.rolloutoperator.kube.events.EventType;
import io.rolloutoperator.kube.events.ObjectReference;
import io.rolloutoperator.kube.fence.ObjectKey;
import io.rolloutoperator.kube.objects.Kinds;
import io.rolloutoperator.kube.pass.Failures;
import io.rolloutoperator.kube.runtime.ControllerContext;
import java.util.Optional;

/**
 * What is left to do when a Rollout is gone: its Services are released, everything else goes with
 * their owner.
 */
final class Farewell {

  private final ControllerContext context;
  private final TemplateTrial trial;
  private final Failures failures;
  private Optional<RolloutCaches> caches = Optional.empty();

  Farewell(ControllerContext context, TemplateTrial trial, Failures failures) {
    this.context = context;
    this.trial = trial;
    this.failures = failures;
  }

  void caches(RolloutCaches known) {
    caches = Optional.of(known);
  }

  void say(Rollout rollout) {
    ObjectKey key = ObjectKey.of(rollout);
    String text = "Rollout " + key.name() + "/" + key.namespace() + " is deleted.";
    context.events().emit(ObjectReference.to(rollout), EventType.NORMAL, "RolloutDeleted", text);
    caches.ifPresent(known -> known.managedServices(rollout).forEach(this::release));
    trial.forget(rollout.getMetadata().getUid());
    failures.forget(key);
    context.writes().forget(key);
    context.metrics().forget("Rollout", key.namespace(), key.name());
  }

  /** The hash goes too: the pods that it selects are being deleted with their Rollout. */
  private void release(Service service) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    ObjectNode metadata = patch.putObject("metadata");
    metadata.put("resourceVersion", service.getMetadata().getResourceVersion());
    metadata.putObject("annotations").putNull(Annotations.MANAGED_BY);
    patch.putObject("spec").putObject("selector").putNull(Annotations.POD_TEMPLATE_HASH);
    context
        .api()
        .patch(
            Kinds.SERVICE,
            service.getMetadata().getNamespace(),
            service.getMetadata().getName(),
            "",
            patch);
  }
}
