package io.rolloutoperator.notify.delivery;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rolloutoperator.notify.service.AnswerRule;
import io.rolloutoperator.notify.service.ServiceRequest;
import io.rolloutoperator.notify.service.ServiceRequest.Header;
import io.rolloutoperator.notify.service.SlackMark;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Mentions people in messages to Slack, which templates name by their addresses and Slack by ids.
 * Each is asked for once. One who is not found is named by the address: a message without a mention
 * is better than none.
 *
 * @see <a href="https://docs.slack.dev/reference/methods/users.lookupByEmail">Slack,
 *     users.lookupByEmail</a>
 */
public final class SlackPeople implements RequestSender {

  private static final String SIGNS = ".!#$%&'*+/=?^_`{|}~-@";
  private static final int LONGEST_ADDRESS = 254;
  private static final int MOST_KNOWN = 1_000;

  /** Of a message: each costs a request before it is sent. */
  private static final int MOST_ASKED = 10;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final RequestSender inner;
  private final Map<Person, String> known = new ConcurrentHashMap<>();

  /** Of the workspace that the account belongs to. */
  private record Person(String api, List<Header> account, String address) {}

  public SlackPeople(RequestSender inner) {
    this.inner = inner;
  }

  @Override
  public Answer send(ServiceRequest request) {
    String url = request.url();
    boolean isMessage = url.endsWith("/chat.postMessage") || url.endsWith("/chat.update");
    return inner.send(
        isMessage && SlackMark.PERSON.isIn(request.body())
            ? request.saying(new Mentions(request).text())
            : request);
  }

  /** Those of one message. */
  private final class Mentions {
    private final ServiceRequest message;
    private final Map<String, String> shown = new HashMap<>();
    private int asked;

    Mentions(ServiceRequest message) {
      this.message = message;
    }

    String text() {
      return SlackMark.PERSON.replaced(
          message.body(), address -> shown.computeIfAbsent(address, this::shown));
    }

    private String shown(String address) {
      if (!isAddress(address)) {
        return address;
      }
      String url = message.url();
      Person person =
          new Person(
              url.substring(0, url.lastIndexOf('/')),
              message.headers().stream().filter(h -> h.name().equals("Authorization")).toList(),
              address);
      return Optional.ofNullable(known.get(person))
          .or(() -> ask(person))
          .map("<@%s>"::formatted)
          .orElse(address);
    }

    private Optional<String> ask(Person person) {
      if (asked >= MOST_ASKED) {
        return Optional.empty();
      }
      asked++;
      Answer answer = inner.send(question(person));
      if (!(answer instanceof Answer.Answered answered)) {
        asked = MOST_ASKED; // The message must not wait for each of them in vain.
        return Optional.empty();
      }
      Optional<String> id = id(answered.body());
      id.ifPresent(found -> remember(person, found));
      return id;
    }
  }

  private void remember(Person person, String id) {
    if (known.size() >= MOST_KNOWN) {
      known.clear();
    }
    known.put(person, id);
  }

  private static ServiceRequest question(Person person) {
    String address = URLEncoder.encode(person.address, StandardCharsets.UTF_8);
    return new ServiceRequest(
        "GET",
        person.api + "/users.lookupByEmail?email=" + address,
        person.account,
        "",
        AnswerRule.OK_IN_BODY);
  }

  /** Letters and digits, which end no text in JSON. */
  private static Optional<String> id(String answer) {
    try {
      JsonNode body = MAPPER.readTree(answer);
      String id = body.path("user").path("id").asText();
      boolean isId =
          !id.isEmpty() && id.chars().allMatch(c -> c < 0x80 && Character.isLetterOrDigit(c));
      return body.path("ok").asBoolean(false) && isId ? Optional.of(id) : Optional.empty();
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  private static boolean isAddress(String text) {
    return text.length() <= LONGEST_ADDRESS
        && text.indexOf('@') > 0
        && text.chars()
            .allMatch(c -> (c < 0x80 && Character.isLetterOrDigit(c)) || SIGNS.indexOf(c) >= 0);
  }
}
