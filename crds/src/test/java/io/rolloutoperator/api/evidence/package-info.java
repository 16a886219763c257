@NullMarked
package io.rolloutoperator.api.evidence;

import org.jspecify.annotations.NullMarked;
