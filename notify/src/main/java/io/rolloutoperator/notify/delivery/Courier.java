package io.rolloutoperator.notify.delivery;

import io.rolloutoperator.notify.delivery.DeliveryPlanner.Attempt;
import io.rolloutoperator.notify.delivery.DeliveryPlanner.Next;
import io.rolloutoperator.notify.service.AnswerRule;
import io.rolloutoperator.notify.service.Mail;
import io.rolloutoperator.notify.service.Prepared;
import io.rolloutoperator.notify.service.ServiceRequest;
import java.util.List;

/** Makes one attempt to deliver a message. */
public record Courier(RequestSender requests, LetterSender letters) {

  /** What came of an attempt. */
  public record Delivery(Next next, ThreadNews thread) {}

  /** Sends all requests of a message. */
  public Delivery attempt(Prepared prepared, Attempt attempt) {
    return switch (prepared) {
      case Prepared.Refused(String reason) -> without(new Next.GiveUp(reason));
      case Prepared.Letter(Mail mail) ->
          without(DeliveryPlanner.next(attempt, AnswerRule.SUCCESS, letters.send(mail)));
      case Prepared.Calls(List<ServiceRequest> calls, boolean toReplicas) ->
          toReplicas
              ? without(new Replicas(requests).ask(of(calls, attempt), attempt))
              : inOrder(of(calls, attempt), attempt);
    };
  }

  private static List<ServiceRequest> of(List<ServiceRequest> calls, Attempt attempt) {
    return attempt.number() == 1 ? calls : calls.stream().map(ServiceRequest::again).toList();
  }

  private static Delivery without(Next next) {
    return new Delivery(next, new ThreadNews.None());
  }

  private Delivery inOrder(List<ServiceRequest> calls, Attempt attempt) {
    ThreadNews thread = new ThreadNews.None();
    for (ServiceRequest request : calls) {
      Answer answer = requests.send(request);
      ThreadNews news = SlackThreads.of(request, answer);
      Next next =
          news instanceof ThreadNews.Gone
              ? DeliveryPlanner.again(attempt, "the first message of the thread is gone")
              : DeliveryPlanner.next(attempt, request.rule(), answer);
      if (!(next instanceof Next.Done)) {
        return new Delivery(next, news);
      }
      thread = news instanceof ThreadNews.None ? thread : news;
    }
    return new Delivery(new Next.Done(), thread);
  }
}
