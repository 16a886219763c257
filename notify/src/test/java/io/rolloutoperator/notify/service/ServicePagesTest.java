package io.rolloutoperator.notify.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.notify.check.ConfigurationCheck;
import io.rolloutoperator.notify.config.ServiceDefinition;
import io.rolloutoperator.notify.message.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The pages about services: what people copy works, what is shown is sent, and every option of the
 * code stands in a table. {@code -Dgolden.update=true} writes anew what is sent.
 */
class ServicePagesTest {

  static Stream<ServicePage> pages() {
    return ServicePage.all();
  }

  private static NotificationService service(ServiceDefinition definition) {
    return switch (Services.of(definition)) {
      case Services.Reading.Usable(NotificationService service) -> service;
      case Services.Reading.Refused(String reason) -> throw new IllegalArgumentException(reason);
    };
  }

  @ParameterizedTest
  @MethodSource("pages")
  void theExampleSendsWhatThePageShows(ServicePage page) throws IOException {
    PageExample example = new PageExample(page.example());
    assertThat(ConfigurationCheck.problems(example.config())).isEmpty();

    List<String> sent =
        example.sendings().stream()
            .map(each -> SentText.of(service(each.service()).prepare(each.occasion())))
            .toList();
    if (Boolean.getBoolean("golden.update")) {
      page.write(sent);
    } else {
      assertThat(page.sent()).isEqualTo(sent);
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void theTablesNameWhatTheCodeAsksFor(ServicePage page) {
    PageExample example = new PageExample(page.example());
    String type = example.service().type();
    Set<String> options = new TreeSet<>();
    Set<String> fields = new TreeSet<>();
    ServiceCase.all()
        .filter(each -> each.definition().type().equals(type))
        .forEach(each -> ask(each, options, fields));

    assertThat(page.column("Option")).isEqualTo(AskedTree.leaves(options));
    assertThat(page.column("Field")).isEqualTo(ofTheService(AskedTree.leaves(fields), type));
  }

  /** Prepares a message of trees that note what is asked for. */
  private static void ask(ServiceCase each, Set<String> options, Set<String> fields) {
    ServiceDefinition definition = each.definition();
    Occasion occasion = each.occasion();
    Services.Reading reading =
        Services.of(
            new ServiceDefinition(
                definition.type(), definition.name(), AskedTree.of(definition.options(), options)));
    if (reading instanceof Services.Reading.Usable(NotificationService service)) {
      Prepared _ =
          service.prepare(
              new Occasion(
                  Messages.of(AskedTree.of((ObjectNode) occasion.message().tree(), fields)),
                  occasion.destination(),
                  occasion.subject(),
                  occasion.trigger(),
                  occasion.key(),
                  occasion.now(),
                  occasion.incident(),
                  occasion.thread()));
    }
  }

  /** Without the name of the part of templates, and that of a webhook. */
  private static Set<String> ofTheService(Set<String> fields, String type) {
    String prefix = type.equals("webhook") ? "webhook.webhook." : type + ".";
    Set<String> names = new TreeSet<>();
    fields.stream()
        .filter(field -> field.startsWith(prefix))
        .forEach(field -> names.add(field.substring(prefix.length())));
    return names;
  }

  @Test
  void everyServiceHasAPageThatTheIndexLinksTo() throws IOException {
    assertThat(
            pages()
                .map(page -> new PageExample(page.example()))
                .map(example -> service(example.service()))
                .map(Object::getClass))
        .containsExactlyInAnyOrder(NotificationService.class.getPermittedSubclasses());
    String index = Files.readString(Path.of("..", "docs", "notifications", "README.md"));
    assertThat(pages()).allSatisfy(page -> assertThat(index).contains("(" + page + ")"));
  }
}
