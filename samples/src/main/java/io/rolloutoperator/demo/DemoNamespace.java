package io.rolloutoperator.demo;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;

/** The namespace that all of the demo happens in, and that goes with it. */
final class DemoNamespace {

  static final String PREFIX = "rollout-demo-";

  private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";
  private static final int RANDOM_LETTERS = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration LATE = Duration.ofSeconds(1);

  private final KubernetesClient client;
  private final Screen screen;
  private final String name;
  private volatile boolean asked;

  DemoNamespace(KubernetesClient client, Screen screen) {
    this.client = client;
    this.screen = screen;
    this.name = PREFIX + random();
  }

  String name() {
    return name;
  }

  void create() {
    Namespace namespace =
        new NamespaceBuilder()
            .withNewMetadata()
            .withName(name)
            .addToLabels("app.kubernetes.io/managed-by", "rollout-demo")
            .endMetadata()
            .build();
    asked = true;
    client.resource(namespace).create();
  }

  /** Deletes the namespace and waits until it is gone; does nothing if it was never asked for. */
  void remove() throws InterruptedException {
    if (!asked) {
      return;
    }
    Instant began = Instant.now();
    screen.status(Line.of("   deleting namespace %s …".formatted(name)));
    if (client.namespaces().withName(name).delete().isEmpty()) {
      Thread.sleep(LATE); // the request to make it may have been cut off on its way
      client.namespaces().withName(name).delete();
    }
    while (client.namespaces().withName(name).get() != null) {
      if (Instant.now().isAfter(began.plus(PATIENCE))) {
        screen.line("   namespace %s is still being deleted by the cluster".formatted(name));
        return;
      }
      Thread.sleep(POLL);
    }
    screen.line("   deleted namespace %s".formatted(name));
  }

  private static String random() {
    return new SecureRandom()
        .ints(RANDOM_LETTERS, 0, LETTERS.length())
        .map(LETTERS::charAt)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
