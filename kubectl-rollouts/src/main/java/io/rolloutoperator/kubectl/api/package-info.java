/**
 * The Kubernetes API as the commands use it: objects, lists, patches, watches, and their failures
 * in words.
 */
@NullMarked
package io.rolloutoperator.kubectl.api;

import org.jspecify.annotations.NullMarked;
