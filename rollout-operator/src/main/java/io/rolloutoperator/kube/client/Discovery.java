package io.rolloutoperator.kube.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which kinds the API server has, by what objects state. What was found is kept; what was not is
 * asked for again each time, since its definition may have come meanwhile.
 */
public final class Discovery {

  /** What is known about a kind. */
  public sealed interface Answer {

    /** The API server has it. */
    record Served(ApiResource resource, boolean namespaced) implements Answer {}

    /**
     * The API server does not have it.
     *
     * @param otherVersions of the group that have the kind
     */
    record NotServed(List<String> otherVersions) implements Answer {
      /** Copies the list. */
      public NotServed {
        otherVersions = List.copyOf(otherVersions);
      }
    }

    /** Nobody knows. */
    record Unreadable(ApiAnswer why) implements Answer {}
  }

  private final ObjectApi api;
  private final Map<String, Map<String, Answer.Served>> kinds = new ConcurrentHashMap<>();

  public Discovery(ObjectApi api) {
    this.api = api;
  }

  /**
   * Looks up a kind.
   *
   * @param apiVersion {@code v1}, {@code apps/v1}
   */
  public Answer find(String apiVersion, String kind) {
    Answer.Served known = kinds.getOrDefault(apiVersion, Map.of()).get(kind);
    if (known != null) {
      return known;
    }
    return switch (api.kindsOf(apiVersion)) {
      case ApiAnswer.Done(JsonNode list) -> {
        Map<String, Answer.Served> found = read(apiVersion, list);
        kinds.put(apiVersion, found);
        Answer.Served served = found.get(kind);
        yield served == null ? elsewhere(apiVersion, kind) : served;
      }
      case ApiAnswer.NotFound _ -> elsewhere(apiVersion, kind);
      case ApiAnswer other -> new Answer.Unreadable(other);
    };
  }

  /** Forgets a version of a group, whose kinds may have changed. */
  public void forget(String apiVersion) {
    kinds.remove(apiVersion);
  }

  /**
   * A kind that is missing in one version is absent only if all that could be asked was answered.
   */
  private Answer elsewhere(String apiVersion, String kind) {
    kinds.remove(apiVersion);
    ApiAnswer groups = api.groups();
    if (!(groups instanceof ApiAnswer.Done(JsonNode list))) {
      return new Answer.Unreadable(groups);
    }
    List<String> versions = new ArrayList<>();
    for (String other : otherVersions(apiVersion, list)) {
      switch (api.kindsOf(other)) {
        case ApiAnswer.Done(JsonNode found) -> {
          if (read(other, found).containsKey(kind)) {
            versions.add(other.substring(other.indexOf('/') + 1));
          }
        }
        case ApiAnswer.NotFound _ -> {
          // The group has lost it since it was listed.
        }
        case ApiAnswer failed -> {
          return new Answer.Unreadable(failed);
        }
      }
    }
    return new Answer.NotServed(versions);
  }

  /** The other versions of a group, as {@code group/version}. */
  private static List<String> otherVersions(String apiVersion, JsonNode groups) {
    List<String> versions = new ArrayList<>();
    for (JsonNode candidate : groups.path("groups")) {
      if (candidate.path("name").asText().equals(group(apiVersion))) {
        candidate
            .path("versions")
            .forEach(version -> versions.add(version.path("groupVersion").asText()));
      }
    }
    versions.remove(apiVersion);
    return versions;
  }

  private static Map<String, Answer.Served> read(String apiVersion, JsonNode list) {
    Map<String, Answer.Served> found = new ConcurrentHashMap<>();
    String version = apiVersion.substring(apiVersion.indexOf('/') + 1);
    for (JsonNode resource : list.path("resources")) {
      String plural = resource.path("name").asText();
      String kind = resource.path("kind").asText();
      if (plural.indexOf('/') < 0) {
        found.put(
            kind,
            new Answer.Served(
                new ApiResource(group(apiVersion), version, plural, kind),
                resource.path("namespaced").asBoolean()));
      }
    }
    return found;
  }

  private static String group(String apiVersion) {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }
}
