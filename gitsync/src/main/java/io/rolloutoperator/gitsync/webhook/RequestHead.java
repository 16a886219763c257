package io.rolloutoperator.gitsync.webhook;

import java.util.OptionalLong;

/**
 * What is known of a request before its body is read.
 *
 * @param path as it came, without the query
 * @param address of the client, as the limit counts it
 * @param length of the body in bytes, where the client says so
 */
public record RequestHead(String method, String path, String address, OptionalLong length) {}
