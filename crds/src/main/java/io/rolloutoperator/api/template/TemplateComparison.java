package io.rolloutoperator.api.template;

/** Whether two pod templates mean the same. */
public sealed interface TemplateComparison {

  /** They mean the same to the API server. */
  record Same() implements TemplateComparison {}

  /**
   * They differ.
   *
   * @param path the first difference, such as {@code spec.containers[0].image}
   * @param live what the stored template has there, as JSON; {@code absent} if nothing
   * @param wanted what the wanted template has there
   */
  record Different(String path, String live, String wanted) implements TemplateComparison {

    /** The difference in words, for logs and events. */
    public String inWords() {
      return "%s is %s, wanted %s".formatted(path, live, wanted);
    }
  }
}
