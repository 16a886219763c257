package io.rolloutoperator.notify.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All functions of the language. */
final class Functions {

  private static final Map<String, Function> ALL =
      Stream.of(
              Logic.ALL,
              CoreFunctions.ALL,
              Reflection.ALL,
              DefaultFunctions.ALL,
              TextFunctions.ALL,
              CaseFunctions.ALL,
              LayoutFunctions.ALL,
              EncodingFunctions.ALL,
              RegexFunctions.ALL,
              NumberFunctions.ALL,
              ListFunctions.ALL,
              DictionaryFunctions.ALL,
              DateFunctions.ALL,
              AddressFunctions.ALL,
              VersionFunctions.ALL,
              SlackFunctions.ALL)
          .flatMap(List::stream)
          .collect(Collectors.toUnmodifiableMap(Function::name, f -> f));

  private Functions() {}

  static Set<String> names() {
    return ALL.keySet();
  }

  static boolean contains(String name) {
    return ALL.containsKey(name);
  }

  static Function get(String name) {
    return Optional.ofNullable(ALL.get(name))
        .orElseThrow(() -> new TemplateFailure("function \"" + name + "\" not defined"));
  }
}
