/** Kinds of the API server as this operator reads and writes them. */
@NullMarked
package io.rolloutoperator.kube.objects;

import org.jspecify.annotations.NullMarked;
