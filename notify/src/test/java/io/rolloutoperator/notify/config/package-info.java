@NullMarked
package io.rolloutoperator.notify.config;

import org.jspecify.annotations.NullMarked;
