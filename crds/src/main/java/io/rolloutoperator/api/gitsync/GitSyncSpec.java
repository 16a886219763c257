package io.rolloutoperator.api.gitsync;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.ObjectLabels;
import io.rolloutoperator.api.schema.Field;
import io.rolloutoperator.api.schema.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which folder is wanted where, and how. */
@Rule(valid = Cel.WRITE_BACK_SECRET, message = GitSyncMessages.WRITE_BACK_SECRET)
@Rule(valid = Cel.WRITE_BACK_REF, message = GitSyncMessages.WRITE_BACK_REF)
public record GitSyncSpec(
    @Field(value = "The repository.", required = true) GitSyncRepository repo,
    @Rule(valid = Cel.INSIDE, message = GitSyncMessages.PATH)
        @Field(
            value = "The folder, from the root of the repository.",
            maxLength = 1024,
            absentBecomes = ".")
        String path,
    @Field("How files become objects.") GitSyncRender render,
    @Field(
            value = "Namespace of objects that have none; absent is that of the GitSync.",
            maxLength = Patterns.NAMESPACE_LENGTH,
            pattern = Patterns.NAMESPACE)
        String targetNamespace,
    @Field(
            value = "Override puts all objects into the target namespace, Fill those without one.",
            oneOf = {"Fill", "Override"},
            absentBecomes = "Fill")
        String targetNamespacePolicy,
    @Field("Makes the target namespace if it is missing; it is never deleted.")
        boolean createNamespace,
    @Field("Labels and annotations of the namespace that is made.") ObjectLabels namespaceMetadata,
    @Field(value = "Deletes objects that are no longer in the folder.", absentBecomes = "true")
        @Nullable Boolean prune,
    @Field("When nothing is deleted without approval.") GitSyncPruneGuard pruneGuard,
    @Field(
            value = "What becomes of the objects when the GitSync is deleted.",
            oneOf = {"MirrorPrune", "Delete", "WaitForTermination", "Orphan"},
            absentBecomes = "MirrorPrune")
        String deletionPolicy,
    @Field(
            value = "What is done about objects that differ from the folder; Warn only tells.",
            oneOf = {"Enabled", "Warn", "Disabled"},
            absentBecomes = "Enabled")
        String driftCorrection,
    @Field("Makes an object anew if an immutable field of it changes.") boolean force,
    @Field(value = "Fields whose value in the cluster stays.", maxItems = 100)
        List<GitSyncIgnoreRule> ignore,
    @Field(value = "Ready needs the health of the objects.", absentBecomes = "true")
        @JsonProperty("wait")
        @Nullable Boolean awaitHealth,
    @Field(value = "The objects whose health counts; none is all.", maxItems = 100)
        List<GitSyncHealthCheck> healthChecks,
    @Rule(valid = Cel.SECOND_TO_DAY, message = GitSyncMessages.TIMEOUT)
        @Field(
            value = "Time to become healthy after an apply.",
            maxLength = Patterns.DURATION_LENGTH,
            pattern = Patterns.DURATION,
            absentBecomes = "5m")
        String timeout,
    @Rule(valid = Cel.SECOND_TO_DAY, message = GitSyncMessages.RETRY_INTERVAL)
        @Field(
            value = "Time between tries of what failed; absent is 1s doubling to 5m.",
            maxLength = Patterns.DURATION_LENGTH,
            pattern = Patterns.DURATION)
        String retryInterval,
    @Field(value = "GitSyncs that must be ready first.", maxItems = 50)
        List<GitSyncDependency> dependsOn,
    @Field(value = "Decryption of files; not supported yet.", shape = Field.Shape.OPEN_OBJECT)
        @Nullable JsonNode decryption,
    @Field(
            value = "ServiceAccount in the namespace of the GitSync whose rights are used.",
            minLength = 1,
            maxLength = Patterns.NAME_LENGTH,
            pattern = Patterns.NAME)
        @Nullable String serviceAccountName,
    @Field(value = "Another cluster; not supported yet.", shape = Field.Shape.OPEN_OBJECT)
        @Nullable JsonNode kubeConfig,
    @Field(
            value = "When objects may be written; not supported yet.",
            maxItems = 20,
            shape = Field.Shape.OPEN_OBJECT)
        List<JsonNode> syncWindows,
    @Field("Writes nothing.") boolean suspend,
    @Field(
            value = "GitSync whose objects are taken over; not supported yet.",
            shape = Field.Shape.OPEN_OBJECT)
        @Nullable JsonNode adoptFrom,
    @Field(
            value = "Entries of the history that are kept.",
            minimum = 0,
            maximum = 50,
            absentBecomes = "10")
        @Nullable Integer historyLimit,
    @Field("How commits get into the repository.") @Nullable GitSyncWriteBack writeBack,
    @Field("How the Rollouts of the folder are treated.") GitSyncRollouts rollouts,
    @Field(
            value = "Images that are chosen by their tags; not supported yet.",
            maxItems = 50,
            shape = Field.Shape.OPEN_OBJECT)
        List<JsonNode> imagePolicies) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public GitSyncSpec {
    repo = Absent.orElse(repo, GitSyncRepository.EMPTY);
    path = Absent.text(path);
    render = Absent.orElse(render, GitSyncRender.EMPTY);
    targetNamespace = Absent.text(targetNamespace);
    targetNamespacePolicy = Absent.text(targetNamespacePolicy);
    namespaceMetadata = Absent.orElse(namespaceMetadata, ObjectLabels.EMPTY);
    pruneGuard = Absent.orElse(pruneGuard, GitSyncPruneGuard.EMPTY);
    deletionPolicy = Absent.text(deletionPolicy);
    driftCorrection = Absent.text(driftCorrection);
    ignore = Absent.list(ignore);
    healthChecks = Absent.list(healthChecks);
    timeout = Absent.text(timeout);
    retryInterval = Absent.text(retryInterval);
    dependsOn = Absent.list(dependsOn);
    decryption = Absent.tree(decryption);
    kubeConfig = Absent.tree(kubeConfig);
    syncWindows = Absent.list(syncWindows);
    adoptFrom = Absent.tree(adoptFrom);
    rollouts = Absent.orElse(rollouts, GitSyncRollouts.EMPTY);
    imagePolicies = Absent.list(imagePolicies);
  }
}
