@NullMarked
package io.rolloutoperator.notify.message;

import org.jspecify.annotations.NullMarked;
