/**
 * What a pod template is: its identity (hashes as the Go types of Kubernetes give them) and when
 * two templates mean the same to the API server. Pure: works on Jackson trees, knows no client,
 * clock or randomness.
 */
@NullMarked
package io.rolloutoperator.api.template;

import org.jspecify.annotations.NullMarked;
