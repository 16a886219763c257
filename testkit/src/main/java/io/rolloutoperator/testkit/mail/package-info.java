/** Mail servers for tests. */
@NullMarked
package io.rolloutoperator.testkit.mail;

import org.jspecify.annotations.NullMarked;
