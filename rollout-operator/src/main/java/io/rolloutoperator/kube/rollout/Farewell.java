package io.rolloutoperator.kube.rollout;

import io.rolloutoperator.api.Rollout;
import io.rolloutoperator.engine.FarewellPlanner;
import io.rolloutoperator.engine.plan.Plan;
import io.rolloutoperator.kube.events.EventType;
import io.rolloutoperator.kube.events.ObjectReference;
import io.rolloutoperator.kube.fence.ObjectKey;
import io.rolloutoperator.kube.pass.Failures;
import io.rolloutoperator.kube.runtime.ControllerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last pass of a Rollout that is gone: what it leaves is put in order, then it is forgotten.
 */
final class Farewell {

  private static final Logger log = LoggerFactory.getLogger(Farewell.class);

  private final ControllerContext context;
  private final PlanExecutor executor;
  private final TemplateTrial trial;
  private final Failures failures;

  Farewell(
      ControllerContext context, PlanExecutor executor, TemplateTrial trial, Failures failures) {
    this.context = context;
    this.executor = executor;
    this.trial = trial;
    this.failures = failures;
  }

  void say(Rollout rollout, Reading left) {
    ObjectKey key = ObjectKey.of(rollout);
    String text = "Rollout " + key.name() + "/" + key.namespace() + " is deleted.";
    context.events().emit(ObjectReference.to(rollout), EventType.NORMAL, "RolloutDeleted", text);
    FarewellPlanner.plans(left.snapshot()).forEach(plan -> carryOut(left, plan));
    trial.forget(rollout.getMetadata().getUid());
    failures.forget(key);
    context.writes().forget(key);
    context.metrics().forget("Rollout", key.namespace(), key.name());
  }

  private void carryOut(Reading left, Plan plan) {
    if (executor.execute(left, plan) instanceof Report.Stopped stopped) {
      log.warn("{}: {}: {}", left.key(), stopped.action().describe(), stopped.answer());
    }
  }
}
