package io.rolloutoperator.api.gitsync;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.ObjectLabels;
import io.rolloutoperator.api.schema.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How files become objects. */
public record GitSyncRender(
    @Field(
            value = "Auto is Kustomize if there is a kustomization file, else Plain.",
            oneOf = {"Auto", "Kustomize", "Plain"},
            absentBecomes = "Auto")
        String mode,
    @Field(value = "Plain mode reads folders below, too.", absentBecomes = "true")
        @Nullable Boolean recurse,
    @Field(
            value = "The files that plain mode reads, as in a gitignore file; none is all.",
            maxItems = 100)
        List<String> include,
    @Field(value = "Files that plain mode leaves out, as in a gitignore file.", maxItems = 100)
        List<String> exclude,
    @Field(value = "Images to replace, as in a kustomization.", maxItems = 100)
        List<KustomizeImage> images,
    @Field(value = "Patches, as in a kustomization.", maxItems = 100) List<KustomizePatch> patches,
    @Field(value = "Components to add, as in a kustomization.", maxItems = 100)
        List<String> components,
    @Field(value = "Put before the name of every object.", maxLength = 253) String namePrefix,
    @Field(value = "Put after the name of every object.", maxLength = 253) String nameSuffix,
    @Field("Labels and annotations of every object.") ObjectLabels commonMetadata,
    @Field(value = "Values of variables; not supported yet.", shape = Field.Shape.OPEN_OBJECT)
        @Nullable JsonNode substitute,
    @Field(
            value = "Objects with values of variables; not supported yet.",
            maxItems = 50,
            shape = Field.Shape.OPEN_OBJECT)
        List<JsonNode> substituteFrom) {
  /** Every field absent. */
  public static final GitSyncRender EMPTY =
      new GitSyncRender(
          "",
          null,
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          "",
          "",
          ObjectLabels.EMPTY,
          null,
          List.of());

  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public GitSyncRender {
    mode = Absent.text(mode);
    include = Absent.list(include);
    exclude = Absent.list(exclude);
    images = Absent.list(images);
    patches = Absent.list(patches);
    components = Absent.list(components);
    namePrefix = Absent.text(namePrefix);
    nameSuffix = Absent.text(nameSuffix);
    commonMetadata = Absent.orElse(commonMetadata, ObjectLabels.EMPTY);
    substitute = Absent.tree(substitute);
    substituteFrom = Absent.list(substituteFrom);
  }
}
