package io.rolloutoperator.gitsync.plan;

import io.rolloutoperator.gitsync.manifest.Manifest;
import java.util.Optional;

/**
 * One server-side apply with {@code dryRun=All}, {@code force=true}, {@code
 * fieldValidation=Strict}.
 *
 * @param desired marked, and merged with what others own
 * @param resourceVersion to send along: the merge copied live values of that version
 */
public record DryRunRequest(Manifest desired, Optional<String> resourceVersion) {}
