/**
 * Reading and writing of JSON and YAML trees without data binding, which would cost a start its
 * time.
 */
@NullMarked
package io.rolloutoperator.kubectl.json;

import org.jspecify.annotations.NullMarked;
