package io.rolloutoperator.kube.notify;

import io.rolloutoperator.analysis.expression.Value;
import io.rolloutoperator.analysis.providers.Redactor;
import io.rolloutoperator.kube.events.ObjectReference;
import io.rolloutoperator.kube.metrics.NotificationMetrics;
import io.rolloutoperator.notify.config.Credentials;
import io.rolloutoperator.notify.config.NotificationConfig;
import io.rolloutoperator.notify.config.Owner;
import io.rolloutoperator.notify.config.ServiceDefinition;
import io.rolloutoperator.notify.delivery.Courier.Delivery;
import io.rolloutoperator.notify.delivery.DeliveryPlanner.Attempt;
import io.rolloutoperator.notify.delivery.DeliveryPlanner.Next;
import io.rolloutoperator.notify.delivery.ReasonText;
import io.rolloutoperator.notify.delivery.ThreadNews;
import io.rolloutoperator.notify.message.Message;
import io.rolloutoperator.notify.message.MessageComposer;
import io.rolloutoperator.notify.message.MessageComposer.Composition;
import io.rolloutoperator.notify.message.Variables;
import io.rolloutoperator.notify.outbox.Entry;
import io.rolloutoperator.notify.outbox.Source;
import io.rolloutoperator.notify.outbox.Threads;
import io.rolloutoperator.notify.service.NotificationService;
import io.rolloutoperator.notify.service.Occasion;
import io.rolloutoperator.notify.service.Occasion.Subject;
import io.rolloutoperator.notify.service.Occasion.ThreadReference;
import io.rolloutoperator.notify.service.Services;
import io.rolloutoperator.notify.subscription.Destination;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the message of an entry and tries once to deliver it. Blocks for as long as that takes. */
record Deliveries(Ways ways, NotificationMetrics metrics, InstantSource clock) {

  private static final Logger log = LoggerFactory.getLogger(Deliveries.class);

  /**
   * A notification that is to be tried.
   *
   * @param config that it is of
   * @param shown the object as the notification tells it
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

  /** How often the receiver of an entry must hear what lasts. */
  static Optional<Duration> remindedEvery(Entry entry, NotificationConfig config) {
    return service(entry, config).flatMap(NotificationService::remindedEvery);
  }

  /** Whose turns it takes: all receivers of a namespace's own configuration have those of one. */
  static String receiver(Task task) {
    if (task.entry.address().owner() == Owner.NAMESPACE) {
      return "namespace " + task.shown.namespace();
    }
    Destination to = task.entry.destination();
    return service(task.entry, task.config)
        .flatMap(service -> service.server(to.recipient()))
        .map(server -> to.service() + " at " + server)
        .orElse(to.service());
  }

  private static Optional<NotificationService> service(Entry entry, NotificationConfig config) {
    return Optional.ofNullable(config.services().get(entry.destination().service()))
        .flatMap(
            definition ->
                Services.of(definition)
                        instanceof Services.Reading.Usable(NotificationService service)
                    ? Optional.of(service)
                    : Optional.empty());
  }

  /** Counts what is to come of a task, from 0, before it waits for its turn. */
  void announce(Task task) {
    ToldReason told = ToldReason.of(task.entry.trigger());
    metrics.announced(task.shown.reference(), told.type(), told.reason());
  }

  /** Tries, and counts. Whatever stands in the way, other notifications go on. */
  Result attempt(Task task) {
    Instant begin = clock.instant();
    Result result = guarded(task);
    Duration took = Duration.between(begin, clock.instant());
    ToldReason told = ToldReason.of(task.entry.trigger());
    ObjectReference about = task.shown.reference();
    switch (result.next) {
      case Next.Done _ -> metrics.sent(about, told.type(), told.reason(), took);
      case Next.Again _, Next.GiveUp _ -> metrics.failed(about, told.type(), told.reason(), took);
    }
    return result;
  }

  private Result guarded(Task task) {
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
    if (!Source.allows(task.entry, task.config)) {
      return Result.giveUp("alerts of the operator's flags go where the flags say");
    }
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
    Map<String, Value> variables = task.shown.variables(task.config);
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
    ObjectReference about = task.shown.reference();
    return new Occasion(
        message,
        entry.destination(),
        new Subject(about.kind(), about.namespace(), about.name()),
        entry.trigger(),
        entry.idempotencyKey(),
        entry.due(),
        entry.incident(about.uid()),
        thread);
  }

  /** A receiver's answer may repeat what it was sent. */
  private static Next redacted(Next next, NotificationConfig config) {
    return switch (next) {
      case Next.Done done -> done;
      case Next.Again(var notBefore, String reason) ->
          new Next.Again(notBefore, redacted(reason, config));
      case Next.GiveUp(String reason) -> new Next.GiveUp(redacted(reason, config));
    };
  }

  private static String redacted(String reason, NotificationConfig config) {
    return ReasonText.shortened(Redactor.of(Credentials.of(config)).redact(reason));
  }
}
