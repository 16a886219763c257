package io.rolloutoperator.api.template;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name of a container image, as far as the pull policy depends on it. */
final class ImageReference {

  private static final String LABEL = "[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?";
  private static final String REGISTRY =
      "(?:" + LABEL + "(?:\\." + LABEL + ")*|\\[[a-fA-F0-9:]+])(?::[0-9]+)?";
  private static final String PART = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
  private static final Pattern SHAPE =
      Pattern.compile(
          "(?:%s/)?%s(?:/%s)*(?::(?<tag>\\w[\\w.-]{0,127}))?(?<digest>@[A-Za-z][A-Za-z0-9+._-]*:[0-9a-fA-F]{32,})?"
              .formatted(REGISTRY, PART, PART));

  private ImageReference() {}

  /**
   * The pull policy the API server gives to a container that names none: {@code Always} for the tag
   * {@code latest} and for images without tag and digest, else {@code IfNotPresent}, also for names
   * that cannot be read.
   */
  static String pullPolicy(String image) {
    Matcher parts = SHAPE.matcher(image);
    if (!parts.matches()) {
      return "IfNotPresent";
    }
    String tag = parts.group("tag");
    boolean latest = tag == null ? parts.group("digest") == null : tag.equals("latest");
    return latest ? "Always" : "IfNotPresent";
  }
}
