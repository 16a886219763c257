/**
 * Reads the configuration of Argo's notification engine: one ConfigMap and one Secret. Pure. What
 * is broken in it becomes a problem of its own; the rest works.
 */
@NullMarked
package io.rolloutoperator.notify.config;

import org.jspecify.annotations.NullMarked;
