package io.rolloutoperator.gitsync.webhook;

import io.rolloutoperator.gitsync.webhook.SignatureCheck.Verdict.Genuine;
import io.rolloutoperator.gitsync.webhook.WebhookAnswer.Accepted;
import io.rolloutoperator.gitsync.webhook.WebhookAnswer.Refusal;
import io.rolloutoperator.gitsync.webhook.WebhookAnswer.Refused;
import java.time.Instant;
import java.util.Optional;

/**
 * Which answer a request gets, in two steps: only who knows the path of a hook has a body read.
 *
 * <pre>
 *   head: too many? -- path? -- length?      body: signature and time? -- JSON? -- seen before?
 *           429        404       413                      401             400         409       202
 * </pre>
 *
 * <p>Cheap questions come first, and who cannot sign learns nothing of what comes after the
 * signature.
 */
public final class WebhookDecision {
  /** The longest body that is read, in bytes. */
  public static final int LONGEST_BODY = 1 << 20;

  private static final String METHOD = "POST";

  private final AddressLimit limit;
  private final DeliveryMemory memory;

  public WebhookDecision(AddressLimit limit, DeliveryMemory memory) {
    this.limit = limit;
    this.memory = memory;
  }

  /** What becomes of a request whose head has come. */
  public sealed interface Opening {
    /** Its body is wanted, for {@link #answer}. */
    record BodyWanted(Hook hook) implements Opening {}

    /** It is answered without its body. */
    record Answered(WebhookAnswer answer) implements Opening {}
  }

  /** Looks at the head of a request. */
  public Opening open(RequestHead head, Hooks hooks, Instant now) {
    if (!limit.admits(head.address(), now)) {
      return new Opening.Answered(Refused.without(Refusal.TOO_MANY));
    }
    Optional<Hook> hook = hooks.at(head.path());
    if (hook.isEmpty() || !head.method().equals(METHOD)) {
      return new Opening.Answered(Refused.without(Refusal.NOT_FOUND));
    }
    return head.length().orElse(0) > LONGEST_BODY
        ? new Opening.Answered(Refused.by(hook.get(), Refusal.TOO_LARGE))
        : new Opening.BodyWanted(hook.get());
  }

  /**
   * Looks at a whole request. An accepted delivery is remembered.
   *
   * @param body as it came; one byte more than {@link #LONGEST_BODY} is enough of a longer one
   */
  public WebhookAnswer answer(Hook hook, RequestHeaders headers, byte[] body, Instant now) {
    if (body.length > LONGEST_BODY) {
      return Refused.by(hook, Refusal.TOO_LARGE);
    }
    return switch (SignatureCheck.of(hook.type()).check(hook.token(), headers, body, now)) {
      case SignatureCheck.Verdict.Refused(String why) ->
          Refused.by(hook, Refusal.UNAUTHORIZED, why);
      case Genuine genuine -> genuine(hook, genuine, body, now);
    };
  }

  private WebhookAnswer genuine(Hook hook, Genuine genuine, byte[] body, Instant now) {
    if (!JsonBody.isValue(body)) {
      return Refused.by(hook, Refusal.NOT_JSON);
    }
    String delivery = hook.path().value() + " " + genuine.delivery();
    return memory.remember(delivery, genuine.replayableUntil(), now)
        ? new Accepted(hook, delivery)
        : Refused.by(hook, Refusal.REPEATED);
  }

  /** An accepted delivery came to nothing: its sender may try it again. */
  public Refused undo(Accepted accepted, Refusal why) {
    memory.forget(accepted.delivery());
    return Refused.by(accepted.hook(), why);
  }
}
