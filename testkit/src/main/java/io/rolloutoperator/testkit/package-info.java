@NullMarked
package io.rolloutoperator.testkit;

import org.jspecify.annotations.NullMarked;
