package io.rolloutoperator.notify.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.notify.service.AnswerRule;
import io.rolloutoperator.notify.service.ServiceRequest;
import io.rolloutoperator.notify.service.ServiceRequest.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlackPeopleTest {

  private static final String API = "https://slack.com/api";
  private static final String FOUND = "{\"ok\": true, \"user\": {\"id\": \"U042\"}}";

  private final List<ServiceRequest> sent = new ArrayList<>();
  private Answer answer = answered(FOUND);
  private final SlackPeople people = new SlackPeople(this::answer);

  private static Answer answered(String body) {
    return new Answer.Answered("slack.com", 200, body, Optional.empty());
  }

  private Answer answer(ServiceRequest request) {
    sent.add(request);
    return request.url().contains("/users.") ? answer : answered("{\"ok\": true}");
  }

  private static String mark(String address) {
    return "__SLACK_USER_EMAIL__" + address + "__";
  }

  private static ServiceRequest message(String method, String token, String text) {
    return new ServiceRequest(
        "POST",
        API + "/" + method,
        List.of(
            new Header("Content-Type", "application/json; charset=utf-8"),
            new Header("Authorization", token)),
        "{\"text\": \"" + text + "\"}",
        AnswerRule.OK_IN_BODY);
  }

  private String said(String text) {
    people.send(message("chat.postMessage", "Bearer xoxb-1", text));
    return sent.getLast().body();
  }

  private List<String> asked() {
    return sent.stream()
        .filter(request -> request.method().equals("GET"))
        .map(ServiceRequest::url)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat.postMessage", "chat.update"})
  void aPersonIsMentionedByTheIdThatSlackKnows(String method) {
    people.send(message(method, "Bearer xoxb-1", "ask " + mark("a+b@example.com") + " now"));

    assertThat(sent).hasSize(2);
    assertThat(sent.getFirst().url())
        .isEqualTo(API + "/users.lookupByEmail?email=a%2Bb%40example.com");
    assertThat(sent.getFirst().headers())
        .containsExactly(new Header("Authorization", "Bearer xoxb-1"));
    assertThat(sent.getLast().url()).isEqualTo(API + "/" + method);
    assertThat(sent.getLast().body()).isEqualTo("{\"text\": \"ask <@U042> now\"}");
  }

  @Test
  void aPersonIsAskedForOnceInEachWorkspace() {
    said(mark("a@b.c") + " and " + mark("a@b.c"));
    said(mark("a@b.c"));
    assertThat(asked()).hasSize(1);

    people.send(message("chat.postMessage", "Bearer xoxb-2", mark("a@b.c")));
    assertThat(asked()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"ok\": false, \"error\": \"users_not_found\"}",
        "{\"ok\": false, \"error\": \"missing_scope\", \"user\": {\"id\": \"U042\"}}",
        "{\"ok\": true, \"user\": {\"id\": \"U\\\"}\"}}",
        "{\"ok\": true, \"us",
        ""
      })
  void whoIsNotFoundIsNamedByTheAddress(String body) {
    answer = answered(body);

    assertThat(said("ask " + mark("a@b.c"))).isEqualTo("{\"text\": \"ask a@b.c\"}");

    answer = answered(FOUND);
    assertThat(said(mark("a@b.c"))).isEqualTo("{\"text\": \"<@U042>\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody", "a b@c", "a\\\"@b", "@b", "ä@b.c"})
  void whatIsNoAddressIsNotAskedFor(String name) {
    assertThat(said(mark(name))).isEqualTo("{\"text\": \"" + name + "\"}");
    assertThat(asked()).isEmpty();
  }

  @Test
  void aMessageIsHeldUpByFewQuestions() {
    String text =
        IntStream.range(0, 12).mapToObj(i -> mark(i + "@b.c")).collect(Collectors.joining(" "));

    assertThat(said(text)).contains("<@U042> 10@b.c 11@b.c");
    assertThat(asked()).hasSize(10);
  }

  @Test
  void whereNobodyAnswersTheMessageIsSentWithoutAskingOn() {
    answer = new Answer.Failed("no connection to slack.com");

    assertThat(said(mark("a@b.c") + mark("d@e.f"))).isEqualTo("{\"text\": \"a@b.cd@e.f\"}");
    assertThat(asked()).hasSize(1);
  }

  @Test
  void otherRequestsAreSentAsTheyAre() {
    ServiceRequest request =
        ServiceRequest.post("https://hooks.example.com/", "{\"a\": \"" + mark("a@b.c") + "\"}");
    people.send(request);
    ServiceRequest plain = message("chat.postMessage", "Bearer xoxb-1", "__SLACK_USER_EMAIL__a");
    people.send(plain);

    assertThat(sent).extracting(ServiceRequest::body).containsExactly(request.body(), plain.body());
  }
}
