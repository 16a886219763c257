package io.rolloutoperator.gitsync.unit;

import java.util.Optional;

/**
 * A folder of a repository and the part of a cluster that is kept equal to it.
 *
 * @param path relative to the repository's root, normalised, {@code .} for the root
 * @param serviceAccount name of the account whose rights are used, in the unit's namespace; never
 *     empty
 */
public record SyncUnit(
    UnitId id,
    Repository repository,
    String path,
    Rendering rendering,
    Destination destination,
    String serviceAccount,
    SyncPolicies policies,
    RolloutPolicies rollouts,
    Optional<WriteBack> writeBack) {}
