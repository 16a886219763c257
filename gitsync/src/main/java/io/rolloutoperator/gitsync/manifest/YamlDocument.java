package io.rolloutoperator.gitsync.manifest;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One document of a file.
 *
 * @param root never null or missing: empty documents are left out
 * @param origin line of the first key
 * @param lines of all keys, as in {@code lines.of(root, "resources")}
 */
public record YamlDocument(JsonNode root, Origin origin, KeyLines lines) {}
