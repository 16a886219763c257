/**
 * What the controller would say about the objects of files, from their bytes alone: strict reading,
 * validation, and the place of each finding in its file.
 */
@NullMarked
package io.rolloutoperator.kubectl.lint;

import org.jspecify.annotations.NullMarked;
