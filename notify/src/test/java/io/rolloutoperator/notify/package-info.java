@NullMarked
package io.rolloutoperator.notify;

import org.jspecify.annotations.NullMarked;
