package io.rolloutoperator.gitsync.render;

/**
 * What a unit and the installation say about plain files.
 *
 * @param ignore gitignore text, counted from the repository's root ({@code repo.ignore})
 * @param allowPlainSecrets whether a Secret may stand in Git as it is
 */
public record PlainOptions(String ignore, boolean allowPlainSecrets) {}
