package io.rolloutoperator.notify.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.notify.config.Owner;
import io.rolloutoperator.notify.service.Occasion.ThreadReference;
import io.rolloutoperator.notify.subscription.Destination;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThreadsTest {

  private static final ThreadReference FIRST = new ThreadReference("C42", "17.5");

  private static Address address(Owner owner, String recipient) {
    return new Address(owner, new Destination("slack", recipient));
  }

  private static final Address RELEASES = address(Owner.OPERATOR, "releases");

  @Test
  void aThreadIsOfOneAddressAndGroup() {
    Threads threads = Threads.NONE.with(RELEASES, "g", FIRST);

    assertThat(threads.find(RELEASES, "g")).hasValue(FIRST);
    assertThat(threads.find(RELEASES, "h")).isEmpty();
    assertThat(threads.find(address(Owner.OPERATOR, "others"), "g")).isEmpty();
    assertThat(threads.find(address(Owner.NAMESPACE, "releases"), "g")).isEmpty();
    assertThat(threads.without(RELEASES, "g")).isEqualTo(Threads.NONE);
  }

  @Test
  void itOutlivesTheProcess() {
    Threads threads =
        Threads.NONE
            .with(RELEASES, "g", FIRST)
            .with(RELEASES, "{\"h\"}", new ThreadReference("C1", "2"));

    assertThat(Threads.parse(threads.text().orElseThrow())).isEqualTo(threads);
    assertThat(Threads.NONE.text()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "{\"a\": 1}", "[1, {\"channel\": \"C1\"}]"})
  void aBrokenAnnotationIsNone(String text) {
    assertThat(Threads.parse(text)).isEqualTo(Threads.NONE);
  }

  @Test
  void theNewestAreKeptWhateverGroupsTemplatesMake() {
    Threads threads = Threads.NONE;
    for (int i = 0; i < 3 * Threads.MOST; i++) {
      threads = threads.with(RELEASES, "group ".repeat(1000) + i, FIRST);
    }

    assertThat(threads.known()).hasSize(Threads.MOST);
    assertThat(threads.text().orElseThrow()).hasSizeLessThan(5000);
    assertThat(threads.find(RELEASES, "group ".repeat(1000) + (3 * Threads.MOST - 1)))
        .hasValue(FIRST);
  }
}
