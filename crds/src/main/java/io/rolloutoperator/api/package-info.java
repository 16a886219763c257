@NullMarked
package io.rolloutoperator.api;

import org.jspecify.annotations.NullMarked;
