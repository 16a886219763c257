package io.rolloutoperator.gitsync.webhook;

import io.rolloutoperator.gitsync.webhook.WebhookAnswer.Accepted;
import io.rolloutoperator.gitsync.webhook.WebhookAnswer.Refusal;
import io.rolloutoperator.gitsync.webhook.WebhookAnswer.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one request from its head to its answer, and lets what follows from it be done. */
public final class WebhookReception {
  private static final Logger log = LoggerFactory.getLogger(WebhookReception.class);

  /** Bodies in memory at a time, and wishes on their way: at most 16 MiB. */
  private static final int AT_A_TIME = 16;

  private final WebhookDecision decision;
  private final Supplier<Hooks> hooks;
  private final PollTrigger trigger;
  private final InstantSource clock;
  private final Semaphore places = new Semaphore(AT_A_TIME);

  public WebhookReception(
      WebhookDecision decision, Supplier<Hooks> hooks, PollTrigger trigger, InstantSource clock) {
    this.decision = decision;
    this.hooks = hooks;
    this.trigger = trigger;
    this.clock = clock;
  }

  /**
   * Answers a request.
   *
   * @param body read only as far as the answer needs it
   * @throws IOException if the body breaks off
   */
  WebhookAnswer receive(RequestHead head, RequestHeaders headers, InputStream body)
      throws IOException {
    return switch (decision.open(head, hooks.get(), clock.instant())) {
      case WebhookDecision.Opening.Answered(WebhookAnswer answer) -> answer;
      case WebhookDecision.Opening.BodyWanted(Hook hook) -> inPlace(hook, headers, body);
    };
  }

  private WebhookAnswer inPlace(Hook hook, RequestHeaders headers, InputStream body)
      throws IOException {
    if (!places.tryAcquire()) {
      return Refused.by(hook, Refusal.UNAVAILABLE);
    }
    try {
      byte[] read = body.readNBytes(WebhookDecision.LONGEST_BODY + 1);
      Instant now = clock.instant();
      WebhookAnswer answer = decision.answer(hook, headers, read, now);
      return answer instanceof Accepted accepted ? act(accepted, now) : answer;
    } finally {
      places.release();
    }
  }

  private WebhookAnswer act(Accepted accepted, Instant now) {
    Hook hook = accepted.hook();
    return switch (trigger.pollNow(hook, now)) {
      case PollTrigger.Outcome.Noted() -> accepted;
      case PollTrigger.Outcome.Gone() -> decision.undo(accepted, Refusal.NOT_FOUND);
      case PollTrigger.Outcome.Failed(String why) -> {
        log.warn("{}: a webhook could not be noted: {}", hook, why);
        yield decision.undo(accepted, Refusal.UNAVAILABLE);
      }
    };
  }
}
