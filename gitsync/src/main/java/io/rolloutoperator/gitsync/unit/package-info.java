/**
 * One unit of synchronisation: a folder of a repository and where it goes, as values. Knows no
 * foreign type.
 */
@NullMarked
package io.rolloutoperator.gitsync.unit;

import org.jspecify.annotations.NullMarked;
