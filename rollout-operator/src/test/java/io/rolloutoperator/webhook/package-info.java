@NullMarked
package io.rolloutoperator.webhook;

import org.jspecify.annotations.NullMarked;
