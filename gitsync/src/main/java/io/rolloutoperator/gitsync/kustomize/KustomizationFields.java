package io.rolloutoperator.gitsync.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.BuildException;
import io.rolloutoperator.gitsync.manifest.KeyLines;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The fields that a kustomization file may have, and their types: kustomize's own structures. A
 * type in brackets is a list; {@code map} is a mapping of texts, {@code any} is left to the binary.
 */
final class KustomizationFields {

  /** Fields that only the kustomize binary can render. */
  static final Set<String> BINARY_ONLY =
      Set.of(
          "helmCharts",
          "helmGlobals",
          "helmChartInflationGenerator",
          "vars",
          "openapi",
          "configurations",
          "crds",
          "generators",
          "transformers",
          "validators");

  /** Those of them that would start Helm, which the binary is not allowed to. */
  static final Set<String> HELM =
      Set.of("helmCharts", "helmGlobals", "helmChartInflationGenerator");

  private static final Map<String, Map<String, String>> STRUCTURES =
      """
      Kustomization apiVersion:text kind:text metadata:Meta namePrefix:text nameSuffix:text
        namespace:text commonLabels:map labels:[Label] commonAnnotations:map
        patchesStrategicMerge:[text] patchesJson6902:[Patch] patches:[Patch] images:[Image]
        imageTags:[Image] replacements:[Replacement] replicas:[Replica] sortOptions:SortOptions
        resources:[text] components:[text] bases:[text] configMapGenerator:[Generator]
        secretGenerator:[SecretGenerator] generatorOptions:GeneratorOptions buildMetadata:[text]
        vars:any openapi:map configurations:[text] crds:[text] generators:[text]
        transformers:[text] validators:[text]
      Overlay images:[Image] patches:[Patch] components:[text] namePrefix:text nameSuffix:text
        commonMetadata:CommonMetadata
      CommonMetadata labels:map annotations:map
      Meta name:text namespace:text labels:map annotations:map
      Label pairs:map includeSelectors:bool includeTemplates:bool fields:[FieldSpec]
      FieldSpec group:text version:text kind:text path:text create:bool
      Patch path:text patch:text target:Selector options:PatchOptions
      PatchOptions allowNameChange:bool allowKindChange:bool
      Selector group:text version:text kind:text name:text namespace:text
        annotationSelector:text labelSelector:text
      Image name:text newName:text newTag:text tagSuffix:text digest:text
      Replica name:text count:int
      SortOptions order:text legacySortOptions:LegacySortOptions
      LegacySortOptions orderFirst:[text] orderLast:[text]
      GeneratorOptions labels:map annotations:map disableNameSuffixHash:bool immutable:bool
      Generator name:text namespace:text behavior:text literals:[text] files:[text] envs:[text]
        env:text options:GeneratorOptions
      SecretGenerator name:text namespace:text behavior:text literals:[text] files:[text]
        envs:[text] env:text options:GeneratorOptions type:text
      Replacement path:text source:Source targets:[Target] sourceValue:text
      Source group:text version:text kind:text name:text namespace:text fieldPath:text
        options:FieldOptions
      Target select:Selector reject:[Selector] fieldPaths:[text] options:FieldOptions
      FieldOptions delimiter:text index:int encoding:text create:bool
      """
          .replace("\n  ", " ")
          .lines()
          .map(line -> line.split(" "))
          .collect(Collectors.toMap(words -> words[0], KustomizationFields::fields));

  private final String file;
  private final KeyLines lines;

  KustomizationFields(String file, KeyLines lines) {
    this.file = file;
    this.lines = lines;
  }

  private static Map<String, String> fields(String[] words) {
    Function<String, String> name = word -> word.substring(0, word.indexOf(':'));
    Function<String, String> type = word -> word.substring(word.indexOf(':') + 1);
    return Arrays.stream(words).skip(1).collect(Collectors.toMap(name, type));
  }

  /**
   * Checks a mapping and all below it.
   *
   * @throws BuildException naming the line of the first field that is unknown or of another type
   */
  void check(ObjectNode mapping, String structure) {
    Map<String, String> known = STRUCTURES.getOrDefault(structure, Map.of());
    mapping
        .properties()
        .forEach(
            member -> {
              String type = known.get(member.getKey());
              if (type == null) {
                throw at(mapping, member.getKey(), unknown(member.getKey()));
              }
              if (!member.getValue().isNull()) {
                checkType(mapping, member.getKey(), member.getValue(), type);
              }
            });
  }

  private static String unknown(String field) {
    return "unknown field \"" + field + "\"";
  }

  private void checkType(ObjectNode in, String field, JsonNode value, String type) {
    if (type.startsWith("[")) {
      require(value.isArray(), in, field, "a list");
      String element = type.substring(1, type.length() - 1);
      value.forEach(each -> checkType(in, field, each, element));
      return;
    }
    switch (type) {
      case "any" -> {}
      case "text" -> require(value.isTextual(), in, field, "a text (in quotes)");
      case "bool" -> require(value.isBoolean(), in, field, "true or false");
      case "int" -> require(value.canConvertToLong(), in, field, "a whole number");
      case "map" -> {
        require(value.isObject(), in, field, "a mapping");
        value.forEach(each -> require(each.isTextual() || each.isNull(), in, field, "texts only"));
      }
      default -> {
        require(value.isObject(), in, field, "a mapping");
        check((ObjectNode) value, type);
      }
    }
  }

  private void require(boolean right, ObjectNode in, String field, String wanted) {
    if (!right) {
      throw at(in, field, "\"" + field + "\" must be " + wanted);
    }
  }

  private BuildException at(ObjectNode mapping, String field, String message) {
    return KustomizationFile.problem(file, lines.of(mapping, field), message);
  }
}
