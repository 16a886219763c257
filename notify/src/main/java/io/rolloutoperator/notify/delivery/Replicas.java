package io.rolloutoperator.notify.delivery;

import io.rolloutoperator.notify.delivery.DeliveryPlanner.Attempt;
import io.rolloutoperator.notify.delivery.DeliveryPlanner.Next;
import io.rolloutoperator.notify.service.ServiceRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Asks the replicas of a receiver, all at the same time, each on a thread of its own that ends with
 * the attempt. An attempt takes no longer than its longest request.
 */
record Replicas(RequestSender requests) {

  /**
   * For those that have not answered when one has taken the message. Without an end to that, one
   * that hangs would hold up all later messages, which the others could take.
   */
  private static final Duration GRACE = Duration.ofSeconds(2);

  /**
   * Sends each replica its request.
   *
   * @return that the message has arrived, if one took it; otherwise the most hopeful of what came
   *     of the requests
   */
  Next ask(List<ServiceRequest> calls, Attempt attempt) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletionService<Next> answers = new ExecutorCompletionService<>(threads);
      List<Future<Next>> asked =
          calls.stream().map(call -> answers.submit(() -> next(call, attempt))).toList();
      threads.shutdown();
      try {
        return awaited(threads, answers, asked);
      } finally {
        threads.shutdownNow();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return DeliveryPlanner.again(attempt, "interrupted");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException bug ? bug : new IllegalStateException(e);
    }
  }

  private Next next(ServiceRequest call, Attempt attempt) {
    return DeliveryPlanner.next(attempt, call.rule(), requests.send(call));
  }

  private static Next awaited(
      ExecutorService threads, CompletionService<Next> answers, List<Future<Next>> asked)
      throws InterruptedException, ExecutionException {
    for (int i = 0; i < asked.size(); i++) {
      Next next = answers.take().get();
      if (next instanceof Next.Done) {
        threads.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        return next;
      }
    }
    return mostHopeful(asked.stream().map(Future::resultNow));
  }

  /** The first of those that may succeed soonest: any replica that takes the message is enough. */
  private static Next mostHopeful(Stream<Next> all) {
    return all.min(Comparator.comparing(Replicas::soonest))
        .orElseGet(() -> new Next.GiveUp("nobody to send to"));
  }

  private static Instant soonest(Next next) {
    return switch (next) {
      case Next.Done _ -> Instant.MIN;
      case Next.Again(Instant notBefore, var _) -> notBefore;
      case Next.GiveUp _ -> Instant.MAX;
    };
  }
}
