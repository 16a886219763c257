/**
 * Makes the YAML of the CustomResourceDefinitions from the records of the API and from Kubernetes'
 * own OpenAPI schemas of pod and job templates. Used when building; nothing of it runs in the
 * operator.
 */
@NullMarked
package io.rolloutoperator.crdgen;

import org.jspecify.annotations.NullMarked;
