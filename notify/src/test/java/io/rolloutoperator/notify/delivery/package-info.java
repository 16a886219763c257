@NullMarked
package io.rolloutoperator.notify.delivery;

import org.jspecify.annotations.NullMarked;
