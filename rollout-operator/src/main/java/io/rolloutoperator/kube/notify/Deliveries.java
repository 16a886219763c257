package io.rolloutoperator.kube.notify;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.analysis.expression.Value;
import io.rolloutoperator.analysis.providers.Redactor;
import io.rolloutoperator.notify.config.Credentials;
import io.rolloutoperator.notify.config.NotificationConfig;
import io.rolloutoperator.notify.config.ServiceDefinition;
import io.rolloutoperator.notify.delivery.Courier.Delivery;
import io.rolloutoperator.notify.delivery.DeliveryPlanner.Attempt;
import io.rolloutoperator.notify.delivery.DeliveryPlanner.Next;
import io.rolloutoperator.notify.delivery.ThreadNews;
import io.rolloutoperator.notify.message.Message;
import io.rolloutoperator.notify.message.MessageComposer;
import io.rolloutoperator.notify.message.MessageComposer.Composition;
import io.rolloutoperator.notify.message.Variables;
import io.rolloutoperator.notify.outbox.Entry;
import io.rolloutoperator.notify.outbox.Threads;
import io.rolloutoperator.notify.service.NotificationService;
import io.rolloutoperator.notify.service.Occasion;
import io.rolloutoperator.notify.service.Occasion.Subject;
import io.rolloutoperator.notify.service.Occasion.ThreadReference;
import io.rolloutoperator.notify.service.Services;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the message of an entry and tries once to deliver it. Blocks for as long as that takes. */
record Deliveries(Ways ways, InstantSource clock) {

  private static final Logger log = LoggerFactory.getLogger(Deliveries.class);

  /**
   * A notification that is to be tried.
   *
   * @param config that it is of
   * @param shown the Rollout and its runs as they are now: a message that waited tells the truth
   * @param threads that have begun
   */
  record Task(Entry entry, NotificationConfig config, Sighting shown, Threads threads) {}

  /**
   * What came of it.
   *
   * @param next with a reason that holds no credential
   * @param threads what became of them
   */
  record Result(Next next, UnaryOperator<Threads> threads) {
    static Result giveUp(String reason) {
      return new Result(new Next.GiveUp(reason), UnaryOperator.identity());
    }
  }

  /** Tries. Whatever stands in the way, other notifications are not kept from going on. */
  Result attempt(Task task) {
    try {
      Result result = tried(task);
      return new Result(redacted(result.next, task.config), result.threads);
    } catch (RuntimeException bug) {
      // Its message may repeat an address or a token.
      log.error(
          "{}: a notification is given up because of a bug: {} at {}",
          task.shown.reference().name(),
          bug.getClass().getName(),
          bug.getStackTrace().length == 0 ? "an unknown place" : bug.getStackTrace()[0]);
      return Result.giveUp("given up because of a bug of the operator, see its log");
    }
  }

  private Result tried(Task task) {
    String name = task.entry.destination().service();
    ServiceDefinition definition = task.config.services().get(name);
    if (definition == null) {
      return Result.giveUp("service '" + name + "' is not configured");
    }
    return switch (Services.of(definition)) {
      case Services.Reading.Refused(String reason) -> Result.giveUp(reason);
      case Services.Reading.Usable(NotificationService service) ->
          switch (composed(task)) {
            case Composition.Failed(String reason) -> Result.giveUp(reason);
            case Composition.Composed(Message message) -> sent(task, service, message);
          };
    };
  }

  private Composition composed(Task task) {
    Map<String, Value> variables =
        Variables.of(task.shown.rollout(), task.shown.runs(), task.config);
    return new MessageComposer(task.config)
        .compose(
            task.entry.templates(),
            Variables.to(task.entry.destination(), variables),
            clock.instant());
  }

  private Result sent(Task task, NotificationService service, Message message) {
    Entry entry = task.entry;
    Optional<String> group = service.group(message);
    Optional<ThreadReference> thread =
        group.flatMap(name -> task.threads.find(entry.address(), name));
    Delivery delivery =
        ways.of(entry.address().owner(), task.shown.namespace())
            .attempt(
                service.prepare(occasion(task, message, thread)),
                new Attempt(entry.attempts() + 1, entry.due(), clock.instant()));
    return new Result(
        delivery.next(),
        group.map(name -> change(entry, name, delivery.thread())).orElse(UnaryOperator.identity()));
  }

  private static UnaryOperator<Threads> change(Entry entry, String group, ThreadNews news) {
    return switch (news) {
      case ThreadNews.None _ -> UnaryOperator.identity();
      case ThreadNews.Begun(ThreadReference first) ->
          threads -> threads.with(entry.address(), group, first);
      case ThreadNews.Gone _ -> threads -> threads.without(entry.address(), group);
    };
  }

  private static Occasion occasion(Task task, Message message, Optional<ThreadReference> thread) {
    Entry entry = task.entry;
    JsonNode metadata = task.shown.rollout().path("metadata");
    return new Occasion(
        message,
        entry.destination(),
        new Subject(metadata.path("namespace").asText(), metadata.path("name").asText()),
        entry.trigger(),
        entry.idempotencyKey(),
        entry.due(),
        thread);
  }

  /** A receiver's answer may repeat what it was sent. */
  private static Next redacted(Next next, NotificationConfig config) {
    return switch (next) {
      case Next.Done done -> done;
      case Next.Again(var notBefore, String reason) ->
          new Next.Again(notBefore, redactor(config).redact(reason));
      case Next.GiveUp(String reason) -> new Next.GiveUp(redactor(config).redact(reason));
    };
  }

  private static Redactor redactor(NotificationConfig config) {
    return Redactor.of(Credentials.of(config));
  }
}
