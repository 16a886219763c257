package io.rolloutoperator.testkit.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Installs the CustomResourceDefinitions found in folders of the class path. */
public final class CustomResourceDefinitions {
  private static final Duration ESTABLISHED_WITHIN = Duration.ofSeconds(30);
  private static final String PATH = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

  private CustomResourceDefinitions() {}

  /**
   * Installs every YAML file of the folders and waits until the API server serves the kinds.
   *
   * @param folders names of class path folders, such as {@code gateway-api}; absent ones are empty
   */
  public static void install(Api api, List<String> folders) {
    List<String> names = new ArrayList<>();
    for (String folder : folders) {
      documents(folder).forEach(definition -> names.add(install(api, definition)));
    }
    for (String name : names) {
      Awaitility.await("CustomResourceDefinition " + name + " is served")
          .atMost(ESTABLISHED_WITHIN)
          .pollInterval(Duration.ofMillis(50))
          .pollDelay(Duration.ZERO)
          .until(() -> isServed(api, name));
    }
  }

  /** Reads every YAML file of a class path folder; an absent one is empty. */
  public static List<ObjectNode> documents(String folder) {
    return texts(folder).stream().flatMap(text -> Json.yaml(text).stream()).toList();
  }

  private static String install(Api api, ObjectNode definition) {
    String name = definition.path("metadata").path("name").asText();
    try {
      Api.Response response = api.post(PATH, definition);
      if (response.status() != 409) {
        response.orThrow("CustomResourceDefinition " + name);
      }
      return name;
    } catch (IOException e) {
      throw new UncheckedIOException("CustomResourceDefinition " + name, e);
    }
  }

  /** An established kind is still answered with "try again" while its storage is being read. */
  private static boolean isServed(Api api, String name) throws IOException {
    JsonNode definition = api.get(PATH + "/" + name).body();
    JsonNode spec = definition.path("spec");
    String path =
        "/apis/%s/%s/%s?limit=1"
            .formatted(
                spec.path("group").asText(),
                spec.path("versions").path(0).path("name").asText(),
                spec.path("names").path("plural").asText());
    return isEstablished(definition) && api.get(path).ok();
  }

  private static boolean isEstablished(JsonNode definition) {
    return Json.elements(definition.path("status").path("conditions"))
        .anyMatch(
            condition ->
                condition.path("type").asText().equals("Established")
                    && condition.path("status").asText().equals("True"));
  }

  private static List<String> texts(String folder) {
    try {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      List<String> texts = new ArrayList<>();
      for (URL url : Collections.list(loader.getResources(folder))) {
        texts.addAll(texts(url.toURI(), folder));
      }
      return texts;
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException("cannot read the class path folder " + folder, e);
    }
  }

  private static List<String> texts(URI uri, String folder) throws IOException {
    if (!uri.getScheme().equals("jar")) {
      return read(Path.of(uri));
    }
    URI jar = URI.create(uri.toString().substring(0, uri.toString().indexOf("!/")));
    try (FileSystem files = FileSystems.newFileSystem(jar, Map.of())) {
      return read(files.getPath("/" + folder));
    }
  }

  private static List<String> read(Path folder) throws IOException {
    List<String> texts = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList()) {
        try (InputStream in = Files.newInputStream(file)) {
          texts.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    }
    return texts;
  }
}
