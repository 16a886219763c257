package io.rolloutoperator.kubectl.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.kubectl.change.Abort;
import io.rolloutoperator.kubectl.change.Promotion;
import io.rolloutoperator.kubectl.change.Promotion.Extent;
import io.rolloutoperator.kubectl.view.At;

/**
 * Which actions would do nothing now: promote and abort in the sentences of the commands; the
 * command that tries again sends its request in any case, so that sentence is the page's own.
 */
final class IdleActions {

  private IdleActions() {}

  /** The sentence of each action; "" if it would do something. */
  static ObjectNode of(JsonNode rollout) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("promote", promote(rollout, Extent.NEXT))
        .put("promote-full", promote(rollout, Extent.FULL))
        .put("abort", Abort.refusal(rollout).orElse(""))
        .put("retry", retry(rollout));
  }

  private static String promote(JsonNode rollout, Extent extent) {
    return switch (Promotion.of(rollout, extent)) {
      case Promotion.Refused(String reason) -> reason;
      case Promotion.Patches _ -> "";
    };
  }

  private static String retry(JsonNode rollout) {
    return At.flag(rollout, "status", "abort")
        ? ""
        : "rollout \"%s\" is not aborted: there is nothing to try again"
            .formatted(At.name(rollout));
  }
}
